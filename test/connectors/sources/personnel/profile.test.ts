import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { personnel } from '../../../../src/connectors/sources/personnel/index.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { zip } from '../../../support/zip.js';

/* Profiles of form 2C as offices write them in Word, through the file drop and the whole of the source. What is expected is written by hand. */
const NOW = '2026-01-05T03:00:00.000Z';
const AT = Date.parse('2025-12-20T02:00:00.000Z');
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lienthong-2c-'));
  mkdirSync(join(dir, 'inbox'));
  return () => rmSync(dir, { recursive: true, force: true });
});

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
/** A paragraph; Word parts it into runs wherever it likes. */
const p = (text: string) =>
  `<w:p>${
    text
      .match(/.{1,7}/gsu)
      ?.map(run)
      .join('') ?? ''
  }</w:p>`;
const table = (...rows: string[][]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;
const docx = (...body: string[]) =>
  zip([
    ['[Content_Types].xml', '<Types/>'],
    [
      'word/document.xml',
      `<w:document xmlns:w="w" xmlns:mc="m"><w:body>${body.join('')}</w:body></w:document>`,
    ],
  ]);

async function read(content: Buffer): Promise<unknown[]> {
  const path = join(dir, 'inbox', 'hoa.docx');
  writeFileSync(path, content);
  utimesSync(path, AT / 1000, AT / 1000);
  writeFileSync(`${path}.ready`, '');
  const source = personnel.create(
    {
      [personnel.address]: pathToFileURL(dir).href,
      SOURCE_PERSONNEL_UNITS: 'UBND huyện Ngọc Lặc=H56.14;UBND xã Mỹ Tân=H56.14.3;UBND xã Ngọc Lặc=H56.900',
    },
    { clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
  );
  const found: unknown[] = [];
  const now = Date.parse(NOW);
  for await (const { records } of source.pull(undefined, { now, signal: AbortSignal.timeout(20_000) })) {
    for (const record of records) {
      const decoded = source.decode(record, { now });
      found.push(
        decoded.ok ? decoded.record : decoded.problems.map((each) => `${each.field} ${each.code}`.trim()),
      );
    }
  }
  return found;
}

const CAREER = ['Từ tháng, năm đến tháng, năm', 'Chức danh, chức vụ, đơn vị công tác (đảng, chính quyền)'];
const HEAD_2008 = [
  p('Mẫu 2C-BNV/2008 ban hành kèm theo Quyết định số 02/2008/QĐ-BNV ngày 06/10/2008'),
  p('Cơ quan, đơn vị có thẩm quyền quản lý CBCC: UBND huyện Ngọc Lặc ….. Số hiệu cán bộ, công chức: CC-0012'),
  p('Cơ quan, đơn vị sử dụng CBCC: UBND xã Ngọc Lặc'),
  p('SƠ YẾU LÝ LỊCH CÁN BỘ, CÔNG CHỨC'),
];
const BODY_2008 = [
  p('1) Họ và tên khai sinh (viết chữ in hoa): BÙI THỊ HÒA'),
  p('2) Tên gọi khác: …………………'),
  p('3) Sinh ngày: 12 tháng 03 năm 1980, Giới tính (nam, nữ): Nữ'),
  p('4) Nơi sinh: Xã Mỹ Tân, Huyện Ngọc Lặc, Tỉnh Thanh Hóa'),
  p('5) Quê quán: Xã Mỹ Tân, Huyện Ngọc Lặc, Tỉnh Thanh Hóa'),
  p('6) Dân tộc: Mường………………7) Tôn giáo: Không'),
  p('8) Nơi đăng ký hộ khẩu thường trú: Thôn Cũ'),
  p('9) Nơi ở hiện nay: Thôn Mẫu, xã Ngọc Lặc'),
  p('11) Ngày tuyển dụng: 01/09/2004, Cơ quan tuyển dụng: UBND xã Mỹ Tân'),
  p('12) Chức vụ (chức danh) hiện tại: Phó Chủ tịch'),
  p('13) Công việc chính được giao: Văn xã'),
  p('14) Ngạch công chức (viên chức): Chuyên viên, Mã ngạch: 01.003'),
  p('Bậc lương: 5/9, Hệ số: 3,66, Ngày hưởng: 01/01/2022, Phụ cấp chức vụ: 0,25, Phụ cấp khác: ……'),
  p('15.1- Trình độ giáo dục phổ thông (đã tốt nghiệp lớp mấy/thuộc hệ nào): 12/12'),
  p('15.2- Trình độ chuyên môn cao nhất: Đại học Luật'),
  p('15.3- Lý luận chính trị: Trung cấp 15.4- Quản lý nhà nước: Chuyên viên'),
  p('15.5- Ngoại ngữ: B1 15.6- Tin học: Cơ bản'),
  p('16) Ngày vào Đảng Cộng sản Việt Nam: 19/03/2006, Ngày chính thức: 19/03/2007'),
  p('18) Ngày nhập ngũ: …/…/…, Ngày xuất ngũ: …/…/…, Quân hàm cao nhất: ……'),
  p('21) Khen thưởng: Giấy khen, 2019. 22) Kỷ luật: ……………'),
  p('23) Tình trạng sức khỏe: Tốt, Chiều cao: 1m56, Cân nặng: 50 kg, Nhóm máu: O'),
  p('25) Số chứng minh nhân dân: 038 180 001 234 Ngày cấp: 01/05/2021 26) Số sổ BHXH: 3808012345'),
];
const SALARY = table(
  ['Tháng/năm', '09/2019', '01/2022'],
  ['Mã ngạch/bậc', '01.003/4/9', '01.003/5/9'],
  ['Hệ số lương', '3,33', '3,66'],
);

const WHOLE = {
  kind: 'official',
  code: 'H56.14/CC-0012',
  officialCode: 'CC-0012',
  managingUnit: 'H56.14',
  unit: 'H56.900',
  fullName: 'BÙI THỊ HÒA',
  birthDate: '1980-03-12',
  gender: 'FEMALE',
  personalId: '038180001234',
  birthPlace: 'Xã Mỹ Tân, Huyện Ngọc Lặc, Tỉnh Thanh Hóa',
  homeTown: 'Xã Mỹ Tân, Huyện Ngọc Lặc, Tỉnh Thanh Hóa',
  address: 'Thôn Mẫu, xã Ngọc Lặc',
  ethnicity: 'Mường',
  religion: 'Không',
  generalEducation: '12/12',
  degree: 'Đại học Luật',
  politicalTheory: 'Trung cấp',
  stateManagement: 'Chuyên viên',
  languages: 'B1',
  computing: 'Cơ bản',
  partyJoined: '2006-03-19',
  partyOfficial: '2007-03-19',
  officialKind: 'CADRE',
  state: 'ACTIVE',
  health: 'Tốt',
  bloodGroup: 'O',
  posts: [
    { unit: 'H56.14.3', title: 'Chuyên viên', kind: 'MAIN', from: '2004-09', to: '2025-07' },
    { unit: 'H56.900', title: 'Phó Chủ tịch', kind: 'MAIN', from: '2025-07' },
  ],
  salary: [
    { rankCode: '01.003', step: '4/9', coefficient: '3.33', from: '2019-09' },
    { rankCode: '01.003', step: '5/9', coefficient: '3.66', from: '2022-01' },
  ],
  profile: true,
  changedAt: '2025-12-20T02:00:00.000Z',
};

test('2C-BNV/2008: every answer in its column, the career and the steps of salary from their tables', async () => {
  const career = table(
    CAREER,
    ['Từ 09/2004 đến 07/2025', 'Chuyên viên, UBND xã Mỹ Tân'],
    ['Từ 07/2025 đến nay', 'Phó Chủ tịch, UBND xã Ngọc Lặc'],
  );
  expect(await read(docx(...HEAD_2008, ...BODY_2008, career, SALARY))).toEqual([WHOLE]);
});

test('where a unit of the career is not known, only the present post is', async () => {
  const career = table(
    CAREER,
    ['2001 - 2004', 'Nhân viên, Công ty Mía đường'],
    ['07/2025 – nay', 'Phó Chủ tịch, UBND xã Ngọc Lặc'],
  );
  expect(await read(docx(...HEAD_2008, ...BODY_2008, career, SALARY))).toEqual([
    {
      ...WHOLE,
      posts: [{ unit: 'H56.900', title: 'Phó Chủ tịch', kind: 'MAIN', from: '2025-07' }],
      present: ['posts'],
    },
  ]);
});

test('2C/TCTW-98, with answers in the cells beside their labels, and a text box that stands twice', async () => {
  const box =
    '<mc:AlternateContent><mc:Choice>SO</mc:Choice><mc:Fallback>SO</mc:Fallback></mc:AlternateContent>';
  const number = p('Số hiệu cán bộ, công chức: VC-7');
  const body = [
    box.replaceAll('SO', number),
    p('Đơn vị trực thuộc: UBND huyện Ngọc Lặc'),
    p('Đơn vị cơ sở: 000.00.14.H56'),
    p('SƠ YẾU LÝ LỊCH'),
    table(['Họ và tên khai sinh:', 'LÊ VĂN SƠN'], ['Giới tính:', 'Nam'], ['Các tên gọi khác:', '…………']),
    p('4) Sinh ngày: …… tháng …… năm 1980 Nơi sinh: …………'),
    p('20) Ngạch viên chức: Giáo viên (Mã số: V.07.04.32) Bậc lương: 3/9 Hệ số: 3,00 từ tháng: 10/2018'),
    p('27) Số CCCD/định danh: 038080001234'),
  ];
  expect(await read(docx(...body))).toMatchObject([
    {
      code: 'H56.14/VC-7',
      unit: '000.00.14.H56',
      fullName: 'LÊ VĂN SƠN',
      birthDate: '1980',
      gender: 'MALE',
      officialKind: 'PUBLIC_EMPLOYEE',
      personalId: '038080001234',
      posts: [],
      salary: [{ rankCode: 'V.07.04.32', step: '3/9', coefficient: '3.00', from: '2018-10' }],
    },
  ]);
});

test('one that was written with a TCVN3 font is read right', async () => {
  const body = [
    p('S¬ yÕu lý lÞch'),
    p('C¬ quan, ®¬n vÞ cã thÈm quyÒn qu¶n lý CBCC: H56.14 Sè hiÖu c¸n bé, c«ng chøc: CC-1'),
    p('Hä vµ tªn khai sinh: NguyÔn V¨n Hïng'),
    p('Sinh ngµy: 12/03/1980 Giíi tÝnh: Nam'),
    p('Chøc vô hiÖn t¹i: Chñ tÞch'),
    p('Sè CCCD: 038080001234'),
    table(['Tõ th¸ng, n¨m', 'Chøc danh'], ['01/07/2025 - nay', 'Chñ tÞch']),
  ];
  expect(await read(docx(...body))).toMatchObject([
    { code: 'H56.14/CC-1', fullName: 'Nguyễn Văn Hùng', posts: [{ title: 'Chủ tịch', from: '2025-07-01' }] },
  ]);
});

test('what the form does not say, or nobody can tell, is refused by name', async () => {
  const nothing = [
    p('SƠ YẾU LÝ LỊCH'),
    p('Cơ quan, đơn vị sử dụng CBCC: Trường Tiểu học Mẫu'),
    p('Giới tính: ……'),
  ];
  expect(await read(docx(...nothing))).toEqual([
    [
      'SoHieu MISSING',
      'CoQuanQuanLy MISSING',
      'SoDinhDanh MISSING',
      'HoTen MISSING',
      'NgaySinh MISSING',
      'GioiTinh MISSING',
      'LoaiCanBo MISSING',
      'DonViCongTac BAD_CODE',
    ],
  ]);
});

test.each([
  ['another document', docx(p('GIẤY MỜI'), p('Số: 12/GM-UBND')), 'NOT_A_PROFILE'],
  ['no document', zip([['a.txt', 'x']]), 'BROKEN_DOCX'],
  ['an old document of Word', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'BROKEN_DOCX'],
  ['XML that does not end', docx('<w:p>'), 'BROKEN_DOCX'],
])('%s is refused', async (_what, content, code) => {
  expect(await read(content)).toEqual([[code]]);
});
