import { expect, test } from 'vitest';
import { accounting } from '../../../../src/connectors/sources/accounting/index.js';
import { decodedLines, stored } from '../golden-lines.js';

test('a published line with its codes and money in millions, and a total of a draft', () => {
  const file = new URL('golden/lines.jsonl', import.meta.url);
  expect(decodedLines(accounting, file, '2025-07-15T01:00:00Z')).toEqual([
    stored({
      kind: 'budget-line',
      code: '1034567|2025|H1|M03/TT61|EXECUTION|Thực hiện 6 tháng|II/1',
      budgetUnitCode: '1034567',
      year: 2025,
      period: 'H1',
      formCode: 'M03/TT61',
      stage: 'EXECUTION',
      column: 'Thực hiện 6 tháng',
      unit: 'H56.14.4',
      rowLabel: 'Chi thường xuyên',
      rowPath: 'II/1',
      position: 4,
      isTotal: false,
      isOfWhich: false,
      // 600–799: the district, until the year 2025.
      chapter: '622',
      chapterLevel: 'DISTRICT',
      section: '070',
      group: '071',
      amount: 1234.5,
      unitLabel: 'triệu đồng',
      amountVnd: 1_234_500_000,
      decisionNumber: '15/QĐ-THCS',
      decisionDate: '2025-07-09T17:00:00.000Z',
      publishedAt: '2025-07-13T17:00:00.000Z',
      changedAt: '2025-07-14T02:00:00.000Z',
    }),
    stored({
      kind: 'budget-line',
      code: '1034567|2025|YEAR|M02/TT61|ESTIMATE|Dự toán năm|I',
      budgetUnitCode: '1034567',
      year: 2025,
      period: 'YEAR',
      formCode: 'M02/TT61',
      stage: 'ESTIMATE',
      column: 'Dự toán năm',
      // Until the unit table says whose it is.
      unit: '1034567',
      rowLabel: 'Tổng số',
      rowPath: 'I',
      isTotal: true,
      isOfWhich: false,
      percent: 48.5,
      changedAt: '2025-01-10T02:00:00.000Z',
    }),
  ]);
});
