import { fold } from '../../../../domain/fold.js';
import type { PrintedColumn } from '../../../transport/transport.js';
import { stageIn } from './title.js';

/** A column with numbers; `stage`: where its name says it. */
export interface ValueColumn {
  index: number;
  name: string;
  field: 'SoTien' | 'TyLe';
  stage: string | undefined;
}

export interface FormColumns {
  mark: number | undefined;
  label: number | undefined;
  /** Columns with a code of the budget classification, by the exchange form's field. */
  codes: readonly (readonly [field: string, index: number])[];
  values: readonly ValueColumn[];
}

export const MARK = /^(stt|tt|so tt|so thu tu)$/;
export const LABEL = /^(noi dung|chi tieu|dien giai)\b/;
const CODES: readonly (readonly [field: string, name: RegExp])[] = [
  ['Chuong', /^(ma )?chuong$/],
  ['Loai', /^(ma )?loai$/],
  ['Khoan', /^(ma )?khoan$/],
  ['Muc', /^(ma )?muc$/],
  ['TieuMuc', /^(ma )?(tieu muc|tm)$/],
];
/** Neither a number of the budget nor a code of it. */
const ASIDE = /^(ma so|ghi chu|thuyet minh)$/;

/** What each column of a form is, by its names from top to bottom. */
export function columnsIn(head: readonly PrintedColumn[]): FormColumns {
  const folded = head.map((names) => names.map(fold));
  const find = (words: RegExp) => {
    const index = folded.findIndex((names) => names.some((name) => words.test(name)));
    return index < 0 ? undefined : index;
  };
  const [mark, label] = [find(MARK), find(LABEL)];
  const codes = CODES.flatMap(([field, words]) => {
    const index = folded.findIndex((names) => words.test(names.at(-1) ?? ''));
    return index < 0 ? [] : [[field, index] as const];
  });
  const known = new Set([mark, label, ...codes.map(([, index]) => index)]);
  const values = head.flatMap((names, index): ValueColumn[] => {
    const bare = folded[index] ?? [];
    if (known.has(index) || names.length === 0 || bare.some((name) => ASIDE.test(name))) return [];
    const isPercent = bare.some((name) => name.includes('%'));
    return [
      {
        index,
        name: names.join(' / '),
        field: isPercent ? 'TyLe' : 'SoTien',
        // "So sánh (%) / Dự toán" compares with the estimate, and tells of what the form does.
        stage: isPercent ? undefined : stageIn(bare),
      },
    ];
  });
  return { mark, label, codes, values };
}
