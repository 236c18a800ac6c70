import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { openQueueEngine } from '../../src/queues/engine.js';
import { QUEUES } from '../../src/queues/names.js';
import { openStand, type Stand } from '../e2e/stand.js';
import { dumpOf, foundIn, redisDump } from '../support/dump.js';
import { until } from '../support/poll.js';

/*
 * A store that was filled from the sample and has delivered it: its dump, the jobs and the logs hold no identity number, phone,
 * e-mail or address of anybody in the sample. DUMP_DOSSIERS asks for another size.
 */

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.stop());

const DOSSIERS = Number(process.env['DUMP_DOSSIERS'] ?? 60);
const FIELDS = ['SoDinhDanh', 'SoDienThoai', 'Email', 'DiaChi'];

test('no personal number, phone, e-mail or address is in a dump, a job or a log', async () => {
  await stand.simulate({
    faults: [
      { kind: 'refuseRecord', rate: 0.05 },
      { kind: 'applied500', times: 3 },
    ],
  });
  await stand.sample({ dossiers: DOSSIERS, badRecords: 14 });
  const inbox = join(stand.folder, 'district', 'one-stop', 'inbox');
  const files = readdirSync(inbox).map((name) => ({ name, text: readFileSync(join(inbox, name), 'utf8') }));
  const sources = files.map(({ text }) => text);
  const inJson = personalIn(sources.join('\n'));
  const inCsv = new Set(
    files.filter(({ name }) => name.endsWith('.csv')).flatMap(({ text }) => personalInCsv(text)),
  );
  // Every fifth dossier comes as CSV; each has a number at least, and most have all four.
  expect(inJson.size).toBeGreaterThan(2 * DOSSIERS);
  expect(inCsv.size).toBeGreaterThan((2 * DOSSIERS) / 5);
  const personal = new Set([...inJson, ...inCsv]);
  // The search finds what is there, plain, as the bytes of a column, and in Base64.
  const source = sources.join('\n');
  expect(foundIn(source, personal)).toEqual(new Set(personal));
  expect(foundIn(`\\x${Buffer.from(source).toString('hex')}`, personal).size).toBe(personal.size);
  expect(foundIn(Buffer.from(source).toString('base64'), personal).size).toBe(personal.size);

  stand.environment['LOG_LEVEL'] = 'debug';
  const synced = await stand.run('sync', '--json');
  expect(synced.status).toBe(0);
  const worked = await stand.run('work', '--until-idle', '--max-wait', '10m');
  expect(worked.status).toBe(2);
  const delivered = await stand.store.database.query<{ n: string }>(
    "select count(*) as n from delivery where state = 'DELIVERED'",
  );
  expect(Number(delivered.rows[0]?.n)).toBeGreaterThan(DOSSIERS * 4);

  const dump = await dumpOf(stand.store);
  expect(dump).toContain('public.exchange');
  expect(dump).toContain('H56.14-');
  expect(foundIn(dump, personal)).toEqual(new Set());
  const file = pgDump(stand.store.url);
  if (file !== undefined) expect(foundIn(file, personal)).toEqual(new Set());
  // Under .ci/run this half has Debian's pg_dump beside Debian's server.
  expect(file === undefined && process.env['LIENTHONG_HALF'] === 'redis').toBe(false);
  expect(foundIn(await jobs(), personal)).toEqual(new Set());
  const redis = inject('redis');
  if (redis !== '') {
    // Not the jobs alone: events, logs of jobs and whatever else stands beside them.
    const whole = await redisDump(stand.environment['REDIS_URL'] ?? redis);
    expect(whole).toContain(':push:');
    expect(foundIn(whole, personal)).toEqual(new Set());
  }
  for (const { stdout, stderr } of [synced, worked])
    expect(foundIn(stdout + stderr, personal)).toEqual(new Set());
}, 700_000);

/** Every value of the personal fields in the source files, of records that cannot be read too. */
function personalIn(text: string): Set<string> {
  const values = new Set<string>();
  for (const field of FIELDS) {
    for (const [, value] of text.matchAll(new RegExp(`"${field}": ?"([^"\\\\]+)"`, 'g')))
      values.add(value ?? '');
  }
  values.delete('');
  return values;
}

function personalInCsv(text: string): string[] {
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  return rows.flatMap((row) => FIELDS.map((field) => row[field] ?? '').filter((value) => value !== ''));
}

/** Undefined where there is no pg_dump, or one that is older than the server. */
function pgDump(url: string): string | undefined {
  const { status, stdout } = spawnSync('pg_dump', ['--no-password', url], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  return status === 0 ? stdout : undefined;
}

async function jobs(): Promise<string> {
  const engine = await openQueueEngine({
    databaseUrl: stand.store.url,
    redisUrl: inject('redis') || undefined,
  });
  try {
    const lists = await until(() => Promise.all(QUEUES.map((name) => engine.queue(name).getJobs())));
    return JSON.stringify(lists.flat().map((job) => job?.asJSON?.() ?? null));
  } finally {
    await engine.close();
  }
}
