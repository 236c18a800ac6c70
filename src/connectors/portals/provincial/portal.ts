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
  PortalServices,
  Readiness,
  ReadyWire,
  Remote,
  Rendering,
  Wire,
} from '../../../domain/ports.js';
import type { SubjectKind, SubjectRecord } from '../../../domain/records.js';
import type { Caller } from './client/caller.js';
import { type Address, type Connection, connectionTo } from './client/connection.js';
import { Dossiers } from './client/dossiers.js';
import { NamedList } from './client/names.js';
import { lookForNotice } from './client/notice-look.js';
import type { NoticeOperation, NoticeRooms } from './client/notice-read.js';
import { type Unconfirmed, writeNotice } from './client/notice-write.js';
import { Remembered } from './client/remembered.js';
import { Uploads } from './client/uploads.js';
import { renderDossier } from './mapping/dossier.js';
import { renderArticle, renderLegal } from './mapping/notice.js';
import { renderTrace } from './mapping/trace.js';
import { type ProvincialProfile, versionOf } from './profile.js';
import { readyWire } from './ready.js';
import { same } from './same/index.js';

export const CODE = 'provincial';
export const LABEL = 'Cổng dịch vụ công tỉnh Thanh Hóa';

/** Keys of a dossier whose values a refusal may repeat, but no message of ours may. */
const PERSONAL_KEYS = ['ApplicantsId', 'Address', 'Email', 'Phone'];

/** The Thanh Hóa portal: dossiers and traces over the LGSP, notices over the portal's own REST. */
export class ProvincialPortal implements Portal {
  readonly code = CODE;
  readonly label = LABEL;
  readonly profileVersion: string;
  readonly limits: PortalLimits;
  readonly sendsRegistered: boolean;
  private readonly connection: Connection;
  private readonly dossiers: Dossiers;
  private readonly rooms: NoticeRooms;
  private readonly unconfirmed: Unconfirmed = new Remembered(1_000);

  constructor(
    address: Address,
    private readonly profile: ProvincialProfile,
    services: PortalServices,
  ) {
    this.profileVersion = versionOf(profile);
    this.limits = limitsOf(profile);
    this.sendsRegistered = profile.sendRegistered;
    this.connection = connectionTo(address, profile, services);
    const { caller } = this.connection;
    this.dossiers = new Dossiers(caller, address.adapterPath, profile);
    this.rooms = roomsOf(caller, address.contentPath);
  }

  formsOf(kind: SubjectKind, record: SubjectRecord): LaneForm[] {
    if (kind === 'dossier') return ['record'];
    if (record.kind !== 'notice' || !this.profile.notices) return [];
    return record.number === undefined ? ['article'] : ['article', 'legal'];
  }

  /** A notice may have had a number before. */
  everyFormOf(kind: SubjectKind): LaneForm[] {
    return kind === 'notice' && this.profile.notices ? ['article', 'legal'] : [];
  }

  render(carried: Carried, catalogue: Catalogue, account: Account): Rendering {
    switch (carried.type) {
      case 'dossier':
        return renderDossier(carried, catalogue, account, this.profile);
      case 'trace':
        return renderTrace(carried, catalogue, account, this.profile);
      default:
        return carried.form === 'legal'
          ? renderLegal(carried, catalogue)
          : renderArticle(carried, catalogue, this.profile);
    }
  }

  async ready(wire: Wire, files: Files): Promise<Readiness> {
    return await readyWire(wire, files, this.profile.maxAttachment);
  }

  async deliver(items: DeliverItem[], options: CallOptions): Promise<DeliverAnswer> {
    const [item] = items;
    if (!item || items.length > 1) throw new RangeError('the provincial portal takes one item a call');
    const operation = noticeOperation(item.wire.operation);
    if (!operation) {
      const answer = await this.dossiers.deliver(item, options);
      return hushed(answer, [item.wire.payload], PERSONAL_KEYS);
    }
    return await writeNotice(item, operation, this.rooms, this.unconfirmed, options);
  }

  async lookup(key: LookupKey, options: CallOptions): Promise<LookupAnswer> {
    const operation = noticeOperation(key.operation);
    if (!operation) return await this.dossiers.lookup(key, options);
    return await lookForNotice(key, operation, this.rooms, this.unconfirmed, options);
  }

  same(remote: Remote, wire: ReadyWire, phase: Phase): boolean {
    return same(remote, wire, phase);
  }

  async probe(options: CallOptions): Promise<Outcome> {
    return await this.dossiers.probe(options);
  }

  async close(): Promise<void> {
    this.connection.close();
  }
}

function noticeOperation(operation: string): NoticeOperation | undefined {
  return operation === 'article' || operation === 'legal' ? operation : undefined;
}

function roomsOf(caller: Caller, contentPath: string): NoticeRooms {
  return {
    caller,
    contentPath,
    channels: new NamedList(caller, `${contentPath}/KenhTins`, 'tenKenhTin', {
      code: 'CHANNEL_NOT_THERE',
      label: 'kênh tin',
    }),
    states: new NamedList(caller, `${contentPath}/TrangThais`, 'tenTrangThai', {
      code: 'STATE_NOT_THERE',
      label: 'trạng thái tin',
    }),
    uploads: new Uploads(caller, `${contentPath}/Files/UploadFile`),
  };
}

function limitsOf(profile: ProvincialProfile): PortalLimits {
  return {
    concurrency: profile.concurrency,
    requestsPerSecond: profile.requestsPerSecond,
    maxBatchBytes: Number.MAX_SAFE_INTEGER,
    batchOf: () => 1,
    traceReadBack: profile.traceReadBack,
    readBackDelays: profile.readBackDelays,
    readBackTries: profile.readBackTries,
    attempts: profile.attempts,
    answerTimeout: profile.answerTimeout,
    adoption: profile.adoption,
  };
}
