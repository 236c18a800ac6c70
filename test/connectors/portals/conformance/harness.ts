import type { FaultEngine } from '../../../../src/connectors/portals/simulation/fault-engine.js';
import type { FaultKind } from '../../../../src/connectors/portals/simulation/fault-kinds.js';
import type {
  Account,
  CallOptions,
  Carried,
  DeliverAnswer,
  LookupAnswer,
  Outcome,
  Portal,
  ReadyWire,
  Remote,
  Standing,
} from '../../../../src/domain/ports.js';
import { FakeFiles, type FakeServices, sampleCatalogue } from '../../../support/portal-services.js';
import { FILES } from './subjects.js';

/** A portal's connector in front of its simulator. */
export interface Target {
  portal: Portal;
  services: FakeServices;
  /** The simulator's. */
  faults: FaultEngine;
  /** Ends our session at the portal, as time would. */
  endSession(): void;
  /** HTTP calls that the simulator has answered, logins and look-ups too. */
  requests(): number;
  /** How many dossiers, trace items and notices the simulator holds now. */
  holds(): { dossiers: number; traces: number; notices: number };
  down(ms?: number): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export interface Conformance {
  name: string;
  /** `profile`: as in the profile file. `credentials: 'wrong'`: with which the portal refuses the login. */
  start(options?: { profile?: Record<string, unknown>; credentials?: 'wrong' }): Promise<Target>;
  /** Whether a second create is an update there, and an update of an unknown one a create. */
  upserts: boolean;
  /** Faults that this portal cannot show in the answer to a look. */
  neverOnLooks?: readonly FaultKind[];
  /** Forms of a notice with a number. */
  noticeForms: readonly ('record' | 'article' | 'legal')[];
}

export const ACCOUNT: Account = { id: 'account-1', portal: 'test', agencyCode: 'H56.14' };

/** What the ledger does with one delivery, without a ledger. */
export class Sender {
  readonly files = new FakeFiles(FILES);

  constructor(private readonly target: Target) {}

  options(changes: Partial<CallOptions> = {}): CallOptions {
    return { account: ACCOUNT, signal: new AbortController().signal, ...changes };
  }

  /** The body, ready to leave. Throws when it is held. */
  async wire(carried: Carried): Promise<ReadyWire> {
    const rendering = this.target.portal.render(carried, sampleCatalogue, ACCOUNT);
    if (!rendering.ok) throw new Error(`held: ${rendering.hold} ${rendering.field}`);
    const readiness = await this.target.portal.ready(rendering.wire, this.files);
    if (!readiness.ok) throw new Error(`not ready: ${readiness.field} ${readiness.message}`);
    return readiness.wire;
  }

  /** One delivery alone. */
  async send(
    carried: Carried,
    standing: Standing = { exists: false },
    options: Partial<CallOptions> = {},
  ): Promise<{ wire: ReadyWire; outcome: Outcome; answer: DeliverAnswer }> {
    const wire = await this.wire(carried);
    const phase = carried.type === 'trace' ? 'PUBLISH' : carried.phase;
    const answer = await this.target.portal.deliver([{ wire, standing, phase }], this.options(options));
    return { wire, outcome: outcomesOf(answer, 1)[0] ?? { type: 'unknown', error: 'none' }, answer };
  }

  look(wire: ReadyWire, remoteId?: string): Promise<LookupAnswer> {
    const { operation, key } = wire;
    return this.target.portal.lookup(
      { operation, key, wire, ...(remoteId === undefined ? {} : { remoteId }) },
      this.options(),
    );
  }

  /** Throws when there was no answer. */
  async found(wire: ReadyWire, remoteId?: string): Promise<Remote> {
    const answer = await this.look(wire, remoteId);
    if (!answer.ok) throw new Error(`no look: ${JSON.stringify(answer.outcome)}`);
    return answer.remote;
  }
}

/** One outcome an item, whatever the answer spoke of. */
export function outcomesOf(answer: DeliverAnswer, count: number): Outcome[] {
  return answer.scope === 'items' ? answer.outcomes : Array.from({ length: count }, () => answer.outcome);
}
