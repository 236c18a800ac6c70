import type { LaneForm, Phase } from './delivery.js';
import type { DossierRecord, NoticeRecord, SubjectKind, SubjectRecord } from './records.js';
import type { Instant } from './time.js';

/** What of a portal decides about owing. A `Portal` has it. */
export interface PortalFacts {
  readonly code: string;
  formsOf(kind: SubjectKind, record: SubjectRecord): LaneForm[];
  readonly sendsRegistered: boolean;
}

/** One thing that a version of a subject means for one form at one portal. */
export interface Owed {
  form: LaneForm;
  phase: Phase;
  /**
   * `true`: owed. `false`: not by itself, but once the lane was ever claimed every later version is owed (ledger rule 5),
   * so the ledger decides by its lane.
   */
  owed: boolean;
  /** Not before this time; absent: at once. */
  notBefore?: Instant;
  /** Lower goes first. */
  priority: number;
}

/** Priorities of lanes, lower first. */
export const PRIORITY = {
  /** Notices are few and people wait to read them. */
  notice: 10,
  /** A dossier that changed within the last {@link FRESH_MS}. */
  fresh: 50,
  /** Everything else: first loads and backfills. */
  backfill: 100,
} as const;

const FRESH_MS = 3 * 24 * 3_600_000;

/**
 * What is owed to one portal for one version of a subject; empty when the portal wants no form of it.
 * `now` is business time in ms. The rules: dossiers in states 2 and 4–10; 3 only when it came online; 1 only where the
 * portal's profile says so. Notices: published at their time, taken down at their expiry or when withdrawn.
 */
export function owing(record: SubjectRecord, portal: PortalFacts, now: number): Owed[] {
  const forms = portal.formsOf(record.kind, record);
  switch (record.kind) {
    case 'dossier':
      return forms.map((form) => dossierOwing(form, record, portal, now));
    case 'notice':
      return forms.flatMap((form) => noticeOwing(form, record, now));
    case 'unit':
    case 'procedure':
      return [];
  }
}

function dossierOwing(form: LaneForm, record: DossierRecord, portal: PortalFacts, now: number): Owed {
  const fresh = now - Date.parse(record.changedAt) <= FRESH_MS;
  return {
    form,
    phase: 'PUBLISH',
    owed: !record.deleted && isStateOwed(record, portal.sendsRegistered),
    priority: fresh ? PRIORITY.fresh : PRIORITY.backfill,
  };
}

/** Whether a dossier in this state is owed by itself. */
export function isStateOwed(
  record: Pick<DossierRecord, 'state' | 'channel'>,
  sendsRegistered: boolean,
): boolean {
  if (record.state === 1) return sendsRegistered;
  if (record.state === 3) return record.channel === 2;
  return true;
}

function noticeOwing(form: LaneForm, record: NoticeRecord, now: number): Owed[] {
  const down: Owed = { form, phase: 'WITHDRAW', owed: false, priority: PRIORITY.notice };
  if (record.withdrawn || record.deleted || isPast(record.expiresAt, now)) return [down];

  const publish: Owed = { form, phase: 'PUBLISH', owed: true, priority: PRIORITY.notice };
  if (!isPast(record.publishedAt, now)) publish.notBefore = record.publishedAt;
  return record.expiresAt ? [publish, { ...down, owed: true, notBefore: record.expiresAt }] : [publish];
}

function isPast(at: Instant | undefined, now: number): boolean {
  return at !== undefined && Date.parse(at) <= now;
}

/** Business time for adoption: when a dossier was received, a notice published. */
export function businessAt(record: SubjectRecord): Instant | undefined {
  if (record.kind === 'dossier') return record.receivedAt ?? record.submittedAt;
  if (record.kind === 'notice') return record.publishedAt;
  return undefined;
}
