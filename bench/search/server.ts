import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { authenticate, bearerOf } from '../../src/access/authenticate.js';
import { Database } from '../../src/store/database.js';
import { BY_HAND } from './by-hand.js';

/** The bare side, `server.js <database url>`: Express, the key's look-up, one statement by its name; prints the port that it listens on. */
const database = new Database(process.argv[2] ?? '');
const app = express();
app.disable('x-powered-by');
app.post('/graphql', express.json(), async (request, response) => {
  const principal = await authenticate(database, bearerOf(request.headers.authorization) ?? '');
  const { name, values } = request.body as { name: string; values: unknown[] };
  const statement = BY_HAND[name];
  if (!principal || !statement) {
    response.status(401).end();
    return;
  }
  // To plan a search takes as long as to run it.
  const asked = { text: statement, values, ...(name === 'search' ? { name } : {}) };
  const { rows } = await database.pool.query<{ data: unknown }>(asked);
  response.json({ data: rows[0]?.data ?? null });
});
const server = createServer(app);
server.listen(0, '127.0.0.1', () => console.log(`listening ${(server.address() as AddressInfo).port}`));
