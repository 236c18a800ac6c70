import { sql } from 'kysely';
import { type ProcedureRecord, SUFFIXED, withoutSuffix } from '../domain/procedure.js';
import type { ProceduresArgs } from '../schema/args/catalogue.js';
import type { Procedure } from '../schema/procedure.js';
import { containsAll } from './contains.js';
import { column, computed, globalId, joined } from './engine/fields.js';
import { type HeldRead, withHistory } from './engine/held.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { partRows } from './engine/plain.js';
import type { ReadField, ReadType, Row, Sql } from './engine/types.js';
import { among, equals } from './filters.js';
import { standingOfOurs } from './listing.js';
import { timeless } from './timeless.js';

const part = (type: string, usual: number) => partRows(type, 'procedure_id', usual);

const fields = {
  id: globalId('Procedure', 'subject_id'),
  code: column('code'),
  fullCode: column('full_code'),
  name: column('name'),
  fieldCode: column('field_code'),
  fieldName: column('field_name'),
  levels: column('levels'),
  onlineLevel: column('online_level'),
  onlineSince: column('online_since'),
  term: {
    kind: 'inner',
    type: 'Term',
    when: (row) => sql`${row('term_amount')} is not null and ${row('term_unit')} is not null`,
  },
  noDueTime: column('no_due_time'),
  hasFee: column('has_fee'),
  paperResult: column('paper_result'),
  status: column('status'),
  terms: part('ProcedureTerm', 3),
  fees: part('ProcedureFee', 3),
  components: part('ProcedureComponent', 5),
  results: part('ProcedureResult', 1),
  decision: {
    kind: 'inner',
    type: 'ProcedureDecision',
    when: (row) =>
      sql`num_nonnulls(${row('decision_number')}, ${row('decision_date')}, ${row('decision_national_id')}) > 0`,
  },
  replacedBy: {
    kind: 'many',
    type: 'Procedure',
    usual: 1,
    where: (row, target) => sql`${target('code')} = any(${row('replaced_by')})`,
    orderBy: (target) => target('code'),
  },
  validFrom: column('valid_from'),
  validTo: column('valid_to'),
  origin: joined('subject', 'origin'),
  versionCount: computed(
    (row) => sql`(select count(*) from subject_version v where v.subject_id = ${row('subject_id')})`,
  ),
  changedAt: joined('subject', 'changed_at'),
  readAt: joined('subject', 'read_at'),
  deletedAt: joined('subject', 'deleted_at'),
} satisfies Record<keyof Procedure, ReadField>;

const present: ReadType = {
  name: 'Procedure',
  permission: 'catalogue.read',
  // Its header is always there; joined so that PostgreSQL leaves it out where nothing of it is asked for.
  from: (row) =>
    sql`procedure as ${row.table} left join subject as ${row.joined('subject').table} on ${row.joined('subject')('id')} = ${row('subject_id')}`,
  key: { column: 'subject_id', type: 'bigint' },
  found: {
    kind: 'procedure',
    title: (row) => row('name'),
    text: (row) => row('search_text'),
    texts: [{ value: (row) => row('field_name') }],
    meant: (given) => sql`coalesce(substring(${given} from ${sql.lit(SUFFIXED.source)}), ${given})`,
  },
  fields,
};

/** A procedure as it was; of today stay those that came in its place. */
const held: HeldRead<ProcedureRecord> = {
  record: {
    code: (record) => record.code,
    fullCode: (record) => record.fullCode,
    name: (record) => record.name,
    fieldCode: (record) => record.fieldCode,
    fieldName: (record) => record.fieldName,
    levels: (record) => record.levels,
    onlineLevel: (record) => record.onlineLevel,
    onlineSince: (record) => record.onlineSince,
    term: (record) => record.term,
    noDueTime: (record) => record.noDueTime ?? false,
    hasFee: (record) => record.hasFee,
    paperResult: (record) => record.paperResult,
    status: (record) => record.status,
    terms: ({ terms = [] }) => terms,
    fees: ({ fees = [] }) => fees,
    components: ({ components = [] }) => components,
    results: ({ results = [] }) => results,
    decision: ({ decision }) => {
      if (!decision) return null;
      const { file, ...said } = decision;
      return { ...said, hasFile: file !== undefined };
    },
    validFrom: (record) => record.validFrom,
    validTo: (record) => record.validTo,
    deletedAt: (record) => (record.deleted ? record.changedAt : null),
  },
  store: () => ({
    versionCount: joined('held', 'version'),
    changedAt: joined('held', 'changed_at'),
    readAt: joined('held', 'recorded_at'),
  }),
};

export const procedureRead = withHistory(present, held);

/** In force at a time by its own dates. */
function validAt(row: Row, at: string | null | undefined): Sql | undefined {
  if (at == null) return undefined;
  const time = sql`${at}::timestamptz`;
  return sql`(coalesce(${row('valid_from')}, '-infinity') <= ${time} and coalesce(${row('valid_to')}, 'infinity') >= ${time})`;
}

export const procedurePage: PageSpec<ProceduresArgs> = {
  type: 'Procedure',
  orders: bothWays('CODE', key('code', 'text')),
  problems: (args) => timeless(args, ['code'], ['CODE']),
  filters: (row, args) => [
    equals(row('code'), args.code == null ? args.code : withoutSuffix(args.code)),
    equals(row('field_code'), args.field),
    among(row('status'), args.statuses),
    among(row('online_level'), args.onlineLevels),
    args.listings == null ? undefined : among(standingOfOurs(row), args.listings),
    args.level == null ? undefined : sql`${args.level} = any(${row('levels')})`,
    equals(row('has_fee'), args.hasFee),
    validAt(row, args.validAt),
    containsAll(row('search_text'), args.search),
  ],
};
