import { expect, test } from 'vitest';
import { documents } from '../../../../src/connectors/sources/documents/index.js';
import { copiesOf } from '../../../../src/domain/kinds/document.js';
import { decodedLines } from '../golden-lines.js';

const found = decodedLines(
  documents,
  new URL('golden/register.jsonl', import.meta.url),
  '2025-08-25T01:00:00Z',
);
const copyOf = (at: number) => {
  const decoded = found[at];
  if (!decoded?.ok || decoded.record.kind !== 'document') throw new Error(JSON.stringify(decoded));
  const [copy, ...others] = copiesOf(decoded.record);
  expect(others).toEqual([]);
  return copy;
};

test('a row with everything of what came in', () => {
  expect(copyOf(0)).toEqual({
    kind: 'document',
    code: '000.00.00.H56,2025/08/20,12345/UBND-THKH',
    unit: 'H56.14.4',
    direction: 'IN',
    state: 'IN_WORK',
    issuer: { code: '000.00.00.H56', name: 'UBND tỉnh Thanh Hóa' },
    recipients: [],
    number: '12345',
    notation: 'UBND-THKH',
    issuedAt: '2025-08-19T17:00:00.000Z',
    typeName: 'Công văn',
    subject: 'V/v hồ sơ H56.14-240824-0003',
    signer: 'Người Ký Mẫu',
    signerPosition: 'Phó Chủ tịch',
    priority: 2,
    dueAt: '2025-08-30T16:59:59.999Z',
    pages: 3,
    toPlaces: ['Như trên', 'Lưu: VT'],
    arrivalNumber: '77',
    arrivedAt: '2025-08-20T17:00:00.000Z',
    online: true,
    files: [{ name: '12345.pdf', file: 'cv/12345.pdf' }],
    responseFor: ['H56.14.4,2025/08/01,9/UBND-VP'],
    replaces: [],
    dossiers: ['H56.14-240824-0003'],
    traces: [{ at: '2025-08-21T02:00:00.000Z', staff: 'Văn thư', status: '03' }],
    changedAt: '2025-08-21T03:00:00.000Z',
  });
});

test('of an issuer without a code the receiver’s number is the key; what went out and was revoked; a row that is gone', () => {
  expect(copyOf(1)).toMatchObject({
    code: 'H56.14.4,2025,ĐẾN/78',
    direction: 'IN',
    online: false,
    issuer: { name: 'Công ty Điện lực' },
  });
  expect(copyOf(2)).toMatchObject({
    code: 'H56.14.4,2025/08/01,9/UBND-VP',
    direction: 'OUT',
    state: 'REVOKED',
    finishedAt: '2025-08-23T01:00:00.000Z',
    issuer: { code: 'H56.14.4' },
    recipients: [{ code: '000.00.00.H56', name: 'UBND tỉnh' }],
  });
  expect(found[3]).toEqual({
    ok: true,
    record: {
      kind: 'document',
      code: 'H56.14.4,2025/08/01,9/UBND-VP',
      unit: 'H56.14.4',
      changedAt: '2025-08-24T01:00:00.000Z',
      deleted: true,
    },
  });
});
