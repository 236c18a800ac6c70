import type { JsonObject } from '../../../../domain/canonical.js';
import type { CallOptions, LookupAnswer, LookupKey, ReadyWire, Remote } from '../../../../domain/ports.js';
import { localDay } from '../../../../domain/time.js';
import type { ListItem } from '../contract.js';
import { WITHDRAW_MARK } from '../mapping/notice.js';
import { hasAnyReference, referenceIn } from '../reference.js';
import { sameValue } from '../same/values.js';
import type { CallRequest, CallResult } from './caller.js';
import { evidenceOf } from './evidence.js';
import { readList } from './lists.js';
import {
  type NoticeOperation,
  type NoticeRooms,
  type ReadAnswer,
  readNotice,
  routeOf,
} from './notice-read.js';
import { type Unconfirmed, unconfirmedKey } from './notice-write.js';

/**
 * Looks for a notice: by its id where one is known, else by what it says. An article is ours by the reference at the
 * end of its `NguonTin`; one without any hub's reference, of equal title and day, may be adopted, and several are
 * ambiguous. A legal document has no reference: `SoKyHieu + NgaybanHanh + CoQuanBanHanh` tell it.
 */
export async function lookForNotice(
  key: LookupKey,
  operation: NoticeOperation,
  rooms: NoticeRooms,
  unconfirmed: Unconfirmed,
  options: CallOptions,
): Promise<LookupAnswer> {
  const { wire } = key;
  const isTakedown = wire?.body[WITHDRAW_MARK] === true;
  const created = unconfirmed.get(unconfirmedKey(operation, key.key));
  for (const id of new Set([key.remoteId, created])) {
    if (id === undefined) continue;
    const read = await readNotice(operation, id, rooms, options, true);
    if (read.type !== 'gone') return answerOf(read, id);
    if (isTakedown || !wire) return answerOf(read, id);
  }
  // A search that takes what others wrote is for a first contact only, and never for a takedown.
  const mayAdopt = key.adopt !== false && key.remoteId === undefined && created === undefined && !isTakedown;
  if (!wire) return { evidence: evidenceOf(NO_CALL, undefined, UNMADE), ok: false, outcome: UNMADE.outcome };
  if (isTakedown && operation === 'legal') {
    return { evidence: evidenceOf(NO_CALL, undefined, UNMADE), ok: true, remote: { exists: false } };
  }
  return await search(wire, operation, rooms, mayAdopt, options);
}

const NO_CALL: CallRequest = { method: 'GET', path: '' };
const UNMADE: CallResult = { ok: false, outcome: { type: 'unknown', error: 'nothing to look by' }, text: '' };

function answerOf(read: ReadAnswer, id: string): LookupAnswer {
  const evidence = evidenceOf(read.request, undefined, read.result);
  if (read.type === 'noAnswer') return { evidence, ok: false, outcome: read.outcome };
  if (read.type === 'gone') return { evidence, ok: true, remote: { exists: false } };
  return { evidence, ok: true, remote: { exists: true, remoteId: id, body: read.body } };
}

async function search(
  wire: ReadyWire,
  operation: NoticeOperation,
  rooms: NoticeRooms,
  mayAdopt: boolean,
  options: CallOptions,
): Promise<LookupAnswer> {
  const filter = operation === 'article' ? 'TieuDe' : 'TrichYeu';
  const text = wire.body[filter];
  const path = routeOf(operation, rooms);
  const query = typeof text === 'string' ? { [filter]: text } : {};
  const list = await readList(rooms.caller, path, query, options, true);
  const request: CallRequest = { method: 'GET', path: `${path}?${new URLSearchParams(query)}` };
  const evidence = evidenceOf(request, undefined, list.last);
  if (!list.ok) return { evidence, ok: false, outcome: list.outcome };

  const whole = await inWhole(wire.body, operation, list.items, rooms, options);
  if (!Array.isArray(whole)) return answerOf(whole, whole.id);
  const found =
    operation === 'article' ? chooseArticle(wire.body, whole, mayAdopt) : chooseLegal(wire.body, whole);
  if (found === 'ambiguous') return { evidence, ok: true, remote: AMBIGUOUS };
  if (!found) return { evidence, ok: true, remote: { exists: false } };
  return answerOf(await readNotice(operation, found.id, rooms, options, true), found.id);
}

