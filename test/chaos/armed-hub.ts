import type pg from 'pg';
import type { DeliverItem, Portal } from '../../src/domain/ports.js';
import { sqlLedger } from '../../src/ledger/machine.js';
import type { Ledger } from '../../src/ledger/machine-port.js';
import type { Hub } from '../../src/processes/hub.js';
import type { Database } from '../../src/store/database.js';
import type { Arm, FromWorker, KillPoint } from './kill-points.js';

/** SIGKILL of this very process: nothing after this call runs, no handler, no flush. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
}

/** Only a settlement writes attempts. */
const SETTLES = /insert into attempt\b/;

/** What the worker is armed with, and its line to the harness. */
export class Trigger {
  armed: Arm | undefined;
  #go: (() => void) | undefined;

  readonly tell: (message: FromWorker) => void;

  constructor(tell: (message: FromWorker) => void) {
    this.tell = tell;
  }

  at(point: KillPoint, portal?: string): boolean {
    const { armed } = this;
    return armed?.point === point && (!armed.portal || portal === undefined || armed.portal === portal);
  }

  go(): void {
    this.#go?.();
    this.#go = undefined;
  }

  /** The harness withholds the answer to this call from now on, and kills this process once it is applied. */
  async announce(portal: string, key: string): Promise<void> {
    const ready = new Promise<void>((resolve) => {
      this.#go = resolve;
    });
    this.tell({ type: 'sending', portal, key });
    await ready;
  }
}

/** The hub with a lane machine and portals that kill the process where the trigger says; otherwise it is the hub itself. */
export function armedHub(hub: Hub, trigger: Trigger): Hub {
  const portals = new Map([...hub.portals].map(([code, portal]) => [code, armedPortal(portal, trigger)]));
  const ledger = armedLedger(hub, trigger);
  return { ...hub, turn: { ...hub.turn, ledger, portalOf: (code) => portals.get(code) } };
}

function armedLedger({ database, sealer }: Hub, trigger: Trigger): Ledger {
  const machine = sqlLedger(dyingInCommit(database, trigger), sealer);
  return {
    ...machine,
    claim: async (principal, request) => {
      const claims = await machine.claim(principal, request);
      if (claims.length > 0 && trigger.at('after the claim', request.portal)) die();
      return claims;
    },
    settle: (principal, settlement) => {
      const answered = settlement.exchangeId !== undefined && settlement.lanes.length > 0;
      if (answered && trigger.at('answered but unsettled')) die();
      return machine.settle(principal, settlement);
    },
  };
}

/** The same database; the process dies at the COMMIT of a transaction that settles something, just before or just after it left. */
function dyingInCommit(database: Database, trigger: Trigger): Database {
  const transaction = async <T>(
    work: (client: pg.PoolClient, begun: Promise<unknown>) => Promise<T>,
    begin?: string,
  ): Promise<T> => {
    if (!trigger.at("inside settle's commit")) return database.transaction(work, begin);
    return database.transaction(async (client, begun) => {
      let settles = false;
      const watching = new Proxy(client, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target);
          if (name !== 'query') return typeof value === 'function' ? value.bind(target) : value;
          return (statement: string | { text: string }, values?: unknown[]) => {
            const text = typeof statement === 'string' ? statement : statement.text;
            settles ||= SETTLES.test(text);
            return target.query(statement as string, values);
          };
        },
      });
      const result = await work(watching, begun);
      if (!settles) return result;
      await begun;
      if (!trigger.armed?.commitLeft) die();
      void client.query('commit');
      // The bytes are with the kernel; whether the server gets them done is open.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      return die();
    }, begin);
  };
  return Object.assign(Object.create(database) as Database, { transaction });
}

function armedPortal(portal: Portal, trigger: Trigger): Portal {
  return new Proxy(portal, {
    get(target, name) {
      if (name === 'deliver') {
        return async (items: DeliverItem[], options: Parameters<Portal['deliver']>[1]) => {
          const [first] = items;
          // Only what the simulators know by its key can be told apart from the other worker's calls.
          if (first && trigger.at('applied but unanswered', portal.code) && byKey(first)) {
            await trigger.announce(portal.code, first.wire.key);
          }
          const { beforeSend } = options;
          return target.deliver(items, {
            ...options,
            beforeSend: () => {
              if (trigger.at('before the first byte', portal.code)) die();
              return beforeSend?.() ?? true;
            },
          });
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function byKey({ wire }: DeliverItem): boolean {
  return wire.operation === 'dossier' || wire.operation === 'trace';
}
