import { describe, expect, test } from 'vitest';
import { loadTrust, TrustProblem } from '../../../src/files/signatures/index.js';
import { FIXTURES, fixture, flipped, only, told, verify } from './support.js';

const NO_CHAIN = 'INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND chain:UNKNOWN revocation:UNKNOWN';
const BAD_CHAIN = 'INDETERMINATE CHAIN_CONSTRAINTS_FAILURE chain:FAILED revocation:UNKNOWN';

describe('CMS made by openssl', () => {
  test.each([
    ['officer', 'TOTAL_PASSED'],
    ['curve', 'TOTAL_PASSED'],
    ['pss', 'TOTAL_PASSED'],
    ['plain', 'TOTAL_PASSED'],
    ['no-attributes', 'TOTAL_PASSED'],
    ['expired', 'TOTAL_FAILED EXPIRED time:FAILED'],
    ['future', 'TOTAL_FAILED NOT_YET_VALID time:FAILED'],
    ['revoked', 'TOTAL_FAILED REVOKED revocation:FAILED'],
    ['self-signed', NO_CHAIN],
    ['stranger', NO_CHAIN],
    ['posing', NO_CHAIN],
    ['too-deep', BAD_CHAIN],
    ['server', BAD_CHAIN],
    ['sha1', 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE algorithm:FAILED'],
    [
      'no-certificate',
      'INDETERMINATE NO_SIGNING_CERTIFICATE_FOUND integrity:UNKNOWN chain:UNKNOWN time:UNKNOWN revocation:UNKNOWN algorithm:UNKNOWN',
    ],
  ])('%s: %s', async (name, expected) => {
    expect(await only(fixture(`cms/${name}.p7s`))).toBe(expected);
  });

  test('says whose signature it is, when, and how', async () => {
    const [report] = await verify(fixture('cms/officer.p7s'));
    expect(report).toMatchObject({
      index: 0,
      format: 'CADES',
      level: 'B_B',
      digest: 'SHA256',
      isTimestamp: false,
    });
    expect(report?.signer).toMatchObject({
      subjectDn: 'CN=Nguyễn Thị Hoa,O=UBND xã Ngọc Lặc,C=VN',
      issuerDn: 'CN=CA chuyên dùng thử nghiệm,O=Cơ quan thử nghiệm,C=VN',
      serial: '1A2B3C4D5E6F01',
      notBefore: '2024-01-01T00:00:00.000Z',
      notAfter: '2055-01-01T00:00:00.000Z',
    });
    expect(report?.signedAt).toMatch(/^2026-11-27T/);
  });

  test('two signers are two signatures', async () => {
    const reports = await verify(fixture('cms/two-signers.p7s'));
    expect(reports.map(told)).toEqual(['TOTAL_PASSED', 'TOTAL_PASSED']);
    expect(new Set(reports.map(({ signer }) => signer?.subjectDn)).size).toBe(2);
  });

  test('a signature that does not bind its certificate is below the baseline', async () => {
    const [report] = await verify(fixture('cms/plain.p7s'));
    expect(report?.level).toBeUndefined();
  });
});

describe('tampered twins', () => {
  const changed = 'TOTAL_FAILED HASH_FAILURE integrity:FAILED';

  test.each(['officer', 'curve', 'pss', 'no-attributes'])('%s over other content', async (name) => {
    const signed = Buffer.concat([fixture('cms/decision.txt'), Buffer.from(' ')]);
    expect(await only(fixture(`cms/${name}.p7s`), { signed })).toBe(changed);
  });

  test('a detached signature without its content', async () => {
    expect(await only(fixture('cms/officer.p7s'), { signed: null })).toBe(
      'INDETERMINATE SIGNED_DATA_NOT_FOUND integrity:UNKNOWN',
    );
  });

  test('what a signature encloses is not taken from beside it', async () => {
    const enclosing = fixture('cms/enclosing.p7m');
    expect(await only(enclosing, { signed: Buffer.from('something else') })).toBe('TOTAL_PASSED');
    const at = enclosing.indexOf('12/Q');
    expect(at).toBeGreaterThan(0);
    expect(await only(flipped(enclosing, at), { signed: fixture('cms/decision.txt') })).toBe(changed);
  });

  test('a changed signature value', async () => {
    const bytes = fixture('cms/officer.p7s');
    expect(await only(flipped(bytes, bytes.length - 10))).toBe(
      'TOTAL_FAILED SIG_CRYPTO_FAILURE integrity:FAILED',
    );
  });

  test('no byte can be changed so that it still passes, or that it is taken for another signer', async () => {
    const bytes = fixture('cms/officer.p7s');
    const [honest] = await verify(bytes);
    for (let at = 0; at < bytes.length; at += 23) {
      for (const report of await verify(flipped(bytes, at))) {
        if (report.result === 'TOTAL_PASSED') expect(report.signer).toEqual(honest?.signer);
      }
    }
  });
});

describe('trust', () => {
  const officer = fixture('cms/officer.p7s');

  test('no root, no chain', async () => {
    expect(await only(officer, { roots: '' })).toBe(NO_CHAIN);
  });

  test.each([
    ['none', ''],
    ['out of date', 'crls-stale'],
    ['signed by another of the same name', 'crls-forged'],
  ])('lists of revoked certificates: %s', async (_, crls) => {
    expect(await only(officer, { crls })).toBe('INDETERMINATE TRY_LATER revocation:UNKNOWN');
  });

  test('revoked after signing: good only where it is proven that the signature is older', async () => {
    expect(await only(officer, { crls: 'crls-later' })).toBe(
      'INDETERMINATE REVOKED_NO_POE revocation:UNKNOWN',
    );
    const keptAt = new Date('2026-12-01T00:00:00Z');
    expect(await only(officer, { crls: 'crls-later', keptAt })).toBe('TOTAL_PASSED');
  });

  test('expired since: good only where it is proven that the signature is older', async () => {
    const now = new Date('2029-06-01T00:00:00Z');
    expect(await only(fixture('cms/ending.p7s'), { now })).toBe(
      'INDETERMINATE OUT_OF_BOUNDS_NO_POE time:UNKNOWN',
    );
    const keptAt = new Date('2026-12-01T00:00:00Z');
    expect(await only(fixture('cms/ending.p7s'), { now, keptAt })).toBe('TOTAL_PASSED');
  });

  test('a signing time in the future is nobody’s', async () => {
    expect(await only(officer, { now: new Date('2026-01-01T00:00:00Z') })).toMatch(
      /^INDETERMINATE SIG_CONSTRAINTS_FAILURE time:UNKNOWN/,
    );
  });

  test('a file that is no certificate stops the start, by name', async () => {
    const wrong = `${FIXTURES}/cms/decision.txt`;
    await expect(loadTrust(wrong, undefined)).rejects.toThrow(TrustProblem);
    await expect(loadTrust(undefined, wrong)).rejects.toThrow(/decision\.txt: no X509 CRL/);
    await expect(loadTrust('/nowhere', undefined)).rejects.toThrow(/\/nowhere/);
  });
});
