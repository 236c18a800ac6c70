import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEncoding } from '../../../../src/connectors/transport/file-drop/text/encoding.js';
import { fromFont } from '../../../../src/connectors/transport/file-drop/text/fonts.js';
import { isSyllable } from '../../../../src/connectors/transport/file-drop/text/syllable.js';
import { row, xlsx } from '../../../support/xlsx.js';
import { dropOf, type Folder, folder, recordsOf } from './support.js';

let drop: Folder;
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

/** The same names in each encoding; the two fonts' as everybody else sees their bytes. */
const NAMES = ['Quách Thị Mỹ Lệ', 'Nguyễn Đức Thưởng', 'Trương Ngọc Ánh', 'Phạm Hữu Nghĩa'];
const TCVN3 = ['Qu¸ch ThÞ Mü LÖ', 'NguyÔn §øc Th\xadëng', 'Tr\xad¬ng Ngäc \xb8nh', 'Ph¹m H÷u NghÜa'];
const VNI = ['Quaùch Thò Myõ Leä', 'Nguyeãn Ñöùc Thöôûng', 'Tröông Ngoïc AÙnh', 'Phaïm Höõu Nghóa'];
/** A capital with a tone is the small letter of a font of capitals in TCVN3. */
const FROM_TCVN3 = NAMES.map((name) => name.replace('Á', 'á'));

const csv = (names: readonly string[], encoding: string) =>
  iconv.encode(`MaHoSo,ChuHoSo\n${names.map((name, index) => `${index},${name}\n`).join('')}`, encoding);
async function namesIn(options: Parameters<typeof dropOf>[1] = {}) {
  const records = await recordsOf(dropOf(drop, options));
  return records.map(({ raw, unreadable }) => unreadable?.code ?? (raw as { ChuHoSo?: string }).ChuHoSo);
}
const named = (text: string) => {
  const encoding = parseEncoding(text);
  return encoding ? { encoding } : {};
};
describe('an encoding', () => {
  it.each<[string, readonly string[], string, readonly string[]]>([
    ['UTF-8', NAMES, 'utf-8', NAMES],
    ['UTF-8 taken apart', NAMES.map((name) => name.normalize('NFD')), 'utf-8', NAMES],
    ['TCVN3', TCVN3, 'latin1', FROM_TCVN3],
    ['VNI', VNI, 'latin1', NAMES],
  ])('is told by looking at the file: %s', async (_, written, encoding, wanted) => {
    drop.lay('a.csv', csv(written, encoding));
    expect((await namesIn()).map((name) => name?.normalize('NFC'))).toEqual(wanted);
  });

  it('Windows-1258 is told too, its tones put on their letters', async () => {
    const written = ['Đă\u0301ng Thi\u0323 Mâ\u0303u', 'Hưu Nghi\u0303a'];
    drop.lay('a.csv', csv(written, 'windows-1258'));
    expect(await namesIn()).toEqual(['Đắng Thị Mẫu', 'Hưu Nghĩa']);
  });

  it('named by the definition is not looked for', async () => {
    drop.lay('a.csv', csv(VNI.slice(0, 1), 'latin1'));
    expect(await namesIn(named('vni'))).toEqual([NAMES[0]]);
    expect(await namesIn(named('windows-1252'))).toEqual([VNI[0]]);
  });

  it('of single columns holds inside UTF-8 and in sheets', async () => {
    const text = `MaHoSo,ChuHoSo,QuaTrinh\n1,${TCVN3[0]},Huyện\n`;
    drop.lay('a.csv', text, 20);
    drop.lay('b.xlsx', xlsx({ rows: row(1, 'MaHoSo', 'ChuHoSo') + row(2, '1', TCVN3[0]) }), 10);
    const records = await recordsOf(dropOf(drop, named('utf-8, ChuHoSo=tcvn3')));
    expect(records.map(({ raw }) => raw)).toEqual([
      { MaHoSo: '1', ChuHoSo: NAMES[0], QuaTrinh: 'Huyện' },
      { MaHoSo: '1', ChuHoSo: NAMES[0] },
    ]);
  });

  it.each([
    ['tcvn3', TCVN3],
    ['vni', VNI],
  ])('mixed with UTF-8 in a file of %s is refused by line, with its bytes', async (_, written) => {
    const line = Buffer.from('9,Nguyễn Văn Ất\n');
    drop.lay('a.csv', Buffer.concat([csv(written, 'latin1'), line]));
    const records = await recordsOf(dropOf(drop));
    expect(records.map(({ unreadable }) => unreadable?.code)).toEqual([
      ...written.map(() => undefined),
      'WRONG_ENCODING',
    ]);
    const last = records.at(-1);
    expect(last).toMatchObject({ place: { row: written.length + 2 }, unreadable: { field: 'ChuHoSo' } });
    expect(last?.raw).toEqual({ text: line.toString('latin1').trim() });
  });

  it('keeps the bytes of a line that is no UTF-8 in a file that is', async () => {
    drop.lay('a.csv', Buffer.concat([csv(NAMES, 'utf-8'), Buffer.from(`9,${TCVN3[0]}\n`, 'latin1')]));
    const last = (await recordsOf(dropOf(drop))).at(-1);
    expect(last?.unreadable?.code).toBe('WRONG_ENCODING');
    expect(last?.raw).toEqual({ text: `9,${TCVN3[0]}` });
  });
});

describe('the name of an encoding', () => {
  it.each([
    'utf-8',
    'Windows-1258',
    'TCVN3',
    'abc',
    'vni',
    'utf-16le',
    'ChuHoSo=vni',
    'utf-8, ChuHoSo=tcvn3,DiaChi=VNI',
  ])('%s is one', (text) => {
    expect(parseEncoding(text)).toBeDefined();
  });
  it.each(['', 'utf-99', 'utf-8,vni', 'ChuHoSo=utf-8', '=vni', 'a=b=c', 'ChuHoSo='])('%s is none', (text) => {
    expect(parseEncoding(text)).toBeUndefined();
  });
});

it('both fonts give every letter with every mark', () => {
  expect(
    fromFont('tcvn3', 'µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦'),
  ).toBe('àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ');
  expect(
    fromFont(
      'vni',
      'aøaùaûaõaï aêaèaéaúaüaë aâaàaáaåaãaä ñ eâeàeáeåeãeä ìíæóò ôôøôùôûôõôï ööøöùöûöõöï yøyùyûyõî ÑÖÔNG TIEÁN Aùo',
    ),
  ).toBe('àáảãạ ăằắẳẵặ âầấẩẫậ đ êềếểễệ ìíỉĩị ơờớởỡợ ưừứửữự ỳýỷỹỵ ĐƯƠNG TIẾN Áo');
});

it.each([
  ['Nguyễn', true],
  ['Quách', true],
  ['nghiêng', true],
  ['Đắk', false],
  ['khuya', true],
  ['ươu', true],
  ['Qu¸ch', false],
  ['quaùch', false],
  ['ThÞ', false],
  ['aộọ', false],
])('%s is a syllable: %s', (word, wanted) => {
  expect(isSyllable(word)).toBe(wanted);
});
