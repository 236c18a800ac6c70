import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeProcedure } from '../../../src/connectors/sources/procedures/mapping.js';
import { contentHash } from '../../../src/intake/record/decide.js';
import { NOW, procedure, type Raw } from '../../intake/support.js';

const now = Date.parse(NOW);
const golden = JSON.parse(readFileSync(new URL('golden/procedure.json', import.meta.url), 'utf8')) as {
  raw: Raw;
  record: object;
};

function recordOf(change: Raw) {
  const decoded = decodeProcedure(procedure(change), now);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  return decoded.record;
}

describe('the exchange form of a procedure', () => {
  test('is read whole', () => {
    const read = Date.parse('2025-07-02T00:00:00Z');
    expect(decodeProcedure(golden.raw, read)).toEqual({ ok: true, record: golden.record });
  });

  test('without what was added later it has the content, and the hash, that it always had', () => {
    const record = recordOf({
      CapThucHien: ['XA'],
      ThoiHan: { SoLuong: 3, DonVi: 'NGAY_LAM_VIEC' },
      CoPhi: false,
      PhiLePhi: [],
      ThanhPhan: '',
    });
    // As the release before these fields made it.
    expect(contentHash(record).toString('hex')).toBe(
      '4cdda59ab51ffe93471bb97f0ba3f714304e8b6e5545ac72f7a25a12789b019b',
    );
  });

  test.each([
    [4, 'TOAN_TRINH'],
    ['3', 'MOT_PHAN'],
    ['2', 'THONG_TIN'],
    [1, 'THONG_TIN'],
    [' MOT_PHAN ', 'MOT_PHAN'],
  ])('level %j is %s', (MucDo, onlineLevel) => {
    expect(recordOf({ MucDo })).toMatchObject({ onlineLevel });
  });

  test('lists may stand in a cell as JSON', () => {
    expect(
      recordOf({ PhiLePhi: '[{"Ten":"Phí","SoTien":"8.000"}]', KetQua: '[{"Ten":"Bản sao"}]' }),
    ).toMatchObject({
      fees: [{ name: 'Phí', amount: 8000 }],
      results: [{ name: 'Bản sao' }],
    });
  });

  test.each([
    ['an unknown level', { MucDo: 5 }, ['MucDo NOT_IN_LIST']],
    ['an unknown status', { TrangThai: 'DA_XOA' }, ['TrangThai NOT_IN_LIST']],
    ['a day that is none', { MucDoTuNgay: '31/02/2024' }, ['MucDoTuNgay BAD_DATE']],
    [
      'an end before its beginning',
      { HieuLucTu: '2024-02-01', HieuLucDen: '2024-01-31' },
      ['HieuLucDen WRONG_ORDER'],
    ],
    ['a fee without an amount', { PhiLePhi: [{ Ten: 'x' }] }, ['PhiLePhi[0].SoTien MISSING']],
    ['a negative fee', { PhiLePhi: [{ Ten: 'x', SoTien: '-5' }] }, ['PhiLePhi[0].SoTien BAD_NUMBER']],
    [
      'a kind of fee that is none',
      { PhiLePhi: [{ Ten: 'x', SoTien: 1, Loai: 3 }] },
      ['PhiLePhi[0].Loai NOT_IN_LIST'],
    ],
    ['a fee of what is free', { CoPhi: 0, PhiLePhi: [{ Ten: 'x', SoTien: 1 }] }, ['CoPhi CONTRADICTION']],
    [
      'half a paper',
      { ThanhPhan: [{ Ten: 'x', SoBanChinh: '0,5' }] },
      ['ThanhPhan[0].SoBanChinh BAD_NUMBER'],
    ],
    [
      'a paper without a name',
      { ThanhPhan: [{ Ma: 'x' }, 7] },
      ['ThanhPhan[0].Ten MISSING', 'ThanhPhan[1] BAD_SHAPE'],
    ],
    ['a term in weeks', { CacThoiHan: [{ SoLuong: 1, DonVi: 'TUAN' }] }, ['CacThoiHan[0].DonVi NOT_IN_LIST']],
    ['a decision without its number', { QuyetDinh: { Ngay: '2024-01-01' } }, ['QuyetDinh.So MISSING']],
    [
      'a replacement that is no code',
      { TrangThai: 'THAY_THE', ThayTheBoi: ['?'] },
      ['ThayTheBoi[0] BAD_CODE'],
    ],
    [
      'a replacement of what is published',
      { TrangThai: 'CONG_KHAI', ThayTheBoi: ['1.001022'] },
      ['ThayTheBoi CONTRADICTION'],
    ],
    ['a list that is none', { KetQua: 'Giấy khai sinh' }, ['KetQua BAD_SHAPE']],
  ] as [string, Raw, string[]][])('%s is refused', (_, change, expected) => {
    const decoded = decodeProcedure(procedure(change), now);
    expect(decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`).sort()).toEqual(
      expected,
    );
  });
});
