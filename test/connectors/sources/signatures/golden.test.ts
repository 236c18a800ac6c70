import { expect, test } from 'vitest';
import { signatures } from '../../../../src/connectors/sources/signatures/index.js';
import { decodedLines, stored } from '../golden-lines.js';

test('an officer’s revoked certificate, an agency’s, and that one gone: one serial in three spellings is one', () => {
  const file = new URL('golden/certificates.jsonl', import.meta.url);
  expect(decodedLines(signatures, file, '2025-07-03T01:00:00Z')).toEqual([
    stored({
      kind: 'certificate',
      code: '1A2B3C CN=CA phục vụ các cơ quan nhà nước G2,O=Ban Cơ yếu Chính phủ,C=VN',
      serial: '1A2B3C',
      issuerDn: 'CN=CA phục vụ các cơ quan nhà nước G2,O=Ban Cơ yếu Chính phủ,C=VN',
      subjectDn: 'CN=Nguyễn Văn Mẫu,O=UBND xã Thạch Lập,C=VN',
      holderKind: 'PERSON',
      unit: 'H56.14.4',
      personalId: '038085000123',
      notBefore: '2023-07-31T17:00:00.000Z',
      notAfter: '2028-07-31T16:59:59.000Z',
      device: 'TOKEN',
      state: 'REVOKED',
      revokedAt: '2025-07-01T01:00:00.000Z',
      changedAt: '2025-07-01T02:00:00.000Z',
    }),
    stored({
      kind: 'certificate',
      code: '5F CN=CA G2,C=VN',
      serial: '5F',
      issuerDn: 'CN=CA G2,C=VN',
      subjectDn: 'CN=UBND xã Minh Sơn,C=VN',
      holderKind: 'AGENCY',
      unit: 'H56.14.3',
      notBefore: '2023-07-31T17:00:00.000Z',
      notAfter: '2028-07-31T16:59:59.000Z',
      state: 'VALID',
      changedAt: '2025-07-01T02:00:00.000Z',
    }),
    stored({
      kind: 'certificate',
      code: '5F CN=CA G2,C=VN',
      changedAt: '2025-07-02T02:00:00.000Z',
      deleted: true,
    }),
  ]);
});