/** What a search has to see of each notice, beside its title. */
const TOLD_BY = { article: ['nguonTin', 'ngayBanHanh'], legal: ['soKyHieu', 'coQuanBanHanh', 'ngaybanHanh'] };

/**
 * A list may show less of a notice than reading it does. One that could be ours and does not show what tells it is read:
 * taken for somebody else's, it would be created a second time. Gives the read that got no answer, if any.
 */
async function inWhole(
  body: JsonObject,
  operation: NoticeOperation,
  items: readonly ListItem[],
  rooms: NoticeRooms,
  options: CallOptions,
): Promise<ListItem[] | (ReadAnswer & { id: string })> {
  const whole: ListItem[] = [];
  for (const item of items) {
    const isTold = TOLD_BY[operation].every((key) => item[key] !== undefined);
    const mayBeOurs =
      operation === 'article'
        ? hasTitle(item, body)
        : item['soKyHieu'] === undefined || sameText(body['SoKyHieu'], item['soKyHieu']);
    if (isTold || !mayBeOurs) {
      whole.push(item);
      continue;
    }
    const read = await readNotice(operation, item.id, rooms, options, true);
    if (read.type === 'noAnswer') return { ...read, id: item.id };
    if (read.type === 'there') {
      whole.push({ ...item, ...read.body, id: item.id, writtenId: item.writtenId });
    }
  }
  return whole;
}

const AMBIGUOUS: Remote = { exists: true, ambiguous: true };

type Choice = ListItem | 'ambiguous' | undefined;

/** Ours by its reference (of several the oldest: lists are newest first), or the only one that may be adopted. */
function chooseArticle(body: JsonObject, items: readonly ListItem[], mayAdopt: boolean): Choice {
  const sent = String(body['NguonTin'] ?? '');
  const reference = referenceIn(sent);
  const marked = items.filter((item) => referenceIn(textOf(item, 'nguonTin')) === reference);
  const equal = marked.filter((item) => sameValue(sent.trim(), textOf(item, 'nguonTin').trim()));
  const ours = equal.at(-1) ?? marked.filter((item) => hasTitle(item, body)).at(-1);
  if (ours || !mayAdopt) return ours;
  const others = items.filter(
    (item) =>
      !hasAnyReference(textOf(item, 'nguonTin')) &&
      hasTitle(item, body) &&
      sameDay(body['NgayBanHanh'], item['ngayBanHanh']),
  );
  return others.length > 1 ? 'ambiguous' : others[0];
}

function chooseLegal(body: JsonObject, items: readonly ListItem[]): Choice {
  const candidates = items.filter(
    (item) =>
      sameText(body['SoKyHieu'], item['soKyHieu']) &&
      sameText(body['CoQuanBanHanh'], item['coQuanBanHanh']) &&
      sameDay(body['NgaybanHanh'], item['ngaybanHanh']),
  );
  return candidates.length > 1 ? 'ambiguous' : candidates[0];
}

function textOf(item: ListItem, key: string): string {
  const value = item[key];
  return typeof value === 'string' ? value.normalize('NFC') : '';
}

function hasTitle(item: ListItem, body: JsonObject): boolean {
  return sameText(body['TieuDe'], item['tieuDe']);
}

/** Two texts, white space at their ends aside; absent equals empty. */
function sameText(ours: unknown, theirs: unknown): boolean {
  const [a, b] = [ours, theirs].map((text) => (typeof text === 'string' ? text.normalize('NFC').trim() : ''));
  return a === b;
}

/** Whether two moments lie on one calendar day in Asia/Ho_Chi_Minh. */
function sameDay(ours: unknown, theirs: unknown): boolean {
  const days = [ours, theirs].map((at) => {
    const ms = typeof at === 'string' ? Date.parse(at) : Number.NaN;
    return Number.isNaN(ms) ? undefined : localDay(new Date(ms).toISOString());
  });
  return days[0] !== undefined && days[0] === days[1];
}
