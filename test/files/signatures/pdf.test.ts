import { describe, expect, test } from 'vitest';
import { fixture, flipped, only, told, verify } from './support.js';

const PASSED = 'TOTAL_PASSED';
const CHANGED = 'TOTAL_FAILED HASH_FAILURE integrity:FAILED';
const MALFORMED = 'TOTAL_FAILED FORMAT_FAILURE';
const ADDED_TO = 'INDETERMINATE SIG_CONSTRAINTS_FAILURE coverage:FAILED';
const officer = fixture('pdf/officer.pdf');

describe('PDF signatures', () => {
  test.each([
    ['officer', PASSED],
    ['timed', PASSED],
    ['expired', 'TOTAL_FAILED EXPIRED time:FAILED'],
    ['future', 'TOTAL_FAILED NOT_YET_VALID time:FAILED'],
    ['revoked', 'TOTAL_FAILED REVOKED revocation:FAILED'],
    ['self-signed', 'INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND chain:UNKNOWN revocation:UNKNOWN'],
    ['stranger', 'INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND chain:UNKNOWN revocation:UNKNOWN'],
    ['sha1', 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE algorithm:FAILED'],
    ['unsigned', '0 signatures'],
  ])('%s: %s', async (name, expected) => {
    expect(await only(fixture(`pdf/${name}.pdf`))).toBe(expected);
  });

  test('by poppler and NSS, the officer and then the agency: the second vouches for what came after the first', async () => {
    const reports = await verify(fixture('pdf/poppler.pdf.gz'));
    expect(reports.map(told)).toEqual([PASSED, PASSED]);
    expect(reports.map(({ signer }) => signer?.subjectDn.split(',')[0])).toEqual([
      'CN=Nguyễn Thị Hoa',
      'CN=Ủy ban nhân dân xã Ngọc Lặc',
    ]);
    expect(reports[0]?.checks.coverage.message).toMatch(/later signature/);
    expect(reports[1]?.checks.coverage.message).toMatch(/whole file/);
  });

  test('a time stamp is the signing time, and makes a later revocation harmless', async () => {
    const [report] = await verify(fixture('pdf/timed.pdf'), { crls: 'crls-later' });
    expect(told(report)).toBe(PASSED);
    expect(report).toMatchObject({ level: 'B_T', format: 'PADES' });
    expect(report?.timestampAt).toMatch(/^2026-11-27T/);
    expect(report?.checks.revocation.message).toMatch(/revoked only after/);
    expect(await only(officer, { crls: 'crls-later' })).toBe(
      'INDETERMINATE REVOKED_NO_POE revocation:UNKNOWN',
    );
  });

  test('a document time stamp is told apart, proves the time, and vouches for nothing that it covers', async () => {
    const [signature, stamp] = await verify(fixture('pdf/archived.pdf'));
    expect(told(stamp)).toBe(PASSED);
    expect(stamp?.isTimestamp).toBe(true);
    expect(signature?.timestampAt).toBeDefined();
    expect(told(signature)).toBe(ADDED_TO);
  });
});

describe('tampered twins', () => {
  const text = officer.toString('latin1');

  test('content changed', async () => {
    expect(await only(flipped(officer, officer.indexOf('QUYET')))).toBe(CHANGED);
    expect(await only(flipped(officer, officer.length - 4))).toBe(CHANGED);
  });

  test('added to after it was signed, also with a signature that is not good', async () => {
    const added = Buffer.from('9 0 obj\n<< /Added true >>\nendobj\n');
    expect(await only(Buffer.concat([officer, added]))).toBe(ADDED_TO);
    const [first, second] = await verify(flipped(fixture('pdf/timed-two.pdf'), 33_990));
    expect(second?.result).not.toBe(PASSED);
    expect(told(first)).toBe(ADDED_TO);
    expect(await only(Buffer.concat([officer, Buffer.from('\r\n')]))).toBe(PASSED);
  });

  /** The range rewritten in its own room, so that only what it says changes. */
  function ranged(change: (numbers: number[]) => (number | string)[]): Buffer {
    const match = /\/ByteRange \[([^\]]*)\]/.exec(text);
    const numbers = (match?.[1] ?? '').trim().split(/\s+/).map(Number);
    const room = (match?.[1] ?? '').length;
    const changed = change(numbers).join(' ').padEnd(room).slice(0, room);
    const copy = Buffer.from(officer);
    copy.write(changed, (match?.index ?? 0) + '/ByteRange ['.length, 'latin1');
    return copy;
  }

  test.each<[string, (numbers: number[]) => (number | string)[]]>([
    ['does not begin at the beginning', ([, b = 0, c = 0, d = 0]) => [1, b - 1, c, d]],
    ['a hole larger than the signature', ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c + 10, d - 10]],
    ['a hole that begins early', ([a = 0, b = 0, c = 0, d = 0]) => [a, b - 10, c, d]],
    ['ranges that overlap', ([a = 0, b = 0, , d = 0]) => [a, b, b - 100, d]],
    ['beyond the end', ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d + 1]],
    ['negative', ([a = 0, b = 0, c = 0]) => [a, b, c, -1]],
    ['nothing after the hole', ([a = 0, b = 0, c = 0]) => [a, b, c, 0]],
    ['a number that is none', ([a = 0, b = 0, c = 0]) => [a, b, c, '1e3']],
    ['three numbers', ([a = 0, b = 0, c = 0]) => [a, b, c]],
    ['five numbers', ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d, 0]],
  ])('a range that is not what it must be: %s', async (_, change) => {
    expect(await only(ranged(change))).toContain(MALFORMED);
  });

  test('a signature dictionary with two holes, or none', async () => {
    const two = text.replace('/Filter /Adobe.PPKLite', '/Contents <00> /X /Y      ');
    expect(await only(Buffer.from(two, 'latin1'))).toContain(MALFORMED);
    const none = text.replace('/Contents <', '/Contentz <');
    expect(await only(Buffer.from(none, 'latin1'))).toContain(MALFORMED);
  });

  test('a hole with something else in it', async () => {
    const hole = officer.indexOf('/Contents <') + '/Contents <'.length;
    const copy = Buffer.from(officer);
    copy.write('00000000', hole, 'latin1');
    expect(await only(copy)).toContain(MALFORMED);
    copy.write('zzzz', hole, 'latin1');
    expect(await only(copy)).toContain(MALFORMED);
  });
});
