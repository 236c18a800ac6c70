import fc from 'fast-check';
import { claim } from '../../../src/ledger/claim.js';
import { openExchange } from '../../../src/ledger/exchange.js';
import { expire } from '../../../src/ledger/expiry.js';
import { readyAccounts } from '../../../src/ledger/ready.js';
import { settle } from '../../../src/ledger/settle.js';
import { switchPortal } from '../../../src/ledger/switches.js';
import { type LockerName, meet, meetings } from './gates.js';
import { Interleaver, seeded } from './interleave.js';
import { checkInvariants } from './invariants.js';
import { comeBack, comebacks } from './lost-lane.js';
import { elapse, perform } from './operations.js';
import { type Operation, scripts, throngs } from './scripts.js';
import { turnOf } from './worker.js';
import { clean, principal, type World } from './world.js';

const MOST_SUBJECTS = 3;

export const runs = (ci: number) => Number(process.env['LEDGER_RUNS'] ?? ci);
/** Printed with every failure; set LEDGER_SEED to see one again. */
export const seed = Number(process.env['LEDGER_SEED'] ?? 20_240_823);

/** One script, interleaved as `choices` says, then calm weather until everything rests; throws what is broken. */
export async function play(world: World, script: readonly Operation[], choices: number): Promise<void> {
  await clean(world, MOST_SUBJECTS);
  const interleaver = new Interleaver(seeded(choices), world.monitor, () => checkInvariants(world.monitor));
  world.clients.forEach(({ client, pid }, index) => {
    interleaver.spawn(`c${index}`, client, pid, async (steps) => {
      for (const [n, operation] of script.entries()) {
        if (n % world.clients.length === index) await perform(world, steps, operation);
      }
    });
  });
  try {
    await interleaver.run();
  } finally {
    world.seen.set('lock waits', (world.seen.get('lock waits') ?? 0) + interleaver.waits);
  }
  await calm(world);
  await expectSettled(world);
}

/** Turns without faults while time goes by. A claim of nothing although something was ready is a hot loop. */
async function calm(world: World): Promise<void> {
  const { database, sql } = world;
  await switchPortal(database, principal, 'national', true, sql);
  for (let round = 0; round < 60; round += 1) {
    await expire(database, principal, 100, sql);
    for (;;) {
      const [account] = await readyAccounts(database, principal, sql);
      if (!account?.ready) break;
      const claims = await claim(database, principal, world.request(1), sql);
      if (claims.length === 0) {
        const [after] = await readyAccounts(database, principal, sql);
        if (after?.ready) throw new Error('hot loop: ready, and nothing to claim');
      }
      for (const one of claims) {
        const { exchangeId } = await openExchange(
          database,
          principal,
          {
            claims: [one],
            operation: 'model',
            deliveryIds: one.deliveries.map(({ id }) => id),
            worker: 'calm',
            answerTimeoutMs: 5_000,
          },
          sql,
        );
        const lanes = (await turnOf(world, [one], seeded(1), false)) ?? [];
        const end = {
          outcome: 'model',
          request: null,
          response: '',
          catalogueVersion: 'c',
          profileVersion: 'p',
        };
        await settle(database, principal, world.sealer, { exchangeId, end, lanes }, { sql });
      }
      await checkInvariants(world.monitor);
    }
    const [next] = await readyAccounts(database, principal, sql);
    const { rows } = await database.query<{ n: string }>(
      `select count(*) as n from lane where state = 'BUSY'`,
    );
    if (!next && rows[0]?.n === '0') return;
    await elapse(database, 700_000);
  }
  throw new Error('starved: something still waits after hours of calm weather');
}

