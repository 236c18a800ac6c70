import { describe, expect, it } from 'vitest';
import { decodeUnit } from '../../../src/connectors/sources/units/mapping.js';
import { unit } from '../../intake/support.js';

const now = Date.parse('2026-01-05T03:00:00Z');

/** What a unit of the form with these fields becomes, or `field CODE` of what is wrong with it. */
function decoded(change: Parameters<typeof unit>[0]) {
  const found = decodeUnit(unit(change), now);
  return found.ok ? found.record : found.problems.map(({ field, code }) => `${field} ${code}`);
}

describe('a unit', () => {
  it('is read with its area, contacts, decision, and what it was before', () => {
    expect(
      decoded({
        Ma: 'H56.14',
        Ten: 'UBND huyện Ngọc Lặc',
        MaHanhChinh: 389,
        DiaChi: 'Phố Lê Hoàn, thị trấn Ngọc Lặc',
        DienThoai: '0237 3871 001',
        Email: 'ngoclac@thanhhoa.gov.vn',
        TrangTin: 'https://ngoclac.thanhhoa.gov.vn',
        QuyetDinh: { So: '20/2020/QĐ-TTg', Ngay: '22/07/2020', CoQuan: 'Thủ tướng Chính phủ' },
        TenCu: [
          { Ten: 'Huyện Ngọc Lặc B', HieuLucDen: '2010-12-31' },
          { Ten: 'Huyện Ngọc Lặc A', HieuLucTu: '01/01/1990', HieuLucDen: '1999-12-31' },
        ],
        ChaCu: '[{"Ma":"000-00-00-H55","HieuLucDen":"2004-06-30"}]',
      }),
    ).toEqual({
      kind: 'unit',
      code: 'H56.14',
      name: 'UBND huyện Ngọc Lặc',
      level: 'XA',
      adminCode: '389',
      address: 'Phố Lê Hoàn, thị trấn Ngọc Lặc',
      phone: '0237 3871 001',
      email: 'ngoclac@thanhhoa.gov.vn',
      website: 'https://ngoclac.thanhhoa.gov.vn',
      decision: {
        number: '20/2020/QĐ-TTg',
        date: '2020-07-21T17:00:00.000Z',
        issuer: 'Thủ tướng Chính phủ',
      },
      formerNames: [
        {
          name: 'Huyện Ngọc Lặc A',
          from: '1989-12-31T17:00:00.000Z',
          to: '1999-12-31T16:59:59.999Z',
        },
        // Without a first day it goes on from the one before.
        {
          name: 'Huyện Ngọc Lặc B',
          from: '1999-12-31T17:00:00.000Z',
          to: '2010-12-31T16:59:59.999Z',
        },
      ],
      formerParents: [{ code: '000-00-00-H55', to: '2004-06-30T16:59:59.999Z' }],
      successors: [],
      aliases: [],
      changedAt: '2023-12-31T17:00:00.000Z',
    });
  });

  it.each([
    ['an area code whose zero a sheet ate', { MaHanhChinh: '1' }, ['MaHanhChinh BAD_CODE']],
    ['a decision without a number', { QuyetDinh: { Ngay: '2020-07-22' } }, ['QuyetDinh.So MISSING']],
    [
      'a name that overlaps the one before',
      {
        TenCu: [
          { Ten: 'A', HieuLucDen: '2010-12-31' },
          { Ten: 'B', HieuLucTu: '2010-12-31', HieuLucDen: '2015-12-31' },
        ],
      },
      ['TenCu[1] OVERLAP'],
    ],
    [
      'a parent that ends before it begins',
      { ChaCu: [{ Ma: 'H56', HieuLucTu: '2011-01-01', HieuLucDen: '2010-12-31' }] },
      ['ChaCu[0].HieuLucDen WRONG_ORDER'],
    ],
    ['a former name without a last day', { TenCu: [{ Ten: 'A' }] }, ['TenCu[0].HieuLucDen MISSING']],
    [
      'an end before the begin',
      { HieuLucTu: '2025-07-01', HieuLucDen: '2025-06-30' },
      ['HieuLucDen WRONG_ORDER'],
    ],
    ['taking over from itself', { KeThua: ['H56.14.3'] }, ['KeThua CYCLE']],
  ])('is refused for %s', (_what, change, expected) => {
    expect(decoded(change)).toEqual(expected);
  });
});
