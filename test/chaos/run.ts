import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Comparison, Verdict } from '../../src/demo/comparer/index.js';
import { untilIdle } from '../../src/processes/until-idle.js';
import { isTransient } from '../../src/store/database.js';
import { until } from '../support/poll.js';
import { KILL_POINTS, type KillPoint } from './kill-points.js';
import type { Stand } from './stand.js';
import { disagreements, type StoreStates, storeStates } from './what-store-says.js';
import { type Death, WorkerPool } from './worker-pool.js';
import { openWorld, type World } from './world.js';

export interface ChaosOptions {
  /** An empty folder that the engines' user can reach. */
  folder: string;
  dossiers: number;
  seed: number;
  stand: Stand;
  /** How often a worker is killed at each point. */
  killsEach: number;
  /** What else happens, each once, spread over the run. */
  troubles: readonly Trouble[];
  workers?: number;
  say(line: string): void;
}

/** `stop`: every worker is told to stop by SIGTERM, and started again. */
export type Trouble = 'postgres SIGKILL' | 'postgres SIGINT' | 'redis flush' | 'updates' | 'stop';

export interface ChaosReport {
  verdict: Verdict;
  store: StoreStates;
  kills: Record<KillPoint, number>;
  troubles: readonly Trouble[];
  /** What is not as it must be, in words; empty: the run passed. */
  wrong: string[];
  /** Deliveries that were owed when nothing moved any more, superseded ones apart. */
  deliveries: number;
}

interface Kill {
  kill: KillPoint;
  portal: string;
  /** Of "inside settle's commit". */
  commitLeft: boolean;
}
type Event = Kill | { trouble: Trouble };

const PORTALS = ['national', 'provincial'];
const EVENT_LIMIT_MS = 120_000;
/** Deliveries of a portal, of which some will surely pass the place where a worker is to be killed. */
const ENOUGH_LEFT = 20;
const IDLE_LIMIT_MS = 10 * 60_000;

