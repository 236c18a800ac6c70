/** Whose budget a chapter (chương) belongs to. */
export const BUDGET_LEVELS = ['CENTRAL', 'PROVINCE', 'DISTRICT', 'COMMUNE'] as const;
export type BudgetLevel = (typeof BUDGET_LEVELS)[number];

/** Budget years, both included; absent: open at that end. */
interface Years {
  from?: number;
  to?: number;
}

interface ChapterRange {
  first: number;
  last: number;
  level: BudgetLevel;
  years: Years;
}

/**
 * Chapters of the state budget by budget year: circular 324/2016/TT-BTC until 2025, circular 130/2025/TT-BTC from 2026, when the district
 * tier and its chapters are gone. A new circular is new rows; rows that are here stay, for old years are still read.
 */
const RANGES: readonly ChapterRange[] = [
  { first: 1, last: 399, level: 'CENTRAL', years: {} },
  { first: 400, last: 599, level: 'PROVINCE', years: {} },
  { first: 600, last: 799, level: 'DISTRICT', years: { to: 2025 } },
  { first: 800, last: 989, level: 'COMMUNE', years: {} },
];

/** What took the place of chapters that ended, where it is one chapter; `years`: those in which the new ones hold. */
const RENUMBERED: readonly { first: number; last: number; by: number; years: Years }[] = [
  { first: 754, last: 757, by: 100, years: { from: 2026 } },
];

export type ChapterVerdict = { valid: true; level: BudgetLevel } | { valid: false; instead?: string };

/** What a chapter of three digits means in a budget year; when it means nothing then, what stands in its place. */
export function judgeChapter(chapter: string, year: number): ChapterVerdict {
  const number = Number(chapter);
  const within = ({ first, last, years }: { first: number; last: number; years: Years }) =>
    number >= first && number <= last && holds(years, year);
  const range = RANGES.find(within);
  if (range) return { valid: true, level: range.level };
  const renumbered = RENUMBERED.find(within);
  return renumbered
    ? { valid: false, instead: String(number + renumbered.by).padStart(3, '0') }
    : { valid: false };
}

function holds({ from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Years, year: number) {
  return year >= from && year <= to;
}
