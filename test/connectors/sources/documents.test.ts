import { expect, test } from 'vitest';
import { documents } from '../../../src/connectors/sources/documents/index.js';
import type { Json } from '../../../src/domain/canonical.js';
import type { DocumentRecord } from '../../../src/domain/kinds/document.js';
import { documentAgencies } from '../../../src/domain/kinds/document-agencies.js';
import { combineDocuments } from '../../../src/domain/kinds/document-fold.js';
import { fixedClock } from '../../../src/domain/time.js';
import { noContents } from '../../support/no-contents.js';
import { noStaging } from '../../support/no-staging.js';

/** Register and status messages meet by the codes of agencies, whatever each writes. */
const NOW = '2026-01-05T03:00:00.000Z';
const CODE = 'H56.14.4,2026/01/02,12/UBND-VP';
const source = documents.create(
  { SOURCE_DOCUMENTS_URL: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
const decode = (raw: Json) => source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });

const ROW = {
  Huong: 'DI',
  DonVi: 'H56.14.4',
  MaTacGia: 'H56-14-4',
  SoKyHieu: '12/UBND-VP',
  NgayVanBan: '02/01/2026',
  TrichYeu: 'Kế hoạch năm 2026',
  DonViNhan: [{ Ma: '000-00-15-h56', Ten: 'Sở Tư pháp' }, { Ma: 'H56.14.5' }],
  TrangThai: 'DA_PHAT_HANH',
  NgayCapNhat: '2026-01-02 09:00:00',
};
const status = (from: string, code: string, time: string) => ({
  Huong: 'DEN',
  DonVi: 'H56.14.4',
  Status: {
    ResponseFor: [{ DocumentId: CODE }],
    From: { OrganId: from },
    StatusCode: code,
    Timestamp: `2026/01/03 ${time}`,
  },
});

function recordOf(raw: Json): DocumentRecord {
  const decoded = decode(raw);
  if (!decoded.ok || decoded.record.kind !== 'document') throw new Error(JSON.stringify(decoded));
  return decoded.record;
}

test('a status is of the recipient that the register wrote otherwise', () => {
  const row = recordOf(ROW);
  expect(row).toMatchObject({ code: CODE, issuer: { code: 'H56.14.4' } });
  const together = combineDocuments(row, recordOf(status('000.00.15.H56', '03', '08:00:00')));
  expect(together.copies[0]?.recipients).toEqual([
    { code: '000.00.15.H56', name: 'Sở Tư pháp', state: 'ACCEPTED', stateAt: '2026-01-03T01:00:00.000Z' },
    { code: 'H56.14.5' },
  ]);
});

test.each(['12/03/2024', '2024-12-01', '1/12/24'])(
  'a number that became a date is refused: %s',
  (SoKyHieu) => {
    const decoded = decode({ ...ROW, SoKyHieu });
    expect(decoded).toMatchObject({ ok: false, problems: [{ field: 'SoKyHieu', code: 'DATE_LIKE' }] });
  },
);

test('only the issuer asks a document back', () => {
  const problems = [{ field: 'Status.From.OrganId', code: 'NOT_THE_ISSUER' }];
  const strange = recordOf(status('000.00.15.H56', '13', '09:00:00'));
  expect(documentAgencies.renamed(strange, (code) => code)).toMatchObject({ problems });
  const asked = [status('h56-14-4', '13', '09:00:00'), status('000-00-15-H56', '15', '10:00:00')].map(
    recordOf,
  );
  const together = asked.reduce(combineDocuments, recordOf(ROW));
  expect(together.copies).toMatchObject([
    { state: 'ISSUED', revocation: 'ASKED', recipients: [{ state: 'REVOKED' }, { code: 'H56.14.5' }] },
  ]);
});

const HEADER = {
  From: { OrganId: '000.00.15.H56' },
  To: [{ OrganId: 'H56.14.4' }],
  Code: { CodeNumber: '3', CodeNotation: 'STP' },
  PromulgationInfo: { PromulgationDate: '2026/01/02' },
  Subject: 'Trích yếu',
};
const packaged = (change: object, type: number, about?: string) => ({
  ...{ Huong: 'DEN', DonVi: 'H56.14.4', MessageHeader: { ...HEADER, ...change } },
  Bussiness: { BussinessDocType: type, ...(about === undefined ? {} : { DocumentId: about }) },
});

test.each([
  ['takes it back', packaged({}, 1, 'H56.14.4,2026,ĐẾN/77'), 'Bussiness.DocumentId'],
  ['changes it', packaged({}, 2, 'H56.14.4,2026,ĐẾN/77'), 'Bussiness.DocumentId'],
  ['replaces it', packaged({}, 3, '77'), 'Bussiness.DocumentId'],
  [
    'says how it stands',
    {
      ...status('000.00.15.H56', '02', '08:00:00'),
      Status: {
        ...status('000.00.15.H56', '02', '08:00:00').Status,
        ResponseFor: [{ DocumentId: 'H56.14.4,2026,ĐẾN/77' }],
      },
    },
    'Status.ResponseFor[0].DocumentId',
  ],
])(
  'a document whose key names no issuer is nobody else’s on the axis: a package that %s',
  (_, raw, field) => {
    const decoded = decode(raw);
    expect(decoded).toMatchObject({ ok: false });
    expect(decoded.ok || decoded.problems).toContainEqual(
      expect.objectContaining({ field, code: 'BAD_SHAPE' }),
    );
  },
);

test('a package whose id names no issuer is known by what it is made of', () => {
  expect(recordOf(packaged({ DocumentId: '3/STP' }, 0))).toMatchObject({
    code: '000.00.15.H56,2026/01/02,3/STP',
  });
});
