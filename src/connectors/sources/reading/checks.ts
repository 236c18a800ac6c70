import type { Problem } from '../../../domain/ports.js';
import type { Instant } from '../../../domain/time.js';
import { UNIT_PATTERN } from '../../../domain/unit-code.js';

export { UNIT_CODE } from '../../../domain/unit-code.js';

const DAY_MS = 24 * 3_600_000;

/** Adds `IN_FUTURE` when a time lies more than a day after the run's own time `now` (ms). */
export function notAhead(at: Instant | undefined, field: string, now: number, problems: Problem[]): void {
  if (at === undefined || Date.parse(at) <= now + DAY_MS) return;
  const message = 'Thời điểm nằm sau thời gian hiện tại hơn một ngày (more than a day in the future)';
  problems.push({ field, code: 'IN_FUTURE', message });
}

/** Adds `WRONG_ORDER` at the later field when it lies before the earlier one. */
export function inOrder(
  earlier: { field: string; at: Instant | undefined },
  later: { field: string; at: Instant | undefined },
  problems: Problem[],
): void {
  if (earlier.at === undefined || later.at === undefined) return;
  if (Date.parse(later.at) >= Date.parse(earlier.at)) return;
  const message = `${later.field} trước ${earlier.field} (is before ${earlier.field})`;
  problems.push({ field: later.field, code: 'WRONG_ORDER', message });
}

/** {agency}-{yyMMdd}-{number of at least 4 digits}; only the shape is checked. */
export const DOSSIER_CODE = new RegExp(String.raw`^${UNIT_PATTERN}-\d{6}-\d{4,}$`);
const NAMED_DOSSIER = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.-])${UNIT_PATTERN}-\d{6}-\d{4,}(?![\p{L}\p{N}_]|[-.][\p{L}\p{N}_])`,
  'gu',
);

/** Codes of dossiers that stand whole in texts, each once. Nothing is guessed: what only looks like a part of one is none. */
export function dossierCodesIn(...texts: (string | undefined)[]): string[] {
  return [...new Set(texts.flatMap((text) => text?.match(NAMED_DOSSIER) ?? []))];
}

/** `1.001193`, with or without a suffix such as `.000.00.00.H56`. */
export const PROCEDURE_CODE = /^\d\.\d{6}(?:\.[0-9A-Z]+)*$/;
