import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Account, LoginRefused } from '../../../src/domain/ports.js';
import { Breaker, type BreakerChange } from '../../../src/ledger/breaker.js';
import { noteCredentials } from '../../../src/ledger/credentials.js';
import { StoredRate } from '../../../src/ledger/rate.js';
import { StoredSessions } from '../../../src/ledger/sessions.js';
import { Database } from '../../../src/store/database.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { PRINCIPAL } from './fakes.js';

let test: TestDatabase;
let account: Account;
const pools: Database[] = [];

/** A database of its own, as another process has one. */
function process_(): Database {
  const database = new Database(test.url, { connections: 2 });
  pools.push(database);
  return database;
}

beforeAll(async () => {
  test = await freshDatabase();
  await test.database.query(`insert into portal (code) values ('national')`);
});
beforeEach(async () => {
  const { rows } = await test.database.query<{ id: string }>(
    `insert into portal_account (portal, agency_code) values ('national', 'H' || gen_random_uuid()) returning id`,
  );
  account = { id: rows[0]?.id ?? '', portal: 'national', agencyCode: 'H56.14' };
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await test.drop();
});

describe('one session for all processes', () => {
  const clients = (count: number) =>
    Array.from(
      { length: count },
      () => new StoredSessions(process_(), test.sealer, undefined, { pollMs: 10 }),
    );

  it('eight at once log in once and share the token; nobody is served a stale one', async () => {
    const eight = clients(8);
    let logins = 0;
    const login = async () => {
      logins += 1;
      return { token: `token ${logins}` };
    };
    const first = await Promise.all(eight.map((each) => each.renew(account, undefined, login)));
    expect(logins).toBe(1);
    expect(new Set(first.map(({ token }) => token))).toEqual(new Set(['token 1']));
    const second = await Promise.all(eight.map((each) => each.renew(account, 1, login)));
    expect(logins).toBe(2);
    expect(new Set(second.map(({ generation }) => generation))).toEqual(new Set([2]));
    // Somebody who comes late with the first session gets the second one.
    expect(await eight[0]?.renew(account, 1, login)).toMatchObject({ token: 'token 2', generation: 2 });
    expect(logins).toBe(2);
    expect(await eight[3]?.current(account)).toMatchObject({ token: 'token 2' });
  });

  it('is sealed in the store', async () => {
    await clients(1)[0]?.renew(account, undefined, async () => ({ token: 'very secret' }));
    const { rows } = await test.database.query<{ token: Buffer }>(
      'select token from account_session where account_id = $1',
      [account.id],
    );
    expect(rows[0]?.token.includes('very secret')).toBe(false);
  });

  it('an expired one is not given out', async () => {
    const [one] = clients(1);
    const expiresAt = new Date(Date.now() - 1_000).toISOString();
    await one?.renew(account, undefined, async () => ({ token: 'old', expiresAt }));
    expect(await one?.current(account)).toBeUndefined();
  });

  it('other credentials than those that were refused are tried at once, the same ones are not', async () => {
    const { database, sealer } = test;
    const [one] = clients(1);
    const login = async () => ({ token: 'after mending' });
    await noteCredentials(database, PRINCIPAL, sealer, 'national', 'wrong');
    const refusedLogin = one?.renew(account, undefined, () => Promise.reject(new LoginRefused('1', 'no')));
    await expect(refusedLogin).rejects.toThrow(LoginRefused);

    expect(await noteCredentials(database, PRINCIPAL, sealer, 'national', 'wrong')).toBe(false);
    await expect(one?.renew(account, undefined, login)).rejects.toThrow(LoginRefused);

    expect(await noteCredentials(database, PRINCIPAL, sealer, 'national', 'right')).toBe(true);
    expect(await new Breaker(process_()).gate(PRINCIPAL, account.id)).toEqual({ state: 'closed' });
    expect(await one?.renew(account, undefined, login)).toMatchObject({ token: 'after mending' });
    const { rows } = await database.query("select value from store_fact where name = 'credentials:national'");
    expect(JSON.stringify(rows)).not.toContain('right');
  });

  it('a refused login is tried once in five minutes, by whomever, and opens the breaker by name', async () => {
    const eight = clients(8);
    let logins = 0;
    const refused = async () => {
      logins += 1;
      throw new LoginRefused('1', 'wrong password');
    };
    const results = await Promise.allSettled(eight.map((each) => each.renew(account, undefined, refused)));
    expect(results.every((each) => each.status === 'rejected' && each.reason instanceof LoginRefused)).toBe(
      true,
    );
    expect(logins).toBe(1);
    expect(await new Breaker(process_()).gate(PRINCIPAL, account.id)).toMatchObject({ state: 'open' });
    const { rows } = await test.database.query(
      'select state, reason from account_breaker where account_id = $1',
      [account.id],
    );
    expect(rows).toEqual([{ state: 'OPEN', reason: 'LOGIN_REFUSED' }]);
    await test.database.query(
      `update account_session set refused_at = refused_at - interval '301 s' where account_id = $1`,
      [account.id],
    );
    await expect(eight[1]?.renew(account, undefined, refused)).rejects.toThrow(LoginRefused);
    expect(logins).toBe(2);
  });

  it('a login that fails otherwise lets the next one try', async () => {
    const [one, two] = clients(2);
    await expect(one?.renew(account, undefined, () => Promise.reject(new Error('down')))).rejects.toThrow(
      'down',
    );
    expect(await two?.renew(account, undefined, async () => ({ token: 't' }))).toMatchObject({ token: 't' });
  });

  it('a process that died while logging in is waited for no longer than its lease', async () => {
    await test.database.query(
      `insert into account_session (account_id, renewing_until) values ($1, now() + interval '300 ms')`,
      [account.id],
    );
    const [one] = clients(1);
    expect(await one?.renew(account, undefined, async () => ({ token: 't' }))).toMatchObject({
      generation: 1,
    });
  });
});

