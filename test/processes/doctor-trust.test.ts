import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkTrust } from '../../src/processes/doctor/trust.js';
import { FIXTURES, NOW } from '../files/signatures/support.js';

const folder = mkdtempSync(join(tmpdir(), 'lienthong-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(FIXTURES, name);

async function said(trustedRoots?: string, revocationLists?: string, now = NOW): Promise<string[]> {
  const checks = await checkTrust({ trustedRoots, revocationLists }, now.getTime());
  // Whoever is told that something is wrong is told what to do.
  for (const { state, advice } of checks) if (state !== 'ok') expect(advice).toBeDefined();
  return checks.map(({ what, state, seen }) => `${what} ${state}: ${seen.replaceAll(`${FIXTURES}/`, '')}`);
}

test('nothing is set', async () => {
  expect(await said()).toEqual([
    'TRUSTED_ROOTS off: is not set: no digital signature is found to be trusted',
    'REVOCATION_LISTS off: is not set: revocation stays unknown, and no digital signature passes',
  ]);
});

test('all is well', async () => {
  expect(await said(at('roots'), at('crls'))).toEqual([
    'TRUSTED_ROOTS ok: 1 files in roots',
    expect.stringMatching(/^TRUSTED_ROOTS ok: roots\/root\.pem: CN=.*, until 20\d\d-\d\d-\d\d$/),
    'REVOCATION_LISTS ok: 2 files in crls',
    expect.stringMatching(
      /^REVOCATION_LISTS ok: crls\/issuer\.crl: of CN=CA chuyên dùng.*, to be replaced by 2050-01-01$/,
    ),
    expect.stringMatching(/^REVOCATION_LISTS ok: crls\/root\.crl: of CN=/),
  ]);
});

test.each([
  ['certificates/officer.pem', /failed: .*officer\.pem: .*CA:FALSE/],
  ['certificates/officer.der', /failed: .*CA:FALSE/],
  ['certificates/issuer.pem', /warning: .*: not a root, another issued it/],
  ['cms/decision.txt', /failed: .*decision\.txt: no CERTIFICATE/],
  ['nowhere', /failed: nowhere/],
])('TRUSTED_ROOTS=%s', async (path, expected) => {
  expect((await said(at(path), undefined)).some((line) => expected.test(line))).toBe(true);
});

test.each([
  ['2062-01-01', /TRUSTED_ROOTS warning: .*: expired/],
  ['2019-01-01', /TRUSTED_ROOTS warning: .*: valid only from/],
  ['2019-01-01', /REVOCATION_LISTS warning: .*: in the future/],
  ['2060-01-01', /REVOCATION_LISTS warning: .*: was to be replaced by 2050-01-01/],
])('on %s', async (now, expected) => {
  const lines = await said(at('roots'), at('crls'), new Date(`${now}T00:00:00Z`));
  expect(lines.some((line) => expected.test(line))).toBe(true);
});

test.each([
  ['crls-stale', /warning: .*issuer\.crl: .*: was to be replaced by 2024-02-01/],
  ['roots/root.pem', /failed: .*root\.pem: no X509 CRL/],
])('REVOCATION_LISTS=%s', async (path, expected) => {
  expect((await said(undefined, at(path))).some((line) => expected.test(line))).toBe(true);
});

test('one bad file among good ones is named, and the others are looked at', async () => {
  cpSync(at('roots'), folder, { recursive: true });
  writeFileSync(join(folder, 'hong.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  const states = (await checkTrust({ trustedRoots: folder, revocationLists: undefined }, NOW.getTime()))
    .filter(({ what }) => what === 'TRUSTED_ROOTS')
    .map(({ state }) => state);
  expect(states).toEqual(['ok', 'failed', 'ok']);
  rmSync(join(folder, 'hong.pem'));
  rmSync(join(folder, 'root.pem'));
  expect((await said(folder))[0]).toMatch(/failed: .* holds no \.pem/);
});
