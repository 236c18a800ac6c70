import { fold } from '../../../../domain/fold.js';

/** A row as a form prints it. */
export interface MarkedRow {
  /** STT: `A`, `I`, `1`, `1.1`, `a`, `-`, or nothing. */
  mark: string;
  label: string;
}

/** Where a row stands among the others. */
export interface PlacedRow {
  path: string;
  label: string;
  isTotal: boolean;
  isOfWhich: boolean;
}

interface Open {
  rank: number;
  path: string;
  isOfWhich: boolean;
  /** Steps that are taken below it. */
  taken: Set<string>;
}

const TOTAL = /^tong (so|cong)\b/;
const OF_WHICH = /^[-+*•\s]*trong do\b/;
/** Ranks of marks, the widest first; a row is a part of the nearest one above it with a wider mark. */
const RANKS = { total: 0, letter: 1, roman: 2, number: 3, small: 5, dash: 6, plus: 7, none: 8 } as const;

/**
 * Finds what each row is a part of, by the marks alone: indents are lost in an export. Rows under "trong đó" are shown beside the parts of a
 * row: they and all below them are set aside.
 */
export function placeRows(rows: readonly MarkedRow[]): PlacedRow[] {
  const top: Open = { rank: -1, path: '', isOfWhich: false, taken: new Set() };
  let open: Open[] = [top];
  const placed = rows.map((row): PlacedRow => {
    const { mark, label } = withMark(row);
    const ofWhich = OF_WHICH.test(fold(label));
    // It belongs to the row above it, whatever that is marked with.
    const rank = ofWhich && mark === '' ? (open.at(-1)?.rank ?? 0) + 0.5 : rankOf(mark, label);
    open = open.filter((each) => each.rank < rank);
    const parent = open.at(-1) ?? top;
    const step = freeStep(parent.taken, stepOf(mark, label));
    const here: Open = {
      rank,
      path: parent === top ? step : `${parent.path}/${step}`,
      isOfWhich: parent.isOfWhich || ofWhich,
      taken: new Set(),
    };
    open.push(here);
    return { path: here.path, label, isTotal: TOTAL.test(fold(label)), isOfWhich: here.isOfWhich };
  });
  const counted = placed.filter(({ isOfWhich }) => !isOfWhich);
  return placed.map((row) => ({
    ...row,
    isTotal: row.isTotal || counted.some(({ path }) => path.startsWith(`${row.path}/`)),
  }));
}

/** A form without a column of marks has them in front of its names: `1. Thu nội địa`, `- Lương`. */
function withMark({ mark, label }: MarkedRow): MarkedRow {
  const bare = mark.replace(/[.)\s]+$/, '').trim();
  if (bare !== '') return { mark: bare, label };
  const [, before = '', bullet = '', rest = label] =
    /^(?:([A-Z]|[IVX]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s*|([-+*•])\s*)(\S.*)$/s.exec(label) ?? [];
  return { mark: before || bullet, label: rest };
}

function rankOf(mark: string, label: string): number {
  if (mark === '') return TOTAL.test(fold(label)) ? RANKS.total : RANKS.none;
  if (/^[IVX]+$/.test(mark)) return RANKS.roman;
  if (/^[A-ZĐ]$/.test(mark)) return RANKS.letter;
  if (/^\d+(?:\.\d+)*$/.test(mark)) return RANKS.number + (mark.split('.').length - 1) / 10;
  if (/^[a-zđ]$/.test(mark)) return RANKS.small;
  return /^[-–—]$/.test(mark) ? RANKS.dash : RANKS.plus;
}

/** Marks stay what they are when rows come between; of rows without one the name does. */
function stepOf(mark: string, label: string): string {
  if (/^[\p{L}\d.]+$/u.test(mark)) return mark;
  const slug = fold(label)
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug.slice(0, 60) || '-';
}

function freeStep(taken: Set<string>, step: string): string {
  let free = step;
  for (let number = 2; taken.has(free); number += 1) free = `${step}~${number}`;
  taken.add(free);
  return free;
}
