import 'reflect-metadata';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { authenticate, bearerOf } from '../../src/access/authenticate.js';
import { systemClock } from '../../src/domain/time.js';
import { owe } from '../../src/ledger/owe.js';
import { SEARCHING } from '../../src/processes/gateway.js';
import { buildGateway } from '../../src/processes/http/index.js';
import { Database } from '../../src/store/database.js';
import { Sealer } from '../../src/store/sealed.js';
import { BY_CODE, PAGE } from './by-hand.js';

/** One side, in a process of its own: `server.js hub|bare <database url>`; prints the port that it listens on. */
const [side, url = ''] = process.argv.slice(2);
const database = new Database(url);
const sealer = new Sealer(Buffer.alloc(32, 7));

async function hub(): Promise<RequestListener> {
  const gateway = await buildGateway({
    database,
    searching: new Database(url, SEARCHING),
    sealer,
    sources: [],
    syncEveryMs: 60_000,
    writes: {
      intake: { sealer, clock: systemClock, owe, portals: [], warn: () => undefined },
      inlets: [],
      allowsFile: () => false,
    },
    queues: { counts: async () => [], ping: async () => undefined, boards: [] },
  });
  return gateway.app;
}

/** What somebody would write who needs just these two answers: Express, the key's look-up, one statement. */
function bare(): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.post('/graphql', express.json(), async (request, response) => {
    const principal = await authenticate(database, bearerOf(request.headers.authorization) ?? '');
    if (!principal) {
      response.status(401).end();
      return;
    }
    const { code } = (request.body as { variables?: { code?: string } }).variables ?? {};
    const { rows } = await (code === undefined ? database.query(PAGE) : database.query(BY_CODE, [code]));
    response.json({ data: rows[0]?.['data'] });
  });
  return app;
}

const server = createServer(side === 'hub' ? await hub() : bare());
server.listen(0, '127.0.0.1', () => console.log(`listening ${(server.address() as AddressInfo).port}`));
