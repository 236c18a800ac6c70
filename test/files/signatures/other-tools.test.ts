import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIXTURES, fixture, verify } from './support.js';

/** Where Debian's openssl, xmlsec1, poppler-utils and libnss3-tools are installed, they are asked the same. */
const has = (tool: string) => spawnSync('which', [tool]).status === 0;
const ROOT = join(FIXTURES, 'roots/root.pem');
const files = (folder: string, ending: string) =>
  readdirSync(join(FIXTURES, folder)).filter((name) => name.endsWith(ending));

/** Integrity as we say it, of the last signature: what tools that know nothing of our rules can be compared in. */
async function isIntact(name: string): Promise<boolean> {
  return (await verify(fixture(name))).at(-1)?.checks.integrity.state === 'PASSED';
}

describe.skipIf(!has('openssl'))('openssl', () => {
  test.each(files('cms', '.p7s').filter((name) => name !== 'no-certificate.p7s'))('%s', async (name) => {
    const { status } = spawnSync('openssl', [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-noverify', '-in', join(FIXTURES, 'cms', name)],
      ...['-content', join(FIXTURES, 'cms/decision.txt'), '-out', '/dev/null'],
    ]);
    expect(await isIntact(`cms/${name}`)).toBe(status === 0);
  });
});

describe.skipIf(!has('xmlsec1'))('xmlsec1', () => {
  test.each(files('xml', '.xml'))('%s', async (name) => {
    const [report] = await verify(fixture(`xml/${name}`));
    const at = '2026-11-28 00:00:00';
    const { status } = spawnSync('xmlsec1', [
      ...['--verify', '--trusted-pem', ROOT, '--verification-time', at, '--id-attr:Id', 'ho-so'],
      ...['--id-attr:Id', 'Object', '--id-attr:Id', 'SignedProperties', join(FIXTURES, 'xml', name)],
    ]);
    const { integrity, chain, time } = report?.checks ?? {};
    const good = [integrity, chain, time].every((check) => check?.state === 'PASSED');
    expect(good).toBe(status === 0);
  });
});

describe.skipIf(!has('pdfsig') || !has('certutil'))('pdfsig', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pdfsig-'));
    execFileSync('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
    execFileSync('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'root', '-t', 'CT,CT,CT', '-i', ROOT]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(files('pdf', '.pdf').filter((name) => name !== 'unsigned.pdf' && name !== 'archived.pdf'))(
    '%s',
    async (name) => {
      const bytes = fixture(`pdf/${name}`);
      for (const twin of [bytes, Buffer.from(bytes.toString('latin1').replace('QUYET', 'QUYEN'), 'latin1')]) {
        const path = join(folder, 'twin.pdf');
        writeFileSync(path, twin);
        const { stdout } = spawnSync('pdfsig', ['-nssdir', `sql:${folder}`, path], { encoding: 'utf8' });
        const theirs = [...stdout.matchAll(/Signature Validation: (.*)/g)].map(
          ([, said]) => said === 'Signature is Valid.',
        );
        const ours = (await verify(twin)).map(({ checks }) => checks.integrity.state === 'PASSED');
        expect(ours).toEqual(theirs);
      }
    },
  );
});
