import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { notices } from '../../src/connectors/sources/notices/index.js';
import { answerFeed, type FeedFormat } from '../../src/connectors/sources/simulation/feeds.js';
import type { RawForm } from '../support/kinds/kind-sample.js';
import { create, UNIT, type Way } from './case.js';

/** A portal's feed over HTTP, an item a page. Broken: what stands behind the second page is no feed. */
export async function feed(format: FeedFormat): Promise<Way> {
  let records: readonly RawForm[] = [];
  let broken = false;
  const server = createServer(({ url = '/', method = 'GET', headers }, response) => {
    const { pathname: path, searchParams: query } = new URL(url, 'http://feed');
    query.set('pageSize', '1');
    if (broken && query.get('page') === '3') {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Bảo trì</title>');
      return;
    }
    const call = { method, path, query, headers, body: Buffer.alloc(0), number: 1 };
    const answer = answerFeed(format, records, call);
    response.writeHead(answer.status, { date: 'Mon, 05 Jan 2026 03:00:00 GMT', ...answer.headers });
    response.end(String(answer.body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    source: () =>
      create(notices, `feed+http://127.0.0.1:${port}/tin.${format}`, {
        SOURCE_NOTICES_FEED_UNIT: UNIT,
        SOURCE_NOTICES_FEED_CATEGORIES: '*=HOAT_DONG',
      }),
    hold: (given) => {
      records = given;
    },
    breaks: (now) => {
      broken = now;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
