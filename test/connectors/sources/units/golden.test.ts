import { expect, test } from 'vitest';
import { units } from '../../../../src/connectors/sources/units/index.js';
import { decodedLines, stored } from '../golden-lines.js';

test('a commune of the reform of July 2025, the district that ended, and a desk with the least', () => {
  const file = new URL('golden/units.jsonl', import.meta.url);
  expect(decodedLines(units, file, '2025-07-02T01:00:00Z')).toEqual([
    stored({
      kind: 'unit',
      code: 'H56.14.4',
      name: 'UBND xã Thạch Lập',
      parent: 'H56',
      level: 'XA',
      adminCode: '15061',
      address: 'Thôn Lập Thắng',
      decision: {
        number: '1686/NQ-UBTVQH15',
        date: '2025-06-15T17:00:00.000Z',
        issuer: 'Ủy ban Thường vụ Quốc hội',
      },
      formerNames: [{ name: 'UBND xã Thạch Lập (cũ)', to: '2025-06-30T16:59:59.999Z' }],
      formerParents: [{ code: 'H56.14', from: '2018-12-31T17:00:00.000Z', to: '2025-06-30T16:59:59.999Z' }],
      successors: [],
      aliases: ['000.00.44.H56', '000-04-14-H56'],
      changedAt: '2025-07-01T00:00:00.000Z',
    }),
    stored({
      kind: 'unit',
      code: 'H56.14',
      name: 'UBND huyện Ngọc Lặc',
      level: 'HUYEN',
      adminCode: '389',
      validTo: '2025-06-30T16:59:59.999Z',
      successors: ['H56.14.4', 'H56.14.3'],
      aliases: [],
      changedAt: '2025-06-30T17:00:00.000Z',
    }),
    stored({
      kind: 'unit',
      code: 'H56.14.9',
      name: 'Phòng một cửa',
      parent: 'H56.14.4',
      level: 'PHONG_BAN',
      successors: [],
      aliases: [],
      changedAt: '2025-07-01T01:30:00.000Z',
    }),
  ]);
});
