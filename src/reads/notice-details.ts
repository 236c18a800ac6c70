import { sql } from 'kysely';
import type { NoticeDetails } from '../domain/notice-details.js';
import type {
  LegalAct,
  ProcedureChange,
  ProcessStep,
  PublicEvent,
  SupportPolicy,
  WorkProcess,
} from '../schema/notice-details/texts.js';
import type { InvestmentProject, Planning, TenderPackage } from '../schema/notice-details/works.js';
import { column, computed } from './engine/fields.js';
import type { Column, Inner, Many, ReadField, ReadType } from './engine/types.js';

/** Sets of `notice.details` that are read as an object of the notice's own row, and the types that they are. */
const TYPES = {
  legalAct: 'LegalAct',
  policy: 'SupportPolicy',
  procedureChange: 'ProcedureChange',
  process: 'WorkProcess',
  investment: 'InvestmentProject',
  planning: 'Planning',
  tender: 'TenderPackage',
  event: 'PublicEvent',
} as const satisfies Record<keyof NoticeDetails, string>;

/** Null for notices of other sections, and for those of which nothing more is known. */
export function detailField(set: keyof NoticeDetails): Inner {
  return { kind: 'inner', type: TYPES[set], when: (row) => sql`coalesce(${row('details')} ? ${set}, false)` };
}

/** `details` keeps values as they are shown: text, numbers, lists. */
function kept(set: keyof NoticeDetails, name: string): Column {
  return computed((row) => sql`${row('details')} -> ${sql.lit(set)} -> ${sql.lit(name)}`);
}

/** Every property of the type, so that none is forgotten. */
function detailRead<T>(set: keyof NoticeDetails, names: Readonly<Record<keyof T, true>>): ReadType {
  return {
    name: TYPES[set],
    permission: 'notices.read',
    from: (row) => sql`notice as ${row.table}`,
    fields: Object.fromEntries(Object.keys(names).map((name) => [name, kept(set, name)])),
  };
}

export const detailReads: readonly ReadType[] = [
  detailRead<LegalAct>('legalAct', {
    field: true,
    signer: true,
    effectiveFrom: true,
    effectiveTo: true,
    state: true,
    replaces: true,
  }),
  detailRead<SupportPolicy>('policy', {
    field: true,
    beneficiaries: true,
    amount: true,
    funding: true,
    from: true,
    to: true,
  }),
  detailRead<ProcedureChange>('procedureChange', {
    action: true,
    procedureCodes: true,
    decisionNumber: true,
    decisionDate: true,
    effectiveFrom: true,
  }),
  detailRead<WorkProcess>('process', { procedureCode: true, version: true, effectiveFrom: true }),
  detailRead<InvestmentProject>('investment', {
    code: true,
    name: true,
    investor: true,
    totalInvestment: true,
    funding: true,
    place: true,
    group: true,
    startsAt: true,
    finishesAt: true,
    decisionNumber: true,
    decisionDate: true,
    state: true,
  }),
  detailRead<Planning>('planning', {
    kind: true,
    name: true,
    place: true,
    area: true,
    period: true,
    decisionNumber: true,
    decisionDate: true,
    commentsFrom: true,
    commentsTo: true,
  }),
  detailRead<TenderPackage>('tender', {
    noticeNumber: true,
    number: true,
    name: true,
    projectCode: true,
    procuringEntity: true,
    field: true,
    selection: true,
    price: true,
    bidsCloseAt: true,
    bidsOpenAt: true,
    winner: true,
    awardPrice: true,
    awardedAt: true,
    duration: true,
    state: true,
  }),
  detailRead<PublicEvent>('event', {
    startsAt: true,
    endsAt: true,
    place: true,
    host: true,
    participants: true,
  }),
];

/** Steps stand in the notice's row: a list of them is that list unfolded. */
export const processStepRead: ReadType = {
  name: 'ProcessStep',
  permission: 'notices.read',
  from: (
    row,
  ) => sql`(select n.subject_id as notice_id, s.position, s.step ->> 'name' as name, s.step ->> 'actor' as actor,
      (s.step ->> 'hours')::int as hours, s.step ->> 'result' as result
    from notice n cross join lateral jsonb_array_elements(n.details #> '{process,steps}') with ordinality as s(step, position)
  ) as ${row.table}`,
  fields: {
    name: column('name'),
    actor: column('actor'),
    hours: column('hours'),
    result: column('result'),
  } satisfies Record<keyof ProcessStep, ReadField>,
};

export const processSteps: Many = {
  kind: 'many',
  type: 'ProcessStep',
  usual: 5,
  where: (row, target) => sql`${target('notice_id')} = ${row('subject_id')}`,
  orderBy: (target) => target('position'),
};
