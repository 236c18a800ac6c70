import { afterEach, expect, test } from 'vitest';
import { meetings } from '../../../../src/connectors/sources/meetings/index.js';
import { fixedClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { type Served, serve } from '../rest/support.js';

/** A series without an end, and a broken event. */
const CALENDAR = [
  ...[
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:a',
    'DTSTAMP:20250101T000000Z',
    'X-DON-VI:H56.14',
    'SUMMARY:Họp',
  ],
  ...['DTSTART:20250106T080000', 'RRULE:FREQ=DAILY', 'END:VEVENT'],
  ...['BEGIN:VEVENT', 'UID:b', 'SUMMARY:Hỏng', 'DTSTART:20250231T080000', 'END:VEVENT', 'END:VCALENDAR'],
].join('\r\n');

let server: Served;
afterEach(() => server.close());

async function pulled(now: string, cursor: unknown) {
  const clock = fixedClock(now);
  const environment = {
    SOURCE_MEETINGS_URL: `ics+${server.url}/lich.ics?khoa=bi-mat`,
    SOURCE_MEETINGS_AUTH: 'bearer',
    SOURCE_MEETINGS_TOKEN: 'mat-khau',
  };
  expect(meetings.misfits?.(environment)).toEqual([]);
  const services = { clock, staging: noStaging, contents: noContents, warn: () => undefined };
  const source = meetings.create(environment, services);
  const pages = [];
  const run = { now: clock.now(), signal: AbortSignal.timeout(20_000) };
  for await (const page of source.pull(cursor as null | undefined, run)) pages.push(page);
  return { pages, records: pages.flatMap(({ records }) => records), cursor: pages.at(-1)?.cursor, source };
}

test('a calendar at an address is read whole, page by page, and not again while its server says that it is the same', async () => {
  const asked: (string | undefined)[] = [];
  server = await serve((_url, response, request) => {
    asked.push(`${request.headers.authorization} ${request.headers['if-none-match']}`);
    if (request.headers['if-none-match'] === '"1"') return void response.writeHead(304).end();
    response.writeHead(200, { 'Content-Type': 'text/calendar', ETag: '"1"' }).end(CALENDAR);
  });
  const first = await pulled('2025-08-10T05:00:00Z', undefined);
  expect(first.pages.map(({ records }) => records.length)).toEqual([500, 117, 0]);
  expect(first.records[0]).toMatchObject({ unreadable: { field: 'BatDau', code: 'BAD_DATE' } });
  expect(first.records[1]?.raw).toMatchObject({ MaCuocHop: 'a', BatDau: '2025-01-06T01:00:00.000Z' });
  const again = await pulled('2025-08-10T20:00:00Z', first.cursor);
  expect(again.pages).toEqual([]);
  // A day later there is one more to come.
  const next = await pulled('2025-08-11T05:00:00Z', first.cursor);
  expect(next.records.length).toBe(first.records.length + 1);
  expect(asked).toEqual(['Bearer mat-khau undefined', 'Bearer mat-khau "1"', 'Bearer mat-khau undefined']);
  expect(await first.source.probe?.(AbortSignal.timeout(5_000))).toMatch(/\/lich\.ics: \d+ bản ghi/);
});

test.each([
  [404, /HTTP 404$/],
  [401, /không được phép đọc/],
])(
  'what answers %i cannot be read, and nothing of the address but its path is said',
  async (status, message) => {
    server = await serve((_url, response) => void response.writeHead(status).end());
    const failed = pulled('2025-08-10T05:00:00Z', undefined);
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.not.toThrow(/bi-mat|mat-khau/);
  },
);