/** Workers die at chosen places and engines go away while a district is carried to both portals; then says what came of it. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const world = await openWorld(options.folder, options.stand, options);
  try {
    return await new Chaos(options, world).run();
  } finally {
    await world.close();
  }
}

class Chaos {
  readonly #pool: WorkerPool;
  readonly #wrong: string[] = [];
  readonly #kills: Record<KillPoint, number>;
  readonly #begun = performance.now();

  readonly options: ChaosOptions;
  readonly world: World;

  constructor(options: ChaosOptions, world: World) {
    this.options = options;
    this.world = world;
    this.#kills = Object.fromEntries(KILL_POINTS.map((point) => [point, 0])) as Record<KillPoint, number>;
    this.#pool = new WorkerPool({
      count: options.workers ?? 2,
      environment: world.environment,
      logFile: join(options.folder, 'workers.log'),
      onDeath: (death) => this.#died(death),
      onSending: (pid, portal, key, go) => void this.#withhold(pid, portal, key, go),
    });
  }

  async run(): Promise<ChaosReport> {
    const first = await this.#progress();
    const events = this.#plan();
    this.#say(`${first.owed} deliveries owed, ${events.length} events, ${this.options.stand.label}`);
    try {
      for (const [index, event] of events.entries()) {
        await this.#untilShare(((index + 0.5) / events.length) * 0.9, first.owed);
        await this.#perform(event);
      }
      const { status, seen } = await untilIdle(this.world.hub.database, { maxWaitMs: IDLE_LIMIT_MS });
      if (status !== 0) this.#wrong.push(`not settled: ${JSON.stringify(seen)}`);
    } finally {
      this.#checkStops(await this.#pool.stop());
    }
    return this.#report();
  }

  /** Kills in turn at each point and portal, with the troubles in between. */
  #plan(): Event[] {
    const { killsEach, troubles } = this.options;
    const kills: Kill[] = Array.from({ length: killsEach }, (_none, round) =>
      KILL_POINTS.map((kill, index) => ({
        kill,
        portal: PORTALS[(index + round) % PORTALS.length] ?? '',
        commitLeft: round % 2 === 1,
      })),
    ).flat();
    // A stop in order comes first: whatever is in flight after it is its own doing, not a kill's.
    const stops = troubles.filter((trouble) => trouble === 'stop');
    // A flush comes last: no worker starts after it that would bring the schedules back.
    const lastFlush = troubles.lastIndexOf('redis flush');
    const last = troubles.filter((_trouble, index) => index === lastFlush);
    const others = troubles.filter((trouble, index) => trouble !== 'stop' && index !== lastFlush);
    const events: Event[] = [...kills];
    for (const [index, trouble] of others.entries()) {
      const place = Math.round(((index + 0.5) / others.length) * kills.length) + index;
      events.splice(place, 0, { trouble });
    }
    return [...stops.map((trouble) => ({ trouble })), ...events, ...last.map((trouble) => ({ trouble }))];
  }

  async #perform(event: Event): Promise<void> {
    if ('kill' in event) return this.#killAt(event);
    const { stand } = this.options;
    this.#say(`✗ ${event.trouble}`);
    switch (event.trouble) {
      case 'postgres SIGKILL':
        return stand.restartPostgres('SIGKILL');
      case 'postgres SIGINT':
        return stand.restartPostgres('SIGINT');
      case 'redis flush':
        return this.#flush();
      case 'updates':
        return this.world.layUpdates();
      case 'stop':
        return this.#stopInOrder();
    }
  }

  /** Some answers are lost at the same time: nothing but a sweep sees to those. */
  async #flush(): Promise<void> {
    await until(() => this.#pool.pids.length === (this.options.workers ?? 2), { what: 'the workers' });
    const silent = { kind: 'timeoutAfterApply', times: 2 } as const;
    for (const portal of PORTALS) this.world.setFaults(portal, [silent]);
    await this.options.stand.flushRedis?.();
  }

  async #killAt({ kill: point, portal: wished, commitLeft }: Kill): Promise<void> {
    const before = this.#kills[point];
    const portal = await this.#stillBusy(wished);
    this.#pool.arm({ type: 'arm', point, portal, commitLeft });
    const deadline = performance.now() + EVENT_LIMIT_MS;
    while (this.#kills[point] === before) {
      if (performance.now() > deadline) {
        this.#wrong.push(`nobody came to "${point}" (${portal}) in ${EVENT_LIMIT_MS / 1000} s`);
        break;
      }
      await wait(5);
      if (performance.now() > deadline - EVENT_LIMIT_MS / 2)
        this.#pool.arm({ type: 'arm', point, commitLeft });
    }
    this.#pool.disarm();
  }

  /** The portal that was wished for, unless it is as good as done: then the other, or nobody would come by. */
  async #stillBusy(wished: string): Promise<string> {
    const { rows } = await this.world.hub.database.query<{ portal: string; left: number }>(
      `select l.portal, count(*)::int as left from delivery d join lane l on l.id = d.lane_id
        where d.state in ('PENDING', 'SENDING', 'UNKNOWN') group by l.portal order by 2 desc`,
    );
    const left = rows.find(({ portal }) => portal === wished)?.left ?? 0;
    return left >= ENOUGH_LEFT ? wished : (rows[0]?.portal ?? wished);
  }

  /** A worker is about to send: the portal will apply it and not answer, and the worker dies as soon as it is applied. */
  async #withhold(pid: number, portal: string, key: string, go: () => void): Promise<void> {
    const { simulation, setFaults } = this.world;
    const { faults } = portal === 'national' ? simulation.national : simulation.provincial;
    const played = () => faults.played['timeoutAfterApply'] ?? 0;
    const before = played();
    setFaults(portal, [{ kind: 'timeoutAfterApply', match: { key }, times: 1, ms: 30_000 }]);
    go();
    const applied = await until(() => played() > before, { everyMs: 1, timeoutMs: 5_000 }).catch(() => false);
    setFaults(portal, []);
    if (applied) this.#pool.kill(pid);
  }

  #died({ pid, status, signal, armed }: Death): void {
    if (signal === 'SIGKILL' && armed) {
      this.#kills[armed.point] += 1;
      const left = armed.point.startsWith('inside')
        ? `, COMMIT ${armed.commitLeft ? 'had left' : 'not sent'}`
        : '';
      this.#say(`✗ worker ${pid} killed: ${armed.point}${left}`);
      return;
    }
    if (status !== 0) this.#wrong.push(`worker ${pid} ended by itself: status ${status}, signal ${signal}`);
  }

  /** What a stop in order may leave while every portal answers: nothing in flight, nothing of unknown fate. */
  async #stopInOrder(): Promise<void> {
    const begun = performance.now();
    this.#checkStops(await this.#pool.stop());
    const took = Math.round(performance.now() - begun);
    const { rows } = await this.world.hub.database.query<{ busy: number; unknown: number; moving: number }>(
      `select count(*) filter (where state = 'BUSY')::int as busy, count(*) filter (where state = 'UNKNOWN')::int as unknown,
        count(*) filter (where ready_at < 'infinity')::int as moving from lane`,
    );
    const { busy = 0, unknown = 0, moving = 0 } = rows[0] ?? {};
    this.#say(`  stopped in ${took} ms: ${busy} lanes busy, ${unknown} unknown, ${moving} to go on`);
    if (busy > 0) this.#wrong.push(`${busy} lanes BUSY after a stop in order`);
    if (unknown > 0) this.#wrong.push(`${unknown} lanes UNKNOWN after a stop in order`);
    this.#pool.start();
  }

  #checkStops(deaths: readonly Death[]): void {
    for (const { pid, status, signal } of deaths) {
      if (status !== 0) this.#wrong.push(`worker ${pid} did not stop in order: ${status ?? signal}`);
    }
  }

  async #untilShare(share: number, owed: number): Promise<void> {
    const deadline = performance.now() + EVENT_LIMIT_MS;
    for (;;) {
      const now = await this.#progress().catch((error: unknown) => {
        if (!isTransient(error)) throw error;
        return undefined;
      });
      if (now && now.delivered >= share * owed) {
        this.#say(`${now.delivered}/${now.owed} delivered`);
        return;
      }
      if (performance.now() > deadline) {
        this.#wrong.push(`stuck at ${now?.delivered}/${now?.owed} for ${EVENT_LIMIT_MS / 1000} s`);
        return;
      }
      await wait(50);
    }
  }

  async #progress(): Promise<{ owed: number; delivered: number }> {
    const { rows } = await this.world.hub.database.query<{ owed: number; delivered: number }>(
      `select count(*)::int as owed, count(*) filter (where state = 'DELIVERED')::int as delivered
        from delivery where state <> 'SUPERSEDED'`,
    );
    return rows[0] ?? { owed: 0, delivered: 0 };
  }

  async #report(): Promise<ChaosReport> {
    const { database } = this.world.hub;
    const verdict = await this.world.judge();
    const comparisons = [verdict.national, verdict.provincial].filter(
      (one): one is Comparison => one !== undefined,
    );
    const store = await storeStates(database);
    for (const one of comparisons) this.#wrong.push(...findingsOf(one));
    this.#wrong.push(...(await disagreements(database, store, comparisons)));
    for (const point of KILL_POINTS) {
      if (this.#kills[point] < this.options.killsEach) {
        this.#wrong.push(`killed "${point}" ${this.#kills[point]} times of ${this.options.killsEach}`);
      }
    }
    const complaint = /unhandled|uncaught/i.exec(
      readFileSync(join(this.options.folder, 'workers.log'), 'utf8'),
    );
    if (complaint) this.#wrong.push(`workers.log: ${complaint[0]}`);
    return {
      verdict,
      store,
      kills: this.#kills,
      troubles: this.options.troubles,
      wrong: this.#wrong,
      deliveries: (await this.#progress()).owed,
    };
  }

  #say(line: string): void {
    const at = ((performance.now() - this.#begun) / 1000).toFixed(1).padStart(6);
    this.options.say(`${at} s  ${line}`);
  }
}

const SHOWN = 5;

function findingsOf({
  portal,
  missing,
  different,
  duplicates,
  outOfOrder,
  unexpected,
}: Comparison): string[] {
  const kinds: [string, string[]][] = [
    ['missing', missing],
    // Fields by name only: values of the sample stay out of logs.
    ['different', different.map(({ key, field }) => `${key} ${field}`)],
    ['duplicate', duplicates.map(({ key, count }) => `${key} × ${count}`)],
    ['out of order', outOfOrder],
    ['unexpected', unexpected],
  ];
  return kinds.flatMap(([what, all]) =>
    all.length > 0 ? [`${portal}: ${all.length} ${what}: ${all.slice(0, SHOWN).join('; ')}`] : [],
  );
}
