import { holdsAllOf } from '../../../domain/compare.js';
import type { LaneForm, Phase } from '../../../domain/delivery.js';
import { hushed } from '../../../domain/portal-words.js';
import type {
  Account,
  CallOptions,
  Carried,
  Catalogue,
  DeliverAnswer,
  DeliverItem,
  Files,
  LookupAnswer,
  LookupKey,
  Outcome,
  Portal,
  PortalLimits,
  Readiness,
  ReadyWire,
  Remote,
  Rendering,
  Wire,
} from '../../../domain/ports.js';
import type { SubjectKind, SubjectRecord } from '../../../domain/records.js';
import { deliver } from './client/deliver.js';
import type { EnvelopeClient } from './client/envelope-client.js';
import { lookup } from './client/lookup.js';
import { LINK_KEYS, SERVICE } from './contract.js';
import { render } from './mapping/index.js';
import { type NationalProfile, versionOf } from './profile.js';
import { ready } from './ready.js';

export const CODE = 'national';
export const LABEL = 'Cổng Dịch vụ công quốc gia';

/** Keys of a record whose values a refusal may repeat, but no message of ours may. */
const PERSONAL_KEYS = ['SoDinhDanh', 'MaDoiTuong', 'SoDienThoai', 'Email'];

/** What the envelope around the items takes of a body's size, bytes. */
const ENVELOPE_BYTES = 2_048;

/** The national public service portal as the ledger sees it. */
export class NationalPortal implements Portal {
  readonly code = CODE;
  readonly label = LABEL;
  readonly profileVersion: string;
  readonly limits: PortalLimits;
  readonly sendsRegistered: boolean;

  constructor(
    private readonly client: EnvelopeClient,
    private readonly profile: NationalProfile,
  ) {
    this.profileVersion = versionOf(profile);
    this.limits = limitsOf(profile);
    this.sendsRegistered = profile.sendRegistered;
  }

  formsOf(kind: SubjectKind, _record: SubjectRecord): LaneForm[] {
    if (kind === 'dossier') return ['record'];
    return kind === 'notice' && this.profile.notices ? ['record'] : [];
  }

  render(carried: Carried, catalogue: Catalogue, _account: Account): Rendering {
    return render(carried, catalogue, this.profile);
  }

  ready(wire: Wire, files: Files): Promise<Readiness> {
    return ready(wire, files);
  }

  async deliver(items: DeliverItem[], options: CallOptions): Promise<DeliverAnswer> {
    const answer = await deliver(this.client, this.profile, items, options);
    return hushed(
      answer,
      items.map(({ wire }) => wire.payload),
      PERSONAL_KEYS,
    );
  }

  lookup(key: LookupKey, options: CallOptions): Promise<LookupAnswer> {
    return lookup(this.client, this.profile, key, options);
  }

  /** An entry is there when its key is among those read back; how often is for the ledger to count. */
  same(remote: Remote, wire: ReadyWire, _phase: Phase): boolean {
    if (!remote.exists) return false;
    if (wire.entryKey !== undefined) return remote.entries?.includes(wire.entryKey) === true;
    return holdsAllOf(remote.body, wire.payload, LINK_KEYS);
  }

  async probe(options: CallOptions): Promise<Outcome> {
    const result = await this.client.call({ service: SERVICE.fields }, options);
    if (!result.ok) return result.outcome;
    return { type: result.meaning, code: result.answer.error_code };
  }

  async close(): Promise<void> {
    this.client.close();
  }
}

function limitsOf(profile: NationalProfile): PortalLimits {
  const { concurrency, requestsPerSecond, traceReadBack, readBackDelays, readBackTries } = profile;
  const { attempts, answerTimeout, adoption } = profile;
  return {
    concurrency,
    requestsPerSecond,
    maxBatchBytes: Math.max(1, profile.maxBatchBytes - ENVELOPE_BYTES),
    batchOf: (operation) => {
      if (operation !== 'trace') return profile.maxBatch;
      // Items of unknown fate cannot be told apart without a read-back, so each travels alone (ledger rule 12).
      return traceReadBack ? profile.traceBatch : 1;
    },
    traceReadBack,
    readBackDelays,
    readBackTries,
    attempts,
    answerTimeout,
    adoption,
  };
}
