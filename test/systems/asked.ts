import { Database } from '../../src/store/database.js';
import { loadSealer } from '../../src/store/secret-key.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { countByUnits } from './related.js';
import { systemSamples } from './samples.js';

/** What the gateway says of what was read. */
export interface AskedReport {
  /** By kind: milliseconds until one record of it was found by its code. */
  searched: { kind: string; ms: number }[];
  /** What does not add up; empty: all does. */
  wrong: string[];
}

interface Held {
  kind: string;
  n: string;
  code: string;
}

/** Finds one record of each kind by its code, and counts what the hub holds of all systems, and what each of the units does of each kind, against the store. */
export async function askGateway(
  databaseUrl: string,
  dataDir: string,
  units: readonly string[],
): Promise<AskedReport> {
  const database = new Database(databaseUrl, { connections: 2 });
  const gateway = await startGateway(
    { database, sealer: loadSealer({ dataDir }), url: databaseUrl, drop: async () => undefined },
    {
      sources: systemSamples.map(({ source }) => ({
        name: source.name,
        label: source.name,
        configured: true,
      })),
    },
  );
  try {
    const key = await gateway.key({ role: 'administrator', scopes: ['sensitive'] });
    const { rows } = await database.query<Held & Record<string, unknown>>(
      'select kind, count(*) as n, min(natural_key) as code from subject where deleted_at is null group by kind order by kind',
    );
    const found = await Promise.all(rows.map((row) => findOne(gateway, key, row)));
    const held = new Map(rows.map(({ kind, n }) => [kind, Number(n)]));
    const total = rows.reduce((sum, { n }) => sum + Number(n), 0);
    return {
      searched: found.map(({ kind, ms }) => ({ kind, ms })),
      wrong: [
        ...found.flatMap(({ wrong }) => wrong),
        ...(await countAll(gateway, key, total)),
        ...(await countByUnits(gateway, key, units, held)),
      ],
    };
  } finally {
    await gateway.stop();
    await database.close();
  }
}

async function findOne(gateway: TestGateway, key: string, { kind, code }: Held) {
  const begun = performance.now();
  const { data, errors } = await gateway.ask(
    'query ($text: String!, $kinds: [SubjectKind!]) { search(text: $text, kinds: $kinds, first: 1) { edges { node { code match record { id } } } } }',
    { key, variables: { text: code, kinds: [kind.toUpperCase().replaceAll('-', '_')] } },
  );
  const ms = performance.now() - begun;
  const list = data?.['search'] as { edges: { node: { code: string; match: string } }[] } | undefined;
  const node = list?.edges[0]?.node;
  const right = !errors && node?.code === code && node.match === 'CODE';
  return { kind, ms, wrong: right ? [] : [`${kind}: ${code} is not found by its code`] };
}

/** What `coverage` counts as held is what the store holds, of the sample's own catalogue too. */
async function countAll(gateway: TestGateway, key: string, total: number): Promise<string[]> {
  const { data } = await gateway.ask('{ coverage { measures { code numerator } } }', { key });
  const report = data?.['coverage'] as { measures: { code: string; numerator: number }[] } | undefined;
  const held = report?.measures.find(({ code }) => code === 'RECORDS_TAKEN_IN')?.numerator;
  return held === total ? [] : [`coverage counts ${held} records, the store holds ${total}`];
}