describe('one breaker for all processes', () => {
  const FAILED = { ok: false, reason: 'NOT_REACHED' } as const;
  const settings = { failures: 5, baseMs: 60_000, maxMs: 60_000, probeMs: 60_000 };
  const expire = () =>
    test.database.query(
      `update account_breaker set open_until = now() - interval '1 s' where account_id = $1`,
      [account.id],
    );

  it('opens after five failures in a row, counted over processes; a success in between starts anew', async () => {
    const [a, b] = [new Breaker(process_(), settings), new Breaker(process_(), settings)];
    for (const breaker of [a, b, a, b])
      expect(await breaker.report(PRINCIPAL, account.id, FAILED)).toBe(false);
    await a.report(PRINCIPAL, account.id, { ok: true });
    for (const breaker of [a, b, a, b])
      expect(await breaker.report(PRINCIPAL, account.id, FAILED)).toBe(false);
    expect(await a.gate(PRINCIPAL, account.id)).toEqual({ state: 'closed' });
    expect(await b.report(PRINCIPAL, account.id, FAILED)).toBe(true);
    expect(await a.gate(PRINCIPAL, account.id)).toMatchObject({ state: 'open' });
  });

  it('half open: of eight processes one wins the probe; its success closes, its failure opens for longer', async () => {
    const eight = Array.from({ length: 8 }, () => new Breaker(process_(), settings));
    const [first] = eight;
    if (!first) throw new Error('none');
    await first.open(PRINCIPAL, account.id, { reason: 'NOT_REACHED', forMs: 60_000 });
    const won = async () =>
      (await Promise.all(eight.map((each) => each.gate(PRINCIPAL, account.id)))).filter(
        ({ state }) => state === 'probe',
      );
    expect(await won()).toHaveLength(0);
    await expire();
    expect(await won()).toHaveLength(1);
    expect(await won()).toHaveLength(0);
    expect(await first.report(PRINCIPAL, account.id, FAILED)).toBe(true);
    expect(await won()).toHaveLength(0);
    await expire();
    expect(await won()).toHaveLength(1);
    await first.giveBack(PRINCIPAL, account.id);
    expect(await won()).toHaveLength(1);
    expect(await first.report(PRINCIPAL, account.id, { ok: true })).toBe(false);
    expect(await first.gate(PRINCIPAL, account.id)).toEqual({ state: 'closed' });
  });

  it('a probe whose process died is won again after its lease', async () => {
    const breaker = new Breaker(process_(), settings);
    await breaker.open(PRINCIPAL, account.id, { reason: 'NOT_REACHED', forMs: 0 });
    expect(await breaker.gate(PRINCIPAL, account.id)).toEqual({ state: 'probe' });
    await test.database.query(
      `update account_breaker set probe_until = now() - interval '1 s' where account_id = $1`,
      [account.id],
    );
    expect(await breaker.gate(PRINCIPAL, account.id)).toEqual({ state: 'probe' });
  });

  it('calls in flight neither close a refused login nor open it for longer', async () => {
    const breaker = new Breaker(process_(), settings);
    await breaker.open(PRINCIPAL, account.id, { reason: 'LOGIN_REFUSED', forMs: 300_000 });
    expect(await breaker.report(PRINCIPAL, account.id, { ok: true })).toBe(true);
    expect(await breaker.report(PRINCIPAL, account.id, FAILED)).toBe(true);
    const { rows } = await test.database.query(
      'select state, reason from account_breaker where account_id = $1',
      [account.id],
    );
    expect(rows).toEqual([{ state: 'OPEN', reason: 'LOGIN_REFUSED' }]);
  });

  it('stays open at least as long as Retry-After', async () => {
    const breaker = new Breaker(process_(), { ...settings, failures: 1, baseMs: 10 });
    await breaker.report(PRINCIPAL, account.id, { ...FAILED, retryAfterMs: 100_000 });
    const gate = await breaker.gate(PRINCIPAL, account.id);
    expect(gate.state === 'open' && gate.retryInMs > 90_000).toBe(true);
  });
});

