import type { z } from 'zod';
import type { JsonObject } from '../../../../domain/canonical.js';
import type { CallOptions, Outcome } from '../../../../domain/ports.js';
import { articleSchema, decode, legalSchema } from '../contract.js';
import { SHOWN_CHANNEL, SHOWN_FILES, SHOWN_STATE } from '../same/notice.js';
import type { Caller, CallRequest, CallResult } from './caller.js';
import type { NamedList } from './names.js';
import type { Uploads } from './uploads.js';

export type NoticeOperation = 'article' | 'legal';

export type ReadAnswer = { request: CallRequest; result: CallResult } & (
  | { type: 'there'; body: JsonObject }
  | { type: 'gone' }
  | { type: 'noAnswer'; outcome: Outcome }
);

export interface NoticeRooms {
  caller: Caller;
  /** Where notices are taken, under the portal's address. */
  contentPath: string;
  channels: NamedList;
  states: NamedList;
  uploads: Uploads;
}

const SCHEMAS: Record<NoticeOperation, z.ZodType<{ data: { id?: string | undefined } }>> = {
  article: articleSchema,
  legal: legalSchema,
};
const ROUTES = { article: '/TinBais', legal: '/QuanLyVanBans' };

export function routeOf(operation: NoticeOperation, { contentPath }: NoticeRooms): string {
  return `${contentPath}${ROUTES[operation]}`;
}

/**
 * Reads one notice and adds what a comparison needs: the names behind its ids and the contents behind its paths.
 * A soft-deleted one reads 404, so "gone".
 */
export async function readNotice(
  operation: NoticeOperation,
  id: string,
  rooms: NoticeRooms,
  options: CallOptions,
  guarded: boolean,
): Promise<ReadAnswer> {
  const path = `${routeOf(operation, rooms)}/${encodeURIComponent(id)}`;
  const request: CallRequest = { method: 'GET', path, guarded };
  const result = await rooms.caller.call(request, options);
  if (result.status === 404) return { request, result, type: 'gone' };
  if (!result.ok) return { request, result, type: 'noAnswer', outcome: result.outcome };
  const found = decode(SCHEMAS[operation], result.text)?.data;
  const isAsked = found && (found.id === undefined || found.id.toLowerCase() === id.toLowerCase());
  if (!isAsked) {
    return {
      request,
      result,
      type: 'noAnswer',
      outcome: { type: 'unknown', error: 'an answer that is no notice' },
    };
  }
  const { data: body }: { data: JsonObject } = JSON.parse(result.text);
  return { request, result, type: 'there', body: await explained(body, rooms, options, guarded) };
}

async function explained(
  body: JsonObject,
  rooms: NoticeRooms,
  options: CallOptions,
  guarded: boolean,
): Promise<JsonObject> {
  const added: JsonObject = {};
  const { kenhTinId, trangThaiId } = body;
  if (kenhTinId !== undefined && kenhTinId !== null) {
    const channel = await rooms.channels.nameOf(String(kenhTinId), options, guarded);
    if (channel !== undefined) added[SHOWN_CHANNEL] = channel;
  }
  if (trangThaiId !== undefined && trangThaiId !== null) {
    const state = await rooms.states.nameOf(String(trangThaiId), options, guarded);
    if (state !== undefined) added[SHOWN_STATE] = state;
  }
  const paths = [body['fileDinhKem'], body['anhDaiDien']].filter((path) => typeof path === 'string');
  added[SHOWN_FILES] = rooms.uploads.contentsOf(paths.join('##'));
  return { ...body, ...added };
}
