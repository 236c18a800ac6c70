import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { SETTLED_CHANNEL } from '../../src/ledger/announce.js';
import { sqlLedger } from '../../src/ledger/machine.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/poll.js';

let store: TestDatabase;
beforeAll(async () => {
  store = await freshDatabase();
});
afterAll(() => store?.drop());

test('calls that settle together are said once, without a body, when they are committed', async () => {
  const listener = new pg.Client({ connectionString: store.url });
  await listener.connect();
  const heard: string[] = [];
  listener.on('notification', ({ channel, payload }) => heard.push(`${channel}:${payload}`));
  await listener.query(`listen ${SETTLED_CHANNEL}`);
  const ledger = sqlLedger(store.database, store.sealer);
  const settle = () => ledger.settle(systemPrincipal('test'), { lanes: [] });
  await Promise.all([settle(), settle(), settle()]);
  await until(() => heard.length > 0, { what: 'a notification' });
  expect(heard).toEqual([`${SETTLED_CHANNEL}:`]);
  await settle();
  await until(() => heard.length === 2, { what: 'the next one' });
  await listener.end();
});
