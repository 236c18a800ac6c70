import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bufferContent, loadTrust, verifySignatures } from '../../src/files/signatures/index.js';
import { writeSample } from '../../src/sample/index.js';

const NOW = new Date('2026-03-10T17:00:00.000Z');
const has = (tool: string) => spawnSync('which', [tool]).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'lienthong-signing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const told = new Map<string, string[]>();
let environment: Record<string, string>;
const outcome = (path: string) => [...told].find(([, paths]) => paths.includes(path))?.[0] ?? '';
const signed = (format: string) =>
  [...told].flatMap(([said, paths]) => (said.startsWith(format) ? paths : []));

beforeAll(async () => {
  ({ environment } = await writeSample({ dossiers: 400, seed: 7, out: folder, now: NOW.getTime() }));
  const trust = await loadTrust(environment['TRUSTED_ROOTS'], environment['REVOCATION_LISTS']);
  const results = join(folder, 'one-stop/files/ket-qua');
  for (const name of readdirSync(results, { recursive: true, encoding: 'utf8' }).filter((one) =>
    /\.\w+$/.test(one),
  )) {
    const path = join(results, name);
    const beside = path.endsWith('.p7s') ? bufferContent(readFileSync(path.slice(0, -4))) : undefined;
    const content = bufferContent(readFileSync(path));
    const reports = await verifySignatures(content, { trust, now: NOW }, { detached: beside });
    const said = reports
      .map(({ format, level, result, reason }) => [format, level, result, reason].filter(Boolean).join(' '))
      .join(', ');
    told.set(said, [...(told.get(said) ?? []), path]);
  }
});

test('results are signed well and badly, each way as it is meant', () => {
  expect([...told.keys()].sort()).toEqual(
    [
      '',
      'CADES B_B TOTAL_PASSED',
      'PADES B_B INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND',
      'PADES B_B TOTAL_FAILED EXPIRED',
      'PADES B_B TOTAL_FAILED HASH_FAILURE',
      'PADES B_B TOTAL_FAILED REVOKED',
      'PADES B_B TOTAL_PASSED',
      'PADES B_B TOTAL_PASSED, PADES B_B TOTAL_PASSED',
      'XADES B_B TOTAL_FAILED HASH_FAILURE',
      'XADES B_B TOTAL_PASSED',
    ].sort(),
  );
});

test('the same seed and day give the same signatures', async () => {
  const again = join(folder, 'again');
  await writeSample({ dossiers: 400, seed: 7, out: again, now: NOW.getTime() });
  for (const [path] of told.values())
    expect(readFileSync(path?.replace(folder, again) ?? '')).toEqual(readFileSync(path ?? ''));
});

const roots = () => join(folder, 'trust/roots/ca-goc.pem');

test.skipIf(!has('openssl'))('openssl takes the list of the made-up root', () => {
  const list = join(folder, 'trust/crl/ca-goc.crl');
  const { status } = spawnSync('openssl', ['crl', '-in', list, '-CAfile', roots(), '-noout', '-verify']);
  expect(status).toBe(0);
});

test.skipIf(!has('pdfsig'))('pdfsig finds the same integrity', () => {
  for (const path of signed('PADES').slice(0, 20)) {
    const { stdout } = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
    const theirs = [...stdout.matchAll(/Signature Validation: (.*)/g)].map(([, said]) => said);
    expect(theirs.length).toBeGreaterThan(0);
    const expected = outcome(path).includes('HASH_FAILURE') ? 'Digest Mismatch.' : 'Signature is Valid.';
    expect(new Set(theirs), path).toEqual(new Set([expected]));
  }
});

test.skipIf(!has('xmlsec1'))('xmlsec1 finds the same, integrity and chain', () => {
  for (const path of signed('XADES')) {
    const { status } = spawnSync('xmlsec1', [
      ...['--verify', '--trusted-pem', roots(), '--verification-time', '2026-03-10 17:00:00'],
      ...['--id-attr:Id', 'SignedProperties', path],
    ]);
    expect(status === 0, path).toBe(outcome(path).endsWith('TOTAL_PASSED'));
  }
});

test.skipIf(!has('openssl'))('openssl takes what lies beside a file', () => {
  for (const path of signed('CADES')) {
    const { status } = spawnSync('openssl', [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', path, '-content', path.slice(0, -4)],
      ...[
        '-CAfile',
        roots(),
        '-purpose',
        'any',
        '-attime',
        String(NOW.getTime() / 1000),
        '-out',
        '/dev/null',
      ],
    ]);
    expect(status, path).toBe(0);
  }
});