/** Nothing lost, nothing doubled, counts add up. */
async function expectSettled({ monitor, model }: World): Promise<void> {
  const { rows } = await monitor.query<{
    id: string;
    lane_id: string;
    kind: string;
    state: string;
    entry_id: number | null;
    remote_exists: boolean;
    receipts: string;
    attempts: number;
    tried: string;
  }>(
    `select d.id, d.lane_id, d.kind, d.state, d.entry_id, l.remote_exists, d.attempts,
      (select count(*) from receipt r where r.delivery_id = d.id) as receipts,
      (select count(*) from attempt a where a.delivery_id = d.id and a.outcome = 'AGAIN' and not a.late) as tried
    from delivery d join lane l on l.id = d.lane_id`,
  );
  for (const row of rows) {
    const what = `${row.kind} ${row.id} ${row.state}`;
    if (row.state === 'SENDING' || row.state === 'UNKNOWN') throw new Error(`lost: ${what}`);
    if ((row.state === 'DELIVERED') !== (row.receipts === '1'))
      throw new Error(`receipts ${row.receipts}: ${what}`);
    const { entries } = model.of(row.lane_id);
    if (row.kind === 'ENTRY' && row.entry_id !== null) {
      const there = entries.includes(row.entry_id);
      if (row.state === 'DELIVERED' && !there) throw new Error(`lost: ${what}, not at the portal`);
      if (there && row.state !== 'DELIVERED' && row.state !== 'HELD')
        throw new Error(`not known: ${what}, at the portal`);
    }
    if (row.attempts > Number(row.tried))
      throw new Error(`counts: ${row.attempts} attempts of ${row.tried}: ${what}`);
  }
  const { rows: doubled } = await monitor.query<{ n: string }>(
    `select count(*) as n from (
      select from attempt where not late group by exchange_id, delivery_id having count(*) > 1
    ) x`,
  );
  if (doubled[0]?.n !== '0') throw new Error(`counts: ${doubled[0]?.n} calls were counted twice`);
  const { rows: missing } = await monitor.query<{ n: string }>(
    `select count(*) as n from lane l join trace_entry t on t.dossier_id = l.subject_id
    where l.fence > 0 and not exists (select from delivery d where d.lane_id = l.id and d.entry_id = t.id)`,
  );
  if (missing[0]?.n !== '0') throw new Error(`lost: ${missing[0]?.n} entries are owed nowhere`);
}

/** fast-check over scripts and interleavings; resolves with the failure, or undefined. */
export function search(
  world: World,
  numRuns: number,
  subjects: readonly number[] = [1, 2, 3],
  kind: typeof scripts = scripts,
): Promise<string | undefined> {
  return failureOf(
    fc.asyncProperty(fc.constantFrom(...subjects).chain(kind), fc.nat(), (script, choices) =>
      play(world, script, choices),
    ),
    numRuns,
  );
}

/** Everybody at once over two or three lanes: who waits for whom; resolves with the failure, or undefined. */
export function searchDeadlock(world: World, numRuns: number): Promise<string | undefined> {
  return search(world, numRuns, [2, 3], throngs);
}

/** Two that lock several lanes meet at one that is shut; resolves with the failure, or undefined. */
export function searchMeetings(
  world: World,
  numRuns: number,
  second?: readonly LockerName[],
): Promise<string | undefined> {
  return failureOf(
    fc.asyncProperty(meetings(second), (meeting) => meet(world, meeting)),
    numRuns,
  );
}

/** A worker that lost its lane comes back, in many ways; resolves with the failure, or undefined. */
export function searchComebacks(world: World, numRuns: number): Promise<string | undefined> {
  return failureOf(
    fc.asyncProperty(comebacks, fc.nat(), (script, choices) => comeBack(world, script, choices)),
    numRuns,
  );
}

async function failureOf<T>(property: fc.IAsyncProperty<T>, numRuns: number): Promise<string | undefined> {
  const details = await fc.check(property, { numRuns, seed, endOnFailure: true });
  if (!details.failed) return undefined;
  const error =
    details.errorInstance instanceof Error ? details.errorInstance.stack : String(details.errorInstance);
  return `seed ${details.seed}, path ${details.counterexamplePath}, after ${details.numRuns} runs: ${error}\n${JSON.stringify(details.counterexample)}`;
}
