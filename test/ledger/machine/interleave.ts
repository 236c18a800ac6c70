import pg from 'pg';
import type { Transactor } from '../../../src/ledger/transactor.js';
import type { Queryable } from '../../../src/store/database.js';

/** A stream of numbers in 0..1 from a seed (mulberry32): the same seed, the same choices. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type State = 'ready' | 'running' | 'blocked' | 'done';

interface Task {
  name: string;
  client: pg.Client;
  pid: number;
  state: State;
  go?: () => void;
  failure?: unknown;
}

/** How long a statement may take before PostgreSQL is asked whether it waits for a lock, ms. */
const LOOK_AFTER_MS = 4;

/**
 * Runs tasks side by side, each on a connection of its own, exactly one statement at a time: which task goes on is chosen by
 * `random` before every statement, `begin` and `commit` included. A statement that waits for a lock stays where it is while the others go on.
 */
export class Interleaver {
  readonly #tasks: Task[] = [];
  readonly trace: string[] = [];
  /** How often a statement waited for another's lock. */
  waits = 0;
  #changed: () => void = () => undefined;

  constructor(
    private readonly random: () => number,
    private readonly monitor: pg.Client,
    private readonly afterCommit: (task: string) => Promise<void>,
    private readonly beforeCommit: (task: string) => Promise<void> = async () => undefined,
  ) {}

  /** `work` is given the task's own store; everything it awaits has to be a step of it. */
  spawn(name: string, client: pg.Client, pid: number, work: (steps: Steps) => Promise<void>): void {
    const task: Task = { name, client, pid, state: 'running' };
    this.#tasks.push(task);
    const step = <T>(label: string, act: () => Promise<T>) => this.#step(task, label, act);
    work(new Steps(client, step)).then(
      () => this.#become(task, 'done'),
      (error: unknown) => {
        task.failure = error;
        this.#become(task, 'done');
      },
    );
  }

  /** Until every task is done; throws what a task threw, or an invariant. */
  async run(): Promise<void> {
    let failure: unknown;
    for (;;) {
      await this.#quiet();
      failure ??= this.#tasks.find((task) => task.failure !== undefined)?.failure;
      const ready = this.#tasks.filter(({ state }) => state === 'ready');
      const next = ready[Math.floor(this.random() * ready.length)];
      if (!next) {
        if (this.#tasks.every(({ state }) => state === 'done')) break;
        continue;
      }
      const go = next.go;
      this.#become(next, 'running');
      go?.();
    }
    if (failure !== undefined) throw failure;
  }

  #step<T>(task: Task, label: string, act: () => Promise<T>): Promise<T> {
    return new Promise<void>((resume) => {
      task.go = resume;
      this.#become(task, 'ready');
    }).then(async () => {
      this.trace.push(`${task.name} ${label}`);
      try {
        if (label === 'commit') await this.beforeCommit(task.name);
        const result = await act();
        if (label === 'commit') await this.afterCommit(task.name);
        return result;
      } finally {
        this.#become(task, 'running');
      }
    });
  }

  #become(task: Task, state: State): void {
    task.state = state;
    this.#changed();
  }

  /** Until every task is ready, done, or waits for a lock of PostgreSQL. */
  async #quiet(): Promise<void> {
    let asked = false;
    for (;;) {
      const running = this.#tasks.filter(({ state }) => state === 'running');
      const blocked = this.#tasks.filter(({ state }) => state === 'blocked');
      if (running.length === 0 && (blocked.length === 0 || asked)) {
        if (blocked.length === 0 || this.#tasks.some(({ state }) => state === 'ready')) return;
      }
      asked = true;
      const moved = await this.#wait(running.length === 0 ? 1 : LOOK_AFTER_MS);
      if (moved && running.length > 0) {
        asked = false;
        continue;
      }
      const waiting = await this.#waiting([...running, ...blocked]);
      for (const task of [...running, ...blocked]) {
        if (task.state === 'running' && waiting.has(task.pid)) {
          task.state = 'blocked';
          this.waits += 1;
        } else if (task.state === 'blocked' && !waiting.has(task.pid)) task.state = 'running';
      }
    }
  }

  #wait(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#changed = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  async #waiting(tasks: readonly Task[]): Promise<Set<number>> {
    const { rows } = await this.monitor.query<{ pid: number }>(
      'select pid from unnest($1::int[]) as t (pid) where cardinality(pg_blocking_pids(pid)) > 0',
      [tasks.map(({ pid }) => pid)],
    );
    return new Set(rows.map(({ pid }) => pid));
  }
}

/** A task's store: one connection whose every statement is a step. */
export class Steps implements Transactor {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly client: pg.Client,
    private readonly step: <T>(label: string, act: () => Promise<T>) => Promise<T>,
  ) {}

  /** Statements that are not waited for are steps all the same, one after the other. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>> {
    const mine = this.#last.then(() => this.step(labelOf(text), () => this.client.query<Row>(text, values)));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Something outside the store that happens at one moment, such as the portal applying a call. */
  moment<T>(label: string, act: () => Promise<T>): Promise<T> {
    return this.step(label, act);
  }

  async transaction<T>(work: (client: Queryable) => Promise<T>): Promise<T> {
    await this.query('begin');
    try {
      const result = await work(this);
      await this.query('commit');
      return result;
    } catch (error) {
      await this.query('rollback');
      throw error;
    }
  }
}

function labelOf(text: string): string {
  return text.trim().replace(/\s+/g, ' ').slice(0, 60);
}
