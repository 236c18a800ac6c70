import { badInput, type InputProblem } from '../../access/refusal.js';
import type { Cursors } from './cursor.js';

const USUAL = 20;
const MOST = 100;
const MAX_TEXT = 500;

/** What every list can be asked for. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  orderBy: string;
  /** As the hub held it at this time, an Instant. */
  asOf?: string | null;
  /** What it is for: kept with who asked, and no part of which list it is. */
  purpose?: string | null;
}

/** A checked window on a list. */
export interface Window {
  rows: number;
  /** Counted from the end: `last`. */
  backwards: boolean;
  /** Sort keys of the rows that it lies between. */
  after?: string[];
  before?: string[];
}

/** Checks all arguments of a page. Throws `Refusal` BAD_USER_INPUT with all problems at once. */
export function windowOf(args: PageArguments, cursors: Cursors, others: readonly InputProblem[]): Window {
  const problems: InputProblem[] = [...textProblems(args), ...others];
  const { first, last } = args;
  if (first != null && last != null) {
    const message = 'give first or last, not both';
    problems.push({ path: ['first'], message }, { path: ['last'], message });
  }
  for (const [name, given] of Object.entries({ first, last })) {
    if (given != null && !isPageSize(given)) problems.push({ path: [name], message: PAGE_SIZE });
  }
  const keysAt = (name: 'after' | 'before') => {
    const cursor = args[name];
    if (cursor == null) return {};
    const keys = cursors.read(cursor);
    if (keys) return { [name]: keys };
    problems.push({ path: [name], message: 'not a cursor of this list in this order and with this filter' });
    return {};
  };
  const bounds: Pick<Window, 'after' | 'before'> = { ...keysAt('after'), ...keysAt('before') };
  if (problems.length > 0) throw badInput(problems);
  return { rows: first ?? last ?? USUAL, backwards: last != null, ...bounds };
}

const PAGE_SIZE = `expected 1 to ${MOST}`;

function isPageSize(value: unknown): value is number {
  return typeof value === 'number' && value >= 1 && value <= MOST;
}

/** 1–100, or `Refusal` BAD_USER_INPUT. */
export function checkFirst(first: unknown, path: (string | number)[]): number {
  if (isPageSize(first)) return first;
  throw badInput([{ path, message: PAGE_SIZE }]);
}

/** Text that no column holds, also inside lists and inputs. */
function textProblems(value: object, path: readonly (string | number)[] = []): InputProblem[] {
  return Object.entries(value).flatMap(([name, inner]): InputProblem[] => {
    const here = [...path, Array.isArray(value) ? Number(name) : name];
    if (inner !== null && typeof inner === 'object') return textProblems(inner, here);
    if (typeof inner !== 'string' || (path.length === 0 && (name === 'after' || name === 'before')))
      return [];
    if (inner.length > MAX_TEXT) return [{ path: here, message: `longer than ${MAX_TEXT} characters` }];
    return inner.includes('\0') ? [{ path: here, message: 'holds a NUL character' }] : [];
  });
}
