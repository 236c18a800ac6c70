import type { Permission } from '../../../src/access/roles.js';
import { kinds } from '../../../src/domain/kinds/index.js';

/*
 * Who may what, held against the schema itself: a root, a mutation or a type that stands not in these tables fails, so that a new one
 * cannot come without a decision.
 */

/** What a type needs, wherever it is reached from, and whose rows a key of one unit sees of it. */
interface TypeLine {
  needs: Permission;
  /**
   * `unit`: those of its unit's dossiers and notices. `district`: none, it is for keys of the whole district. `asker`: those that keys of
   * its unit asked for. `own`: its unit's own, of kinds that are shown and not carried. `everybody`: all. `part`: of what it is reached from.
   */
  rows: 'unit' | 'district' | 'asker' | 'own' | 'everybody' | 'part';
}

const part = (needs: Permission): TypeLine => ({ needs, rows: 'part' });

const OF_THE_HUB: Readonly<Record<string, TypeLine>> = {
  Unit: { needs: 'catalogue.read', rows: 'everybody' },
  UnitName: part('catalogue.read'),
  UnitParent: part('catalogue.read'),
  UnitDecision: part('catalogue.read'),
  Procedure: { needs: 'catalogue.read', rows: 'everybody' },
  Term: part('catalogue.read'),
  ProcedureTerm: part('catalogue.read'),
  ProcedureFee: part('catalogue.read'),
  ProcedureComponent: part('catalogue.read'),
  ProcedureResult: part('catalogue.read'),
  ProcedureDecision: part('catalogue.read'),
  Dossier: { needs: 'dossiers.read', rows: 'unit' },
  Applicant: part('dossiers.read'),
  DossierComponent: part('dossiers.read'),
  DossierResult: part('dossiers.read'),
  DossierFee: part('dossiers.read'),
  DossierSupplement: part('dossiers.read'),
  DossierRating: part('dossiers.read'),
  TraceEntry: part('dossiers.read'),
  // What an official worked on: whose dossier it is decides.
  OfficialDossier: part('dossiers.read'),
  Notice: { needs: 'notices.read', rows: 'everybody' },
  NoticeAttachment: part('notices.read'),
  LegalAct: part('notices.read'),
  SupportPolicy: part('notices.read'),
  ProcedureChange: part('notices.read'),
  WorkProcess: part('notices.read'),
  ProcessStep: part('notices.read'),
  PublicEvent: part('notices.read'),
  InvestmentProject: part('notices.read'),
  Planning: part('notices.read'),
  TenderPackage: part('notices.read'),
  Delivery: { needs: 'deliveries.read', rows: 'unit' },
  Attempt: part('deliveries.read'),
  Lane: { needs: 'lanes.read', rows: 'unit' },
  SyncRun: { needs: 'syncRuns.read', rows: 'everybody' },
  Comparison: { needs: 'differences.read', rows: 'everybody' },
  Difference: { needs: 'differences.read', rows: 'unit' },
  ReplayRun: { needs: 'queues.read', rows: 'asker' },
  QuarantinedRecord: { needs: 'quarantine.read', rows: 'district' },
  RecordPlace: part('quarantine.read'),
  RecordProblem: part('quarantine.read'),
  AccessRecord: { needs: 'access.read', rows: 'district' },
  AccessedFields: part('access.read'),
  // What stands behind a hit has its own line, and decides whether there is one.
  SearchHit: part('catalogue.read'),
  CitizenRecord: part('catalogue.read'),
  // Of the whole district, as the catalogue is; a measure of what one may not read is left out, and one by unit is of its own.
  SystemFreshness: { needs: 'catalogue.read', rows: 'everybody' },
  CoverageReport: { needs: 'catalogue.read', rows: 'everybody' },
  CoverageMeasure: part('catalogue.read'),
  // Of what is told of whom, each sees what they may read of that kind.
  DeathNotice: { needs: 'catalogue.read', rows: 'part' },
  CivilStatusCount: { needs: 'catalogue.read', rows: 'everybody' },
  Signature: { needs: 'signatures.read', rows: 'unit' },
  SignatureCheck: part('signatures.read'),
  QueuesReport: { needs: 'queues.read', rows: 'everybody' },
  HealthProblem: part('queues.read'),
  PortalAccountReport: part('queues.read'),
  SourceReport: part('queues.read'),
  DifferenceCount: part('queues.read'),
  JobQueueReport: part('queues.read'),
  StateCount: part('queues.read'),
  WaitCount: part('queues.read'),
  Breaker: part('queues.read'),
};

export const TYPES: Readonly<Record<string, TypeLine>> = { ...ofKinds(), ...OF_THE_HUB };

/**
 * As each kind says of itself: whether that is right is for who reads domain/kinds, that it holds for these tests. What a kind adds to a
 * type of another's is that type's still.
 */
function ofKinds(): Record<string, TypeLine> {
  const parts = kinds.flatMap(({ permission, classes }) =>
    Object.keys(classes)
      .filter((type) => type !== 'Query')
      .map((type): [string, TypeLine] => [type, part(permission)]),
  );
  const listed = kinds.flatMap(({ permission, rows, lists }) =>
    lists.map((type): [string, TypeLine] => [type, { needs: permission, rows }]),
  );
  return Object.fromEntries([...parts, ...listed]);
}

/** The shape of a list or of an answer: what is in it has its own line above. */
export const SHAPE = /(Connection|Edge|PageInfo|Payload)$/;
/** Said to whoever may start the mutation, or follows what has its own line. */
export const OF_ANSWERS: ReadonlySet<string> = new Set([
  'Problem',
  'RecordOutcome',
  'ReplayGroup',
  'DeliverySettled',
]);

/** A list needs what is in it. */
export function neededFor(type: string): Permission | undefined {
  return TYPES[type.replace(/(Connection|Edge)$/, '')]?.needs;
}

/** What a mutation needs, and what of it a key of one unit may touch. */
interface MutationLine {
  needs: Permission;
  /** `own`: what its unit owns; writes.test.ts shows it for each. `district`: nothing, it works on all units at once. */
  touches: 'own' | 'district';
}

export const MUTATIONS: Readonly<Record<string, MutationLine>> = {
  recordDossiers: { needs: 'dossiers.write', touches: 'own' },
  publishNotice: { needs: 'notices.write', touches: 'own' },
  withdrawNotice: { needs: 'notices.write', touches: 'own' },
  retryDelivery: { needs: 'delivery.retry', touches: 'own' },
  replayDeliveries: { needs: 'delivery.replay', touches: 'own' },
  releaseHold: { needs: 'hold.release', touches: 'own' },
  resolveQuarantined: { needs: 'quarantine.resolve', touches: 'own' },
  runSync: { needs: 'sync.run', touches: 'district' },
  pauseQueue: { needs: 'queues.pause', touches: 'district' },
  resumeQueue: { needs: 'queues.pause', touches: 'district' },
};

export const SUBSCRIPTIONS: Readonly<Record<string, Permission>> = {
  deliverySettled: 'deliveries.read',
  queueHealth: 'queues.read',
};