describe('what is told of a breaker', () => {
  const FAILED = { ok: false, reason: 'NOT_REACHED', error: 'ECONNREFUSED' } as const;
  const settings = { failures: 5, baseMs: 60_000, maxMs: 60_000, probeMs: 60_000 };
  let told: BreakerChange[];
  let eight: Breaker[];
  beforeEach(() => {
    told = [];
    eight = Array.from(
      { length: 8 },
      () => new Breaker(process_(), settings, (change) => void told.push(change)),
    );
  });
  const all = <T>(work: (breaker: Breaker) => Promise<T>) => Promise.all(eight.map(work));
  const fail = () => all((each) => each.report(PRINCIPAL, account.id, FAILED));
  const expire = () =>
    test.database.query(
      `update account_breaker set open_until = now() - interval '1 s' where account_id = $1`,
      [account.id],
    );

  it('of eight processes that fail at once, one tells: which account, why, and when it is tried again', async () => {
    const since = Date.now();
    await fail();
    const { rows } = await test.database.query<{ agency_code: string }>(
      'select agency_code from portal_account where id = $1',
      [account.id],
    );
    expect(told).toEqual([
      {
        type: 'opened',
        portal: 'national',
        agencyCode: rows[0]?.agency_code,
        reason: 'NOT_REACHED',
        error: 'ECONNREFUSED',
        nextTryAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
    expect(told[0]?.type === 'opened' && Date.parse(told[0].nextTryAt)).toBeGreaterThan(since);
    await fail();
    expect(told).toHaveLength(1);
  });

  it('a probe that fails is the same opening; one that succeeds closes it, told once, with since when', async () => {
    await fail();
    for (let probe = 0; probe < 3; probe += 1) {
      await expire();
      await all((each) => each.gate(PRINCIPAL, account.id));
      await fail();
    }
    expect(told.map(({ type }) => type)).toEqual(['opened']);
    await expire();
    await all((each) => each.gate(PRINCIPAL, account.id));
    const { rows } = await test.database.query<{ opened_at: Date }>(
      'select opened_at from account_breaker where account_id = $1',
      [account.id],
    );
    await all((each) => each.report(PRINCIPAL, account.id, { ok: true }));
    expect(told.slice(1)).toMatchObject([
      { type: 'closed', reason: 'NOT_REACHED', since: rows[0]?.opened_at.toISOString() },
    ]);
    await fail();
    expect(told.map(({ type }) => type)).toEqual(['opened', 'closed', 'opened']);
  });

  it('failures that open nothing, and the success after them, are not told', async () => {
    const [one] = eight;
    await one?.report(PRINCIPAL, account.id, FAILED);
    await all((each) => each.report(PRINCIPAL, account.id, { ok: true }));
    expect(told).toEqual([]);
  });

  it('a refused login is told by its name and code, also of a portal that was away before, and not at each try', async () => {
    const [one] = eight;
    const refuse = () =>
      one?.open(PRINCIPAL, account.id, { reason: 'LOGIN_REFUSED', error: '1', forMs: 300_000 });
    await fail();
    await refuse();
    await refuse();
    await fail();
    expect(told).toMatchObject([
      { type: 'opened', reason: 'NOT_REACHED' },
      { type: 'opened', reason: 'LOGIN_REFUSED', error: '1' },
    ]);
  });
});

describe('one rate for all processes', () => {
  it('the reserved time is that of all requests together, in far fewer updates', async () => {
    let updates = 0;
    const gates = Array.from({ length: 4 }, () => {
      const database = process_();
      const counting: typeof database.query = (text, values) => {
        updates += 1;
        return database.query(text, values);
      };
      return new StoredRate({ query: counting });
    });
    const { rows: before } = await test.database.query<{ now: Date }>('select clock_timestamp() as now');
    const started = before[0]?.now.getTime() ?? 0;
    await Promise.all(
      gates.flatMap((gate) =>
        Array.from({ length: 4 }, async () => {
          for (let each = 0; each < 50; each += 1) await gate.take(account, 1_600);
        }),
      ),
    );
    const { rows } = await test.database.query<{ next_at: Date }>(
      'select next_at from account_rate where account_id = $1',
      [account.id],
    );
    // 800 requests at 1,600 a second take half a second of the account's time, whoever made them.
    expect((rows[0]?.next_at.getTime() ?? 0) - started).toBeGreaterThanOrEqual(499);
    expect(updates).toBeLessThan(100);
  });

  it('ends a wait when told to', async () => {
    const gate = new StoredRate(process_());
    const stop = new AbortController();
    await gate.take(account, 0.01);
    const waiting = gate.take(account, 0.01, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow();
  });
});
