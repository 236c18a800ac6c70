import { sql } from 'kysely';
import { may } from '../access/roles.js';
import { localDay, toInstant, ZONE } from '../domain/time.js';
import type { DeathNotice, DeathNoticesArgs } from '../schema/death-notice.js';
import { beneficiaryRead } from './beneficiary.js';
import { certificateRead } from './certificate.js';
import { CONCERNED_KINDS, type ConcernedKind, deathNotices } from './death-notices.js';
import { column, globalId } from './engine/fields.js';
import { bothWays, key, type OrderKey } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { unitIn } from './engine/plain.js';
import {
  type Column,
  type Many,
  type ReadField,
  type ReadType,
  type Row,
  rowOf,
  type Sql,
  type Viewer,
} from './engine/types.js';
import { among } from './filters.js';
import { mailboxRead } from './mailbox.js';
import { officialRead } from './official.js';
import type { Relations } from './relations.js';
import { within } from './unit-reach.js';

const READS: Readonly<Record<ConcernedKind, ReadType>> = {
  beneficiary: beneficiaryRead,
  certificate: certificateRead,
  mailbox: mailboxRead,
  official: officialRead,
};

/**
 * Notices of records that the viewer may read; of others there is nothing to be seen, and nothing to be counted. The registration names who died:
 * a record that makes whatever is personal in it sensitive would tell by being announced whose it is.
 */
function ofWhatIsSeen(row: Row, viewer: Viewer): Sql {
  const seen = CONCERNED_KINDS.filter((kind) => may(viewer.principal, READS[kind].permission)).map((kind) => {
    const { from, visible, sensitive } = READS[kind];
    const record = rowOf(`seen_${kind}`);
    const closed = viewer.sensitive ? undefined : sensitive?.(record, viewer);
    const conditions = [visible?.(record, viewer), closed && sql`not ${closed}`].filter(
      (part) => part !== undefined,
    );
    const isOfKind = sql`${row('kind')} = ${sql.lit(kind)}`;
    return conditions.length > 0
      ? sql`(${isOfKind} and exists (select from ${from(record)} where ${record('subject_id')} = ${row('subject_id')} and ${sql.join(conditions, sql` and `)}))`
      : isOfKind;
  });
  return seen.length === 0 ? sql`false` : sql`(${sql.join(seen, sql` or `)})`;
}

/**
 * A time of an announcement: its day alone for who may not see whose death it is. All notices of one death have the same time, and officials are
 * named to everybody: by it they would be found among those whose names are masked.
 */
function timeOf(name: string): Column {
  return {
    ...column(name),
    open: (value, { personal }) =>
      personal || typeof value !== 'string'
        ? value
        : `${localDay(toInstant(Date.parse(value)))}T00:00:00+07:00`,
  };
}

/** Of beneficiaries, who are named to nobody without the scope: it is of others too, who are. */
const registration: ReadField = {
  kind: 'one',
  type: 'CivilRegistration',
  where: (row, target, _args, { personal }) => {
    const isThis = sql`${target('subject_id')} = ${row('registration_id')}`;
    return personal ? isThis : sql`${isThis} and ${row('kind')} <> 'beneficiary'`;
  },
};

export const deathNoticeRead: ReadType = {
  name: 'DeathNotice',
  permission: 'catalogue.read',
  from: (row) => sql`(${deathNotices()}) as ${row.table}`,
  visible: ofWhatIsSeen,
  key: { column: 'notice_id', type: 'uuid' },
  fields: {
    id: globalId('DeathNotice', 'notice_id'),
    kind: column('kind'),
    code: column('code'),
    unit: unitIn('unit'),
    record: {
      kind: 'any',
      types: CONCERNED_KINDS.map((kind) => ({
        type: READS[kind].name,
        when: (row) => sql`${row('kind')} = ${sql.lit(kind)}`,
        where: (row, target) => sql`${target('subject_id')} = ${row('subject_id')}`,
      })),
    },
    registration,
    announcedAt: timeOf('announced_at'),
    dueAt: timeOf('due_at'),
    withdrawnAt: timeOf('withdrawn_at'),
    standing: column('standing'),
  } satisfies Record<keyof DeathNotice, ReadField>,
};

function noticesAbout(kind: ConcernedKind): Many {
  return {
    kind: 'many',
    type: 'DeathNotice',
    usual: 1,
    where: (row, target) =>
      sql`${target('kind')} = ${sql.lit(kind)} and ${target('subject_id')} = ${row('subject_id')}`,
    orderBy: (target) => sql`${target('announced_at')}, ${target('notice_id')}`,
  };
}

export const deathNoticeRelations: Relations = Object.fromEntries(
  CONCERNED_KINDS.map((kind) => [READS[kind].name, { deathNotices: noticesAbout(kind) }]),
);

/** By the day, then as their ids come: neither the order nor a cursor tells which notices are of one death. */
const announcedOn: OrderKey = {
  value: (row) => sql`date_trunc('day', ${row('announced_at')}, ${sql.lit(ZONE)})`,
  type: 'timestamptz',
};

export const deathNoticesPage: PageSpec<DeathNoticesArgs> = {
  type: 'DeathNotice',
  orders: bothWays('ANNOUNCED', announcedOn, key('notice_id', 'uuid')),
  filters: (row, { standings, kinds, unit, follow }) => [
    among(row('standing'), standings),
    among(row('kind'), kinds),
    within(row('unit'), unit, undefined, follow),
  ],
};
