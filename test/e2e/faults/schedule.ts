import type { FaultKind, FaultRule } from '../../../src/connectors/portals/simulation/index.js';

export type PortalName = 'national' | 'provincial';

/** How large the run is and how often each fault shall play; decides how far apart the faults stand. */
export interface Schedule {
  dossiers: number;
  /** Each kind plays at least so often. */
  times: number;
  /** Keys that the portal refuses as records, and as trace entries of a record that it takes. */
  refusedRecords: readonly string[];
  refusedEntries: readonly string[];
}

/** Services as faults match them. */
const SERVICES = {
  national: { record: 'DongBoHoSoMC', trace: 'CapNhatTienDoHoSoMC', notice: 'DongBoThongBao' },
  provincial: { record: 'SyncDocument', trace: 'UpdateDocumentTraces', notice: 'TinBais' },
} as const;

/** Faults of a call that any call can meet, and their own settings. Durations in ms, short beside the profile's time-outs. */
const ANY_CALL: readonly Pick<FaultRule, 'kind' | 'ms' | 'for' | 'html'>[] = [
  { kind: 'latency', ms: 150 },
  { kind: 'status500' },
  { kind: 'status503' },
  { kind: 'status429', ms: 1000 },
  { kind: 'resetBeforeRead' },
  { kind: 'halfBody' },
  { kind: 'html200' },
  { kind: 'otherShape' },
  { kind: 'sessionExpired' },
  { kind: 'otherLogin' },
  { kind: 'busy' },
  { kind: 'maintenance', for: 150 },
  { kind: 'maintenance', for: 150, html: true },
  { kind: 'down', for: 200 },
];
/** Faults of a call that wrote something. */
const AFTER_WRITE: readonly Pick<FaultRule, 'kind' | 'ms'>[] = [
  { kind: 'resetAfterApply' },
  { kind: 'applied500' },
  { kind: 'applied504' },
  { kind: 'timeoutAfterApply' },
  { kind: 'readBackLag', ms: 700 },
];
/** What the portal does by itself: judged apart. */
const BY_ITSELF: readonly FaultKind[] = ['drift', 'loseRecord'];
/** Asked in this order; the last needs something good in the batch besides. */
const BATCHES = ['batchAtomic', 'batchListed', 'batchSilentPart'] as const;

/** In a small run too few batches have something bad in them for chance to reach each kind: there they take turns. */
function batchFaults(times: number): FaultRule[] {
  return BATCHES.map((kind, index) => ({
    kind,
    ...(index === BATCHES.length - 1 ? {} : times < 5 ? { times } : { rate: 0.25 }),
  }));
}

/**
 * Records in a batch of the national portal: its most, or fewer in a small run, which would else make too few calls to play every
 * fault without one fault following the other, and the breaker would stand open for most of the time.
 */
export function batchFor(dossiers: number): number {
  return dossiers < 1_000 ? 5 : 50;
}

/**
 * The rules of one portal: every fault of the contracts, at least `times` times, spread over the first part of the calls that
 * such a run makes, so that no kind waits for calls that never come.
 */
export function scheduleFor(portal: PortalName, schedule: Schedule): FaultRule[] {
  const { dossiers, times, refusedRecords, refusedEntries } = schedule;
  const services = SERVICES[portal];
  // A dossier has five to six entries; the national portal takes ten in a call, the provincial one.
  const traces = dossiers * (portal === 'national' ? 0.5 : 5);
  // Updates, splits and what is sent again make it two and a half times the batches that would do.
  const records = portal === 'national' ? (2.5 * dossiers) / batchFor(dossiers) : dossiers;
  const looks = dossiers;
  const spread = (
    kinds: readonly Omit<FaultRule, 'times'>[],
    calls: number,
    howOften: number,
  ): FaultRule[] => {
    const every = Math.max(1, Math.floor((calls * 0.6) / (howOften + 1)));
    return kinds.map((rule, index) => ({
      ...rule,
      times: howOften,
      every,
      after: Math.floor((every * index) / kinds.length),
    }));
  };
  const at = (service: string) => (rule: Omit<FaultRule, 'times'>) => ({ ...rule, match: { service } });
  const half = Math.max(1, Math.ceil(times / 2));
  const few = Math.max(1, Math.ceil(times / 10));
  const spoiling = ANY_CALL.filter(({ kind }) =>
    ['halfBody', 'html200', 'otherShape', 'status500'].includes(kind),
  );
  const lost = [...AFTER_WRITE, ...spoiling];
  return [
    { kind: 'refuseRecord', keys: [...refusedRecords], match: { service: services.record } },
    { kind: 'refuseRecord', keys: [...refusedEntries], match: { service: services.trace } },
    ...(portal === 'national' ? batchFaults(times) : []),
    ...spread(lost.map(at(services.trace)), traces, half),
    ...spread(lost.map(at(services.record)), records, few),
    ...spread(lost.map(at(services.notice)), 8, 1),
    ...spread(ANY_CALL, looks + records + traces, times),
    ...spread(AFTER_WRITE, records + traces, times),
    ...spread(
      BY_ITSELF.map((kind) => ({ kind })),
      records + traces,
      times,
    ),
  ];
}

/** Kinds that a portal can play, of which each has to be seen. */
export function kindsAt(portal: PortalName): FaultKind[] {
  return [
    ...new Set<FaultKind>([
      ...ANY_CALL.map(({ kind }) => kind),
      ...AFTER_WRITE.map(({ kind }) => kind),
      ...BY_ITSELF,
      'refuseRecord',
      ...(portal === 'national' ? BATCHES : []),
    ]),
  ];
}
