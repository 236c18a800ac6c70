import type { LaneForm, Phase } from './delivery.js';
import type { DossierRecord, NoticeRecord, SubjectKind, SubjectRecord } from './records.js';
import type { Instant } from './time.js';

/** What of a portal decides about owing. A `Portal` has it. */
export interface PortalFacts {
  readonly code: string;
  formsOf(kind: SubjectKind, record: SubjectRecord): LaneForm[];
  /** All forms that some version of such a subject may be wanted in; absent: they are the same for every version. */
  everyFormOf?(kind: SubjectKind): LaneForm[];
  readonly sendsRegistered: boolean;
}

/** What one version of a subject means for one form at one portal. */
export interface Owing {
  portal: string;
  form: LaneForm;
  /**
   * False: not owed by itself. Once the lane was ever claimed every later version is owed all the same (ledger rule 5), so
   * the ledger decides by its lane, and `phases` says what it would be.
   */
  owed: boolean;
  /** In the order in which they take effect; `notBefore` absent: at once. */
  phases: { phase: Phase; notBefore?: Instant }[];
  /** Lower goes first. */
  priority: number;
  /** Whether the subject's trace entries are owed too. */
  entries: boolean;
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
 * portal's profile says so. Notices: published at their time, taken down at their expiry or when withdrawn. A form that an earlier
 * version may have gone in is not owed by itself, but what was carried in it hears of every later version, its takedown above all.
 */
export function owing(record: SubjectRecord, portal: PortalFacts, now: number): Owing[] {
  const forms = portal.formsOf(record.kind, record);
  const former = (portal.everyFormOf?.(record.kind) ?? []).filter((form) => !forms.includes(form));
  if (record.kind === 'dossier') return forms.map((form) => dossierOwing(form, record, portal, now));
  if (record.kind === 'notice') {
    return [
      ...forms.map((form) => noticeOwing(form, record, portal, now)),
      ...former.map((form) => ({ ...noticeOwing(form, record, portal, now), owed: false })),
    ];
  }
  return [];
}

function dossierOwing(form: LaneForm, record: DossierRecord, portal: PortalFacts, now: number): Owing {
  const fresh = now - Date.parse(record.changedAt) <= FRESH_MS;
  return {
    portal: portal.code,
    form,
    owed: !record.deleted && isStateOwed(record, portal.sendsRegistered),
    phases: [{ phase: 'PUBLISH' }],
    priority: fresh ? PRIORITY.fresh : PRIORITY.backfill,
    entries: true,
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

function noticeOwing(form: LaneForm, record: NoticeRecord, portal: PortalFacts, now: number): Owing {
  const same = { portal: portal.code, form, priority: PRIORITY.notice, entries: false };
  if (record.withdrawn || record.deleted || isPast(record.expiresAt, now)) {
    return { ...same, owed: false, phases: [{ phase: 'WITHDRAW' }] };
  }
  const phases: Owing['phases'] = [
    isPast(record.publishedAt, now)
      ? { phase: 'PUBLISH' }
      : { phase: 'PUBLISH', notBefore: record.publishedAt },
  ];
  if (record.expiresAt !== undefined) phases.push({ phase: 'WITHDRAW', notBefore: record.expiresAt });
  return { ...same, owed: true, phases };
}

function isPast(at: Instant | undefined, now: number): boolean {
  return at !== undefined && Date.parse(at) <= now;
}

/** Business time for adoption: when a dossier was received (else submitted, else changed), a notice published. */
export function businessAt(record: SubjectRecord): Instant {
  if (record.kind === 'dossier') return record.receivedAt ?? record.submittedAt ?? record.changedAt;
  if (record.kind === 'notice') return record.publishedAt;
  return record.changedAt;
}
