import { readTime } from '../../../../src/connectors/sources/reading/times.js';
import { Given } from '../../../../src/connectors/transport/parameters/index.js';
import { transportOf } from '../../../../src/connectors/transport/table.js';
import type { Reader } from '../../../../src/connectors/transport/transport.js';
import type { Json } from '../../../../src/domain/canonical.js';
import type { Page } from '../../../../src/domain/ports.js';
import { freshDatabase } from '../../../support/database.js';
import { hasMariadb, startMariadb } from '../../../support/mariadb.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';

export interface Engine {
  url: string;
  /** Runs one statement as the owner. */
  query(statement: string): Promise<unknown>;
  /** A view of `rows` (key, time); `type` is the time's, as this engine calls it. */
  close(): Promise<void>;
}

export const engines: readonly { name: string; instant: string; local: string; open(): Promise<Engine> }[] = [
  {
    name: 'PostgreSQL',
    instant: 'timestamptz',
    local: 'timestamp',
    open: async () => {
      const test = await freshDatabase({ connections: 1 });
      await test.database.query("set timezone = '+07'");
      return {
        url: test.url,
        query: (statement) => test.database.query(statement),
        close: () => test.drop(),
      };
    },
  },
  ...(hasMariadb
    ? [
        {
          name: 'MariaDB',
          instant: 'timestamp(6)',
          local: 'datetime(6)',
          open: async () => {
            const server = await startMariadb();
            await server.query("set time_zone = '+07:00'");
            return {
              url: server.url,
              query: (statement: string) => server.query(statement),
              close: () => server.stop(),
            };
          },
        },
      ]
    : []),
];

export function openView(url: string, environment: Record<string, string> = {}): Reader {
  const address = new URL(url);
  const transport = transportOf(address);
  const given = new Given('one-stop', { SOURCE_ONE_STOP_PAGE_SIZE: '50', ...environment });
  const carried = {
    source: 'one-stop',
    columns: ['MaHoSo', 'NgayCapNhat', 'ChuHoSo', 'QuaTrinh'],
    key: 'MaHoSo',
    sides: [],
    changed: 'NgayCapNhat',
    readTime,
  };
  const services = {
    clock: { now: () => Date.now() },
    staging: noStaging,
    contents: noContents,
    warn: () => undefined,
  };
  if (!transport) throw new Error('no transport');
  return transport.open(address, carried, given, services);
}

export async function pull(
  reader: Reader,
  cursor?: Json,
  { now = Date.now(), limit = Number.POSITIVE_INFINITY }: { now?: number; limit?: number } = {},
): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of reader.pull(cursor, { now, signal: new AbortController().signal })) {
    pages.push(page);
    if (pages.length >= limit) break;
  }
  return pages;
}

export function keysOf(pages: readonly Page[]): string[] {
  return pages.flatMap(({ records }) =>
    records.map(({ raw }) => String((raw as { MaHoSo?: string }).MaHoSo)),
  );
}
