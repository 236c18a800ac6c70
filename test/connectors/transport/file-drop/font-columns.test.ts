import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { row, xlsx } from '../../../support/xlsx.js';
import { dropOf, type Folder, folder, recordsOf } from './support.js';

let drop: Folder;
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

type Cells = readonly string[];
async function sheet(...names: Cells): Promise<unknown[]> {
  const rows = names.map((name, at) => row(at + 2, `k${at}`, name, 'Đặng'));
  drop.lay('a.xlsx', xlsx({ rows: row(1, 'MaHoSo', 'ChuHoSo', 'QuaTrinh') + rows.join('') }));
  return namesOf();
}
async function csv(...names: Cells): Promise<unknown[]> {
  const lines = names.map((name, at) => `k${at},${name},Đặng`);
  drop.lay('a.csv', ['MaHoSo,ChuHoSo,QuaTrinh', ...lines].join('\n'));
  return namesOf();
}
async function namesOf(): Promise<unknown[]> {
  const records = await recordsOf(dropOf(drop));
  expect(records.every(({ raw }) => (raw as { QuaTrinh?: unknown }).QuaTrinh === 'Đặng')).toBe(true);
  return records.map(({ raw }) => (raw as { ChuHoSo?: unknown }).ChuHoSo);
}

describe.each([
  ['a sheet', sheet],
  ['a CSV file in UTF-8', csv],
])('%s', (_what, read) => {
  it.each<[string, Cells, Cells]>([
    ['TCVN3', ['NguyÔn V¨n An', 'Qu¸ch ThÞ Lª', 'Lan', 'Lé'], ['Nguyễn Văn An', 'Quách Thị Lê', 'Lan', 'Lộ']],
    ['VNI', ['Nguyeãn Vaên An', 'Quaùch Thò Hoa'], ['Nguyễn Văn An', 'Quách Thị Hoa']],
  ])('reads a column in %s right', async (_font, written, meant) => {
    expect(await read(...written)).toEqual(meant);
  });

  it.each<[string, Cells]>([
    ['Unicode, with one value of a font', ['Nguyễn Văn An', 'Qu¸ch ThÞ Lª', 'TrÇn V¨n Hoµ']],
    ['one value of a font only', ['Qu¸ch ThÞ Lª', 'Lan']],
    ['another language', ['François Müller', 'José Núñez']],
    ['signs', ['10 µm', '10 µm', '© 2024']],
    ['one font here, the other there', ['Qu¸ch ThÞ Lª', 'Nguyeãn Vaên An']],
  ])('leaves a column as it is: %s', async (_what, written) => {
    expect(await read(...written)).toEqual(written);
  });
});

test('what the first rows tell holds for all that follow', async () => {
  const names = Array.from({ length: 450 }, (_none, at) => (at % 2 === 0 ? 'NguyÔn V¨n An' : 'Qu¸ch ThÞ Lª'));
  const read = await sheet(...names);
  expect(new Set(read)).toEqual(new Set(['Nguyễn Văn An', 'Quách Thị Lê']));
  expect(read).toHaveLength(450);
});
