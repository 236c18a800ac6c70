import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { disclosures } from '../../../../src/connectors/sources/accounting/disclosures/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

const NOW = '2025-12-31T01:00:00Z';
const source = disclosures.create(
  { [disclosures.address]: 'file:///nowhere' },
  { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
);
const decode = (raw: Json) => source.decode({ raw, place: { line: 1 } }, { now: Date.parse(NOW) });
const lines = readFileSync(new URL('golden/disclosures.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');

test('a package with everything that was withdrawn, a draft with the least, and a tombstone', () => {
  const [whole, draft, gone] = lines.map((line) => decode(JSON.parse(line) as Json));
  expect(whole).toEqual({
    ok: true,
    record: {
      kind: 'budget-disclosure',
      code: '1034567|2025|H1|M03/TT61|2',
      budgetUnitCode: '1034567',
      unit: 'H56.14.3',
      year: 2025,
      period: 'H1',
      formCode: 'M03/TT61',
      revision: 2,
      state: 'WITHDRAWN',
      decisionNumber: '15/QĐ-THCS',
      decisionDate: '2025-07-09T17:00:00.000Z',
      publishedAt: '2025-07-13T17:00:00.000Z',
      withdrawnAt: '2025-07-19T17:00:00.000Z',
      reason: 'Công khai nhầm biểu của quý I',
      url: 'https://ngoclac.example.vn/cong-khai/1034567',
      explanation: 'Thu đạt 48% dự toán năm.',
      files: [
        { part: 'DECISION', name: '15-QD-THCS.pdf', url: 'https://ngoclac.example.vn/15.pdf' },
        { part: 'EXPLANATION', name: 'Thuyết minh', url: 'http://ngoclac.example.vn/tm.docx' },
      ],
      changedAt: '2025-07-20T02:15:00.000Z',
    },
  });
  expect(draft).toEqual({
    ok: true,
    record: {
      kind: 'budget-disclosure',
      code: '0034568|2026|YEAR|103/CK-NSNN|1',
      budgetUnitCode: '0034568',
      // Until the unit table says whose it is.
      unit: '0034568',
      year: 2026,
      period: 'YEAR',
      formCode: '103/CK-NSNN',
      revision: 1,
      state: 'DRAFT',
      files: [],
      changedAt: '2025-12-20T01:30:00.000Z',
    },
  });
  expect(gone).toEqual({
    ok: true,
    record: {
      kind: 'budget-disclosure',
      code: '0034568|2026|YEAR|103/CK-NSNN|1',
      changedAt: '2025-12-21T01:30:00.000Z',
      deleted: true,
    },
  });
});

const withdrawn = JSON.parse(lines[0] ?? '') as { [key: string]: Json };
const published = { ...withdrawn, TrangThai: 'DA_CONG_KHAI', NgayThuHoi: null, LanCongKhai: 1, LyDo: null };
const draft = JSON.parse(lines[1] ?? '') as { [key: string]: Json };

test('what came out is good without a reason the first time', () => {
  expect(decode(published)).toMatchObject({ ok: true });
});

test.each<[string, { [key: string]: Json }, { [key: string]: Json | undefined }, string, string]>([
  ['no budget unit', published, { MaDVQHNS: '' }, 'MaDVQHNS', 'MISSING'],
  ['a budget unit that lost its zero', published, { MaDVQHNS: '34568' }, 'MaDVQHNS', 'BAD_CODE'],
  ['no state', published, { TrangThai: null }, 'TrangThai', 'MISSING'],
  ['a state of no list', published, { TrangThai: 'XONG' }, 'TrangThai', 'NOT_IN_LIST'],
  ['a form of no table', published, { BieuMau: 'Mẫu số 09' }, 'BieuMau', 'UNKNOWN_FORM'],
  ['a year that is none', published, { NamNganSach: 25 }, 'NamNganSach', 'BAD_YEAR'],
  ['no day of publication', published, { NgayCongKhai: '' }, 'NgayCongKhai', 'MISSING'],
  ['no decision', published, { SoQuyetDinh: null }, 'SoQuyetDinh', 'MISSING'],
  ['a decision without its day', published, { NgayQuyetDinh: null }, 'NgayQuyetDinh', 'MISSING'],
  ['approved without a decision', draft, { TrangThai: 'DA_DUYET' }, 'SoQuyetDinh', 'MISSING'],
  ['a draft that is out', published, { TrangThai: 'DU_THAO' }, 'TrangThai', 'STATE_DIFFERS'],
  ['withdrawn without a reason', withdrawn, { LyDo: ' ' }, 'LyDo', 'MISSING'],
  ['withdrawn without a day', withdrawn, { NgayThuHoi: null }, 'NgayThuHoi', 'MISSING'],
  ['a day of withdrawal, and out', published, { NgayThuHoi: '20/07/2025' }, 'TrangThai', 'STATE_DIFFERS'],
  ['corrected without a reason', published, { LanCongKhai: 2 }, 'LyDo', 'MISSING'],
  ['a revision before the first', published, { LanCongKhai: 0 }, 'LanCongKhai', 'BAD_NUMBER'],
  ['out before it was decided', published, { NgayCongKhai: '01/07/2025' }, 'NgayCongKhai', 'WRONG_ORDER'],
  ['withdrawn before it was out', withdrawn, { NgayThuHoi: '11/07/2025' }, 'NgayThuHoi', 'WRONG_ORDER'],
  [
    'decided in a week',
    published,
    { NgayQuyetDinh: '07/01/2026', NgayCongKhai: null },
    'NgayQuyetDinh',
    'IN_FUTURE',
  ],
  ['an address of no web', published, { DuongDan: 'file:///etc/passwd' }, 'DuongDan', 'BAD_CODE'],
  [
    'a file of no list',
    published,
    { TepDinhKem: [{ Loai: 'ANH', Ten: 'a', DuongDan: 'https://a.vn/a' }] },
    'TepDinhKem[0].Loai',
    'NOT_IN_LIST',
  ],
])('refused: %s', (_what, good, change, field, code) => {
  const decoded = decode({ ...good, ...change } as Json);
  expect(decoded.ok ? decoded.record : decoded.problems).toContainEqual(
    expect.objectContaining({ field, code }),
  );
});
