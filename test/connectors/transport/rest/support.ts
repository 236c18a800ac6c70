import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readTime } from '../../../../src/connectors/sources/reading/times.js';
import { fingerprintOf } from '../../../../src/connectors/transport/changes/progress.js';
import { Given } from '../../../../src/connectors/transport/parameters/index.js';
import { credentialsOf } from '../../../../src/connectors/transport/rest/credentials.js';
import { PATIENCE } from '../../../../src/connectors/transport/rest/patience.js';
import { type RestOptions, RestReader } from '../../../../src/connectors/transport/rest/reader.js';
import type { Json } from '../../../../src/domain/canonical.js';
import type { Page } from '../../../../src/domain/ports.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

export const NOW = Date.parse('2024-08-26T03:00:00Z');
export type Row = { [key: string]: Json };

export interface Opened {
  reader: RestReader;
  /** What was waited between tries, ms. */
  waits: number[];
  warnings: string[];
}

export function openRest(
  url: string,
  { environment = {}, ...change }: Partial<RestOptions> & { environment?: Record<string, string> } = {},
): Opened {
  const base = new URL(url);
  const waits: number[] = [];
  const warnings: string[] = [];
  const given = new Given('one-stop', environment);
  const reader = new RestReader({
    base,
    address: fingerprintOf(url),
    carried: {
      source: 'one-stop',
      columns: ['MaHoSo', 'NgayCapNhat'],
      key: 'MaHoSo',
      sides: [],
      changed: 'NgayCapNhat',
      readTime,
    },
    services: {
      clock: { now: () => NOW },
      staging: noStaging,
      contents: noContents,
      warn: (message) => warnings.push(message),
    },
    credentials: credentialsOf(given, () => Date.now()),
    patience: {
      ...PATIENCE,
      random: () => 1,
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    },
    overlap: 120_000,
    pageSize: 500,
    timeout: 5_000,
    ...change,
  });
  return { reader, waits, warnings };
}

/** All pages of one pull, up to `limit` of them. */
export async function pull(
  { reader }: Opened,
  cursor?: Json,
  {
    now = NOW,
    limit = Number.POSITIVE_INFINITY,
    onPage,
  }: { now?: number; limit?: number; onPage?: (page: Page) => void } = {},
): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of reader.pull(cursor, { now, signal: new AbortController().signal })) {
    pages.push(page);
    onPage?.(page);
    if (pages.length >= limit) break;
  }
  return pages;
}

export function keysOf(pages: readonly Page[]): string[] {
  return pages.flatMap(({ records }) => records.map(({ raw }) => String((raw as Row)['MaHoSo'])));
}

export function rowAt(key: string, at: string | number, more: Row = {}): Row {
  return { MaHoSo: key, NgayCapNhat: typeof at === 'number' ? new Date(at).toISOString() : at, ...more };
}

export interface Served {
  url: string;
  /** Path and query of every request. */
  asked: string[];
  close(): Promise<void>;
}

/** A server that answers as the test says. */
export async function serve(
  answer: (url: URL, response: ServerResponse, request: IncomingMessage) => void,
): Promise<Served> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(new URL(request.url ?? '/', 'http://localhost'), response, request);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function json(response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** As the contract says, over an array that the test may change at any time. */
export function answerList(rows: readonly Row[], url: URL, response: ServerResponse, cap = 500): void {
  const since = Date.parse(url.searchParams.get('changedSince') ?? '');
  const page = Number(url.searchParams.get('page'));
  const size = Math.min(Number(url.searchParams.get('pageSize')), cap);
  const at = (row: Row) => Date.parse(String(row['NgayCapNhat']));
  const found = rows
    .filter((row) => at(row) >= since)
    .sort((a, b) => at(a) - at(b) || (String(a['MaHoSo']) < String(b['MaHoSo']) ? -1 : 1));
  json(response, {
    data: found.slice((page - 1) * size, page * size),
    currentPage: page,
    totalPages: Math.ceil(found.length / size),
    totalCount: found.length,
    serverTime: new Date(NOW).toISOString(),
  });
}
