// PostGraphile over the hub's own tables: what is joined by code or subject is told by smart tags (bench/reads/fill.ts), and the
// caller's key is looked up with the same statement as the hub's. Usage: postgraphile.mjs <database url>
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/express/v4';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const url = process.argv[2];
const pool = new pg.Pool({ connectionString: url, max: 10, options: '-c jit=off' });
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ pool, schemas: ['public'] })],
  grafast: { explain: false },
  grafserv: { watch: false, graphiql: false, websockets: false },
});
const app = express();
app.use(async (request, response, next) => {
  const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const { rows } = await pool.query(
    'select id, name, role, unit, scopes from service_key where hash = $1 and revoked_at is null',
    [createHash('sha256').update(key).digest()],
  );
  if (rows.length > 0) next();
  else response.status(401).end();
});
const server = createServer(app);
await instance.createServ(grafserv).addTo(app, server);
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
