import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Source } from '../../../src/domain/ports.js';
import { type Comparable, compareAll, dueComparisons } from '../../../src/intake/compare/index.js';
import { runComparison } from '../../../src/intake/compare/run.js';
import { SyncAlreadyRunning } from '../../../src/intake/index.js';
import { until } from '../../support/poll.js';
import { dossier, principal, type Raw, sourceOf } from '../support.js';
import { type CompareBench, compareBench, holding, OTHER } from './support.js';

let made: CompareBench;
beforeEach(async () => {
  made = await compareBench();
});
afterEach(() => made.drop());

describe('a comparison', () => {
  /** Reading stands still after the first page until it is let go. */
  function held(rows: Raw[]) {
    let go: () => void = () => undefined;
    let signal: AbortSignal | undefined;
    let reached = false;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const source = holding(rows);
    const waiting: Comparable = {
      ...source,
      whole: (run) => ({
        ...source.whole(run),
        pages: (async function* () {
          yield* source.pull(undefined, run);
          signal = run.signal;
          reached = true;
          await gate;
          run.signal.throwIfAborted();
        })(),
      }),
    };
    return {
      source: waiting,
      go: () => go(),
      reached: () => until(() => reached),
      stopped: () => until(() => signal?.aborted),
    };
  }

  it('never runs beside a sync of the same source, nor twice, and one waits for the other', async () => {
    const { source, go, reached } = held([dossier()]);
    const running = made.compare(source);
    await reached();
    await expect(made.sync(sourceOf('dossier', [[dossier()]]))).rejects.toThrow(SyncAlreadyRunning);
    await expect(made.compare(holding([]))).rejects.toThrow(SyncAlreadyRunning);
    const impatient = await compareAll(made.deps, principal, [holding([])], { patience: 3_000 });
    expect(impatient).toEqual([{ source: 'one-stop', state: 'ALREADY_RUNNING' }]);
    let looks = 0;
    const deps = {
      ...made.deps,
      wait: async () => {
        looks += 1;
        go();
        await running;
      },
    };
    expect(await compareAll(deps, principal, [holding([])], { patience: 10_000 })).toMatchObject([
      { state: 'DONE' },
    ]);
    expect(looks).toBe(1);
  });

  it('that is stopped has found nothing and closed nothing', async () => {
    await made.pull([dossier(), dossier({ MaHoSo: OTHER })]);
    await made.compare(holding([dossier()]));
    const before = await made.told();
    const stop = new AbortController();
    const { source, go, reached } = held([dossier({ TrichYeuHoSo: 'Khác' })]);
    const running = runComparison(made.deps, principal, source, { signal: stop.signal });
    await reached();
    stop.abort();
    go();
    expect(await running).toMatchObject({ state: 'ABANDONED', read: 0, changed: 0 });
    expect(await made.told()).toEqual(before);
    // It goes with its connection, which the server closes in its own time.
    const staged = () => made.all("select 1 from pg_class where relname = 'source_row'");
    await until(async () => (await staged()).length === 0, {
      timeoutMs: 20_000,
      what: 'the staged rows to go',
    });
  });

  it('that died is taken for abandoned by the next, which begins anew', async () => {
    await made.pull([dossier()]);
    await made.database.query(
      "insert into comparison (id, source, started_at, state) values (gen_random_uuid(), 'one-stop', '2024-08-25', 'RUNNING')",
    );
    expect(await made.compare(holding([]))).toMatchObject({ state: 'DONE', gone: 1 });
    expect(await made.all('select state, gone from comparison order by started_at')).toEqual([
      { state: 'ABANDONED', gone: 0 },
      { state: 'DONE', gone: 1 },
    ]);
  });

  it('that loses its lock is begun anew; what it staged is gone', async () => {
    await made.pull([dossier()]);
    const first = held([]);
    let readings = 0;
    const source: Comparable = {
      ...first.source,
      whole: (run) => {
        readings += 1;
        return readings === 1 ? first.source.whole(run) : holding([dossier()]).whole(run);
      },
    };
    const running = made.compare(source);
    await first.reached();
    await made.database.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 7310
        and database = (select oid from pg_database where datname = current_database())`,
    );
    await first.stopped();
    first.go();
    expect(await running).toMatchObject({ state: 'DONE', gone: 0 });
    expect(readings).toBe(2);
    expect(await made.all('select state from comparison order by started_at, id')).toMatchObject([
      { state: 'ABANDONED' },
      { state: 'DONE' },
    ]);
  });

  it('of a source that cannot be read says why, and finds nothing', async () => {
    await made.pull([dossier()]);
    const broken: Comparable = {
      ...holding([]),
      whole: () => ({
        pages: { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new RangeError('hỏng')) }) },
        taken: false,
        unjudged: () => undefined,
      }),
    };
    const error = 'RangeError: hỏng';
    expect(await made.compare(broken)).toMatchObject({ state: 'FAILED', error });
    expect(await made.one('select state, error from comparison')).toEqual({ state: 'FAILED', error });
    expect(await made.told()).toEqual([]);
  });

  it('is due once a day, of sources that can be read whole', async () => {
    const named = (name: string, more: Partial<Source> = {}): Source => ({ ...holding([]), name, ...more });
    const { whole: _, ...never } = named('national-catalogue');
    const sources = [named('one-stop'), named('notices'), named('off', { configured: false }), never];
    const due = async () =>
      (await dueComparisons(made.database, sources, made.clock.now(), 3_600_000)).map(({ name }) => name);
    expect(await due()).toEqual(['one-stop', 'notices']);
    await made.compare(holding([]));
    expect(await due()).toEqual(['notices']);
    made.clock.advance(3_600_001);
    expect(await due()).toEqual(['one-stop', 'notices']);
  });
});
