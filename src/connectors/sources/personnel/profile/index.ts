import type { Json } from '../../../../domain/canonical.js';
import { fold } from '../../../../domain/fold.js';
import { UnreadableContent } from '../../../transport/file-drop/content.js';
import { type Block, readDocument } from '../../../transport/file-drop/docx/document.js';
import { problem } from '../../../transport/file-drop/items.js';
import { type Font, fromFont } from '../../../transport/file-drop/text/fonts.js';
import type { Given } from '../../../transport/parameters/index.js';
import type { OwnFiles } from '../../../transport/transport.js';
import { unitsOf } from '../../reading/unit-names.js';
import { answerOf, answersIn, asks } from './labels.js';
import { careerIn, isCareer, isSalary, salaryIn } from './tables.js';
import { type UnitFinder, unitFinder } from './units.js';

/** Sơ yếu lý lịch, mẫu 2C, as a document of Word: one file a person (docs/sources/personnel.md). */
export function profileFiles(given: Given): OwnFiles {
  const unitIn = unitFinder(unitsOf(given));
  return {
    takes: (name) => /\.docx$/i.test(name),
    records: async (bytes, writtenAt) => {
      try {
        const blocks = inUnicode(await readDocument(bytes));
        if (!blocks) return [{ unreadable: problem('NOT_A_PROFILE') }];
        return [{ raw: recordOf(blocks, unitIn, writtenAt) }];
      } catch (error) {
        if (!(error instanceof UnreadableContent)) throw error;
        return [{ unreadable: problem(error.code, '', error.detail) }];
      }
    },
  };
}

/** The profile as it stands, or as a TCVN3 or VNI font shows it: by which of them it says what it is. Undefined: by none. */
function inUnicode(blocks: readonly Block[]): readonly Block[] | undefined {
  const shown = (font: Font): Block[] =>
    blocks.map((block) =>
      'text' in block
        ? { text: fromFont(font, block.text) }
        : { rows: block.rows.map((cells) => cells.map((cell) => fromFont(font, cell))) },
    );
  return [blocks, shown('tcvn3'), shown('vni')].find(isProfile);
}

function isProfile(blocks: readonly Block[]): boolean {
  return blocks.flatMap(linesOf).some(({ text }) => fold(text).includes('so yeu ly lich'));
}

interface Line {
  text: string;
  /** The cell to the right of the line before. */
  continues: boolean;
}

function linesOf(block: Block): Line[] {
  if ('text' in block) return [{ text: block.text, continues: false }];
  return block.rows.flatMap((cells) => cells.map((text, at) => ({ text, continues: at > 0 })));
}

/** What the form says in the columns of the exchange form; what it does not, the form's own reader asks for. */
function recordOf(
  blocks: readonly Block[],
  unitIn: UnitFinder,
  writtenAt: number,
): { [column: string]: Json } {
  const answers = answersOf(blocks.flatMap(linesOf));
  const tables = blocks.flatMap((block) => ('rows' in block ? [block.rows] : []));
  const career = tables.filter(isCareer).map((rows) => careerIn(rows, unitIn))[0];
  const salary = tables.filter(isSalary).map(salaryIn)[0];
  const { CoQuanQuanLy, DonViCongTac, NgaySinh, SoDinhDanh, ...rest } = answers;
  const unit = (text: string | undefined) => (text === undefined ? undefined : (unitIn(text) ?? text));
  const own = {
    ...rest,
    CoQuanQuanLy: unit(CoQuanQuanLy),
    DonViCongTac: unit(DonViCongTac ?? CoQuanQuanLy),
    NgaySinh: NgaySinh && dateInWords(NgaySinh),
    SoDinhDanh: SoDinhDanh?.replace(/\s/g, ''),
    LoaiCanBo: kindOf(rest),
    // The form is written by who serves; of somebody who is known already it says nothing.
    TrangThai: 'DANG_LAM_VIEC',
    SoYeuLyLich: true,
    TuNgay: career?.since,
    QuaTrinhCongTac: career?.posts,
    DienBienLuong: salary,
    NgayCapNhat: new Date(writtenAt).toISOString(),
  };
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Of each column the first answer: the tables below ask some things again. An answer may stand in the cell beside its label. */
function answersOf(lines: readonly Line[]): { [column: string]: string | undefined } {
  const answers: { [column: string]: string } = {};
  for (const [at, { text: line }] of lines.entries()) {
    for (const { column, text, isLast } of answersIn(line)) {
      const beside = lines[at + 1];
      const takesBeside = text === '' && isLast && beside?.continues && !asks(beside.text);
      const answer = takesBeside ? answerOf(beside.text) : text;
      if (answer !== '' && !(column in answers)) answers[column] = answer;
    }
  }
  return answers;
}

/** `12 tháng 3 năm 1980`; parts that were left empty are not known. */
function dateInWords(text: string): string {
  const [, day = '', month = '', year] =
    /^(\d{0,2})\s*thang\s*(\d{0,2})\s*nam\s*(\d{4})$/.exec(fold(text)) ?? [];
  return year === undefined ? text.replace(/\s/g, '') : [day, month, year].filter(Boolean).join('/');
}

/** [assumed] The form does not say it: who heads a council or a Party committee is a cadre, else the code of the rank tells. */
function kindOf({ ChucVu = '', MaNgach = '' }: { [column: string]: string | undefined }): string | undefined {
  if (/^(?:pho )?(?:chu tich|bi thu)\b/.test(fold(ChucVu))) return 'CAN_BO';
  if (MaNgach === '') return undefined;
  return MaNgach.startsWith('V') ? 'VIEN_CHUC' : 'CONG_CHUC';
}
