import type { CallOptions, Outcome } from '../../../../domain/ports.js';
import { decode, type ListItem, pageSchema } from '../contract.js';
import type { Caller, CallResult } from './caller.js';

const PAGE_SIZE = 50;
/** 10,000 items: whoever has more than that under one title cannot be searched. */
const MAX_PAGES = 200;
const MAX_TRIES = 3;

export type ListAnswer =
  | { ok: true; items: ListItem[]; last: CallResult }
  | { ok: false; outcome: Outcome; last: CallResult };

/**
 * Every page of one of the portal's lists. Items that were put in or taken out between two pages would shift the
 * rest: when the total changes on the way the reading begins anew, and after three tries there is no answer.
 */
export async function readList(
  caller: Caller,
  path: string,
  query: Record<string, string>,
  options: CallOptions,
  guarded: boolean,
): Promise<ListAnswer> {
  let answer = await readOnce(caller, path, query, options, guarded);
  for (let tries = 1; answer === 'shifted' && tries < MAX_TRIES; tries += 1) {
    answer = await readOnce(caller, path, query, options, guarded);
  }
  if (answer !== 'shifted') return answer;
  return failed('a list that kept changing while it was read', { ok: false, text: '', outcome: UNREAD });
}

const UNREAD: Outcome = { type: 'unknown', error: 'not read' };

async function readOnce(
  caller: Caller,
  path: string,
  query: Record<string, string>,
  options: CallOptions,
  guarded: boolean,
): Promise<ListAnswer | 'shifted'> {
  const items = new Map<string, ListItem>();
  let total: number | undefined;
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const search = new URLSearchParams({ ...query, pageNumber: String(number), pageSize: String(PAGE_SIZE) });
    const last = await caller.call({ method: 'GET', path: `${path}?${search}`, guarded }, options);
    if (!last.ok) return { ok: false, outcome: last.outcome, last };
    const page = decode(pageSchema, last.text);
    if (!page) return failed('an answer that is no list', last);
    if (number > 1 && page.totalCount !== total) return 'shifted';
    total = page.totalCount;
    for (const item of page.data) items.set(item.id, item);
    const goesOn = page.hasNextPage ?? number < (page.totalPages ?? 1);
    if (!goesOn) return { ok: true, items: [...items.values()], last };
  }
  return failed('a list too long to be searched', { ok: false, text: '', outcome: UNREAD });
}

function failed(error: string, last: CallResult): ListAnswer {
  return { ok: false, outcome: { type: 'unknown', error }, last };
}
