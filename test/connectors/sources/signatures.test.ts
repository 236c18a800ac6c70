import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signatures } from '../../../src/connectors/sources/signatures/index.js';
import { canonicalDn } from '../../../src/domain/distinguished-name.js';
import { withoutIdentityNumbers } from '../../../src/domain/identity-number.js';
import { fixedClock } from '../../../src/domain/time.js';
import { noContents } from '../../support/no-contents.js';
import { noStaging } from '../../support/no-staging.js';

const NOW = '2026-01-05T03:00:00.000Z';
const source = signatures.create(
  { SOURCE_SIGNATURES_URL: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
const decode = (raw: Record<string, string | boolean>) =>
  source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });
const problems = (raw: Record<string, string | boolean>) => {
  const decoded = decode(raw);
  return decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`);
};

/** As the issuer's sheet has it. */
const ROW = {
  SoSerial: '00:1a:2b:3c:4d:5e:6f:01',
  NguoiCap: 'C=VN, O=Cơ quan thử nghiệm, CN=CA chuyên dùng thử nghiệm',
  ChuThe: 'CN = Nguyễn Thị Hoa, O = UBND xã Ngọc Lặc, C = VN',
  LoaiChuThe: 'PERSON',
  DonVi: 'H56.14.41',
  SoDinhDanh: '038190000123',
  HieuLucTu: '2024-01-01T07:00:00+07:00',
  HieuLucDen: '01/01/2055 07:00:00',
  ThietBi: 'TOKEN',
  TrangThai: 'VALID',
  NgayCapNhat: '2026-01-02 08:00:00',
};
const PEM = readFileSync(
  join(import.meta.dirname, '../../files/signatures/fixtures/certificates/officer.pem'),
  'utf8',
);

describe('a certificate of the issuer’s list', () => {
  test('is read', () => {
    expect(decode(ROW)).toEqual({
      ok: true,
      record: {
        kind: 'certificate',
        code: '1A2B3C4D5E6F01 CN=CA chuyên dùng thử nghiệm,O=Cơ quan thử nghiệm,C=VN',
        serial: '1A2B3C4D5E6F01',
        issuerDn: 'CN=CA chuyên dùng thử nghiệm,O=Cơ quan thử nghiệm,C=VN',
        subjectDn: 'CN=Nguyễn Thị Hoa,O=UBND xã Ngọc Lặc,C=VN',
        holderKind: 'PERSON',
        unit: 'H56.14.41',
        personalId: '038190000123',
        notBefore: '2024-01-01T00:00:00.000Z',
        notAfter: '2055-01-01T00:00:00.000Z',
        device: 'TOKEN',
        state: 'VALID',
        changedAt: '2026-01-02T01:00:00.000Z',
      },
    });
  });

  test('may bring the certificate itself, and may not say otherwise than it', () => {
    const base64 = PEM.replace(/-----[^-]+-----|\s/g, '');
    expect(decode({ ...ROW, ChungThu: PEM })).toEqual(decode(ROW));
    expect(decode({ ...ROW, ChungThu: base64 })).toEqual(decode(ROW));
    expect(
      problems({
        ...ROW,
        ChungThu: PEM,
        SoSerial: '1A',
        ChuThe: 'CN=Khác,C=VN',
        HieuLucDen: '01/01/2056 07:00:00',
      }),
    ).toEqual([
      'SoSerial CERTIFICATE_DIFFERS',
      'ChuThe CERTIFICATE_DIFFERS',
      'HieuLucDen CERTIFICATE_DIFFERS',
    ]);
    expect(problems({ ...ROW, ChungThu: 'AAAA' })).toEqual(['ChungThu BAD_CERTIFICATE']);
  });

  test.each([
    ['SoSerial', 'không rõ', 'BAD_CODE'],
    ['SoSerial', '', 'MISSING'],
    ['NguoiCap', 'Ban Cơ yếu', 'BAD_NAME'],
    ['LoaiChuThe', 'ROBOT', 'NOT_IN_LIST'],
    ['SoDinhDanh', '38190000123', 'BAD_IDENTITY'],
    ['HieuLucDen', '2023-01-01 00:00:00', 'WRONG_ORDER'],
    ['TrangThai', 'OK', 'NOT_IN_LIST'],
  ])('%s "%s": %s', (field, value, code) => {
    expect(problems({ ...ROW, [field]: value })).toEqual([`${field} ${code}`]);
  });

  test('a tombstone needs its key and time', () => {
    const { SoSerial, NguoiCap, NgayCapNhat } = ROW;
    expect(decode({ SoSerial, NguoiCap, NgayCapNhat, DaXoa: true })).toMatchObject({
      ok: true,
      record: { deleted: true, code: expect.stringMatching(/^1A2B3C4D5E6F01 CN=CA/) },
    });
  });
});

test('a key made of a name holds no identity number; what is sealed holds the whole name', () => {
  const own = 'CN=Hoa,UID=CCCD:038190000123,C=VN';
  expect(decode({ ...ROW, NguoiCap: own, ChuThe: own })).toMatchObject({
    ok: true,
    record: { code: '1A2B3C4D5E6F01 CN=Hoa,UID=CCCD:0381******23,C=VN', subjectDn: own },
  });
});

test.each([
  ['UID=CCCD:038190000123,C=VN', 'UID=CCCD:0381******23,C=VN'],
  ['SERIALNUMBER=CMND172345678', 'SERIALNUMBER=CMND1723***78'],
  ['CN=Hoa 038190000123 172345678', 'CN=Hoa 0381******23 1723***78'],
  ['OU=000.41.14.H56,CN=12345678', 'OU=000.41.14.H56,CN=12345678'],
  ['1.2.840.113549.1.9.1=a@b.vn,CN=1234567890123', '1.2.840.113549.1.9.1=a@b.vn,CN=1234567890123'],
])('the name %s is kept as %s', (whole, kept) => {
  expect(withoutIdentityNumbers(whole)).toBe(kept);
});

test.each([
  ['/C=VN/O=Sở A/CN=Hoa', 'CN=Hoa,O=Sở A,C=VN'],
  ['cn=Hoa , o=Sở  A,c=VN', 'CN=Hoa,O=Sở A,C=VN'],
  ['CN=Hoa\\, Lê,E=a@b.vn,C=VN', 'CN=Hoa\\, Lê,EMAILADDRESS=a@b.vn,C=VN'],
  ['', undefined],
  ['Hoa', undefined],
  ['CN=', undefined],
])('the name %s is %s', (text, canonical) => {
  expect(canonicalDn(text)).toBe(canonical);
});
