import type { JsonObject } from '../../../../domain/canonical.js';
import type { CallOptions, DeliverAnswer, DeliverItem, Outcome } from '../../../../domain/ports.js';
import { createdSchema, decode } from '../contract.js';
import { differences } from '../same/notice.js';
import type { CallRequest, CallResult } from './caller.js';
import { evidenceOf } from './evidence.js';
import { type NoticeOperation, type NoticeRooms, readNotice, routeOf } from './notice-read.js';
import { httpCode } from './outcome.js';
import { holdsUploads } from './uploads.js';

/** Ids that a create gave but no read-back confirmed: key and form → id. A look tries them first. */
export type Unconfirmed = Map<string, string>;

export function unconfirmedKey(operation: string, key: string): string {
  return `${operation} ${key}`;
}

/**
 * Creates, changes or takes down one notice, and reads it back. A clear answer to the write is `accepted` only when the
 * read-back agrees. When it does not, or does not come, the outcome is *unknown*: the portal may merely lag, so the
 * ledger looks again after its delays, and writes once more only when the difference stays. A create is then never
 * repeated (the look finds the article), and a portal that keeps altering what it is given ends in a person's hands
 * when the attempts are used up, instead of being taken for agreement.
 */
export async function writeNotice(
  item: DeliverItem,
  operation: NoticeOperation,
  rooms: NoticeRooms,
  unconfirmed: Unconfirmed,
  options: CallOptions,
): Promise<DeliverAnswer> {
  if (item.phase === 'WITHDRAW') return await takeDown(item, operation, rooms, options);
  const { wire, standing } = item;
  const path = routeOf(operation, rooms);
  const { remoteId } = standing;
  if (standing.exists && remoteId === undefined) {
    return notMade(path, wire.payload, { type: 'unknown', error: 'its id at the portal is not known' });
  }
  const prepared = await prepare(wire.payload, rooms, options);
  if (!prepared.ok) return notMade(path, wire.payload, prepared.outcome);

  const isUpdate = standing.exists && remoteId !== undefined;
  const request: CallRequest = {
    method: isUpdate ? 'PUT' : 'POST',
    path: isUpdate ? `${path}/${encodeURIComponent(remoteId)}` : path,
    body: JSON.stringify(prepared.body),
    guarded: true,
  };
  const result = await rooms.caller.call(request, options);
  if (!result.ok) {
    if (result.outcome.type === 'refused') forgetNames(rooms);
    const outcome = isUpdate && result.status === 404 ? gone(result.outcome) : result.outcome;
    return one(request, wire.payload, result, outcome);
  }
  const id = isUpdate ? remoteId : decode(createdSchema, result.text)?.data;
  if (id === undefined) {
    return one(request, wire.payload, result, { type: 'unknown', error: 'a create without an id' });
  }
  const key = unconfirmedKey(operation, wire.key);
  unconfirmed.set(key, id);
  const outcome = await confirm(operation, id, codeOf(result), wire.payload, rooms, options);
  if (outcome.type === 'accepted') unconfirmed.delete(key);
  return one(request, wire.payload, result, outcome);
}

async function confirm(
  operation: NoticeOperation,
  id: string,
  code: string,
  payload: JsonObject,
  rooms: NoticeRooms,
  options: CallOptions,
): Promise<Outcome> {
  const back = await readNotice(operation, id, rooms, options, false);
  if (back.type === 'gone') return differs('not there');
  if (back.type === 'noAnswer') return { type: 'unknown', error: 'not read back' };
  const differing = differences(payload, back.body);
  if (differing.length === 0) return { type: 'accepted', code, remoteId: id };
  return differs(differing.join(', '));
}

/** Clear answers to the write and to the read-back: the portal is well, only this notice is not settled. */
function differs(what: string): Outcome {
  return { type: 'unknown', error: `READ_BACK_DIFFERS: ${what}`, answered: true };
}

/** What is already gone (404) was taken down, by whomever. */
async function takeDown(
  { wire, standing }: DeliverItem,
  operation: NoticeOperation,
  rooms: NoticeRooms,
  options: CallOptions,
): Promise<DeliverAnswer> {
  const path = routeOf(operation, rooms);
  const { remoteId } = standing;
  if (remoteId === undefined) {
    const outcome: Outcome = standing.exists
      ? { type: 'unknown', error: 'its id at the portal is not known' }
      : { type: 'accepted', code: 'NOT_THERE' };
    return notMade(path, wire.payload, outcome);
  }
  const request: CallRequest = {
    method: 'DELETE',
    path: `${path}/${encodeURIComponent(remoteId)}`,
    guarded: true,
  };
  const result = await rooms.caller.call(request, options);
  if (result.status === 404)
    return one(request, undefined, result, { type: 'accepted', code: httpCode(404), remoteId });
  if (!result.ok) return one(request, undefined, result, result.outcome);
  const back = await readNotice(operation, remoteId, rooms, options, false);
  const outcome: Outcome =
    back.type === 'gone'
      ? { type: 'accepted', code: codeOf(result), remoteId }
      : back.type === 'there'
        ? differs('still there')
        : { type: 'unknown', error: 'not read back' };
  return one(request, undefined, result, outcome);
}

type Prepared = { ok: true; body: JsonObject } | { ok: false; outcome: Outcome };

/** Names become ids, files become paths. Whatever fails here, the notice itself was not written. */
async function prepare(payload: JsonObject, rooms: NoticeRooms, options: CallOptions): Promise<Prepared> {
  const body: JsonObject = {};
  for (const [key, value] of Object.entries(payload)) {
    const channel = textInside(value, '$channel');
    const state = textInside(value, '$state');
    if (channel !== undefined || state !== undefined) {
      const list = channel === undefined ? rooms.states : rooms.channels;
      const answer = await list.idOf(channel ?? state ?? '', options);
      if (!answer.ok) return answer;
      body[key] = answer.id;
    } else if (holdsUploads(value)) {
      const answer = await rooms.uploads.pathsOf(value, options);
      if (!answer.ok) return answer;
      body[key] = answer.path;
    } else body[key] = value;
  }
  return { ok: true, body };
}

function textInside(value: JsonObject[string], key: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const inner = value[key];
  return typeof inner === 'string' ? inner : undefined;
}

/** The code with which a write was accepted: notices have none but the HTTP status. */
function codeOf({ outcome }: CallResult): string {
  return outcome.type === 'accepted' ? outcome.code : '';
}

function forgetNames(rooms: NoticeRooms): void {
  rooms.channels.forget();
  rooms.states.forget();
}

function gone(outcome: Outcome): Outcome {
  return { ...outcome, type: 'notFound', code: httpCode(404) };
}

function one(
  request: CallRequest,
  payload: JsonObject | undefined,
  result: CallResult,
  outcome: Outcome,
): DeliverAnswer {
  return { evidence: evidenceOf(request, payload, result), scope: 'items', outcomes: [outcome] };
}

/** No write was made. */
function notMade(path: string, payload: JsonObject, outcome: Outcome): DeliverAnswer {
  const result: CallResult = { ok: false, outcome, text: '' };
  return one({ method: 'POST', path }, payload, result, outcome);
}
