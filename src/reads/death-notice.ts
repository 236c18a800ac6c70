import { sql } from 'kysely';
import { may } from '../access/roles.js';
import type { DeathNotice, DeathNoticesArgs } from '../schema/death-notice.js';
import { beneficiaryRead } from './beneficiary.js';
import { certificateRead } from './certificate.js';
import { CONCERNED_KINDS, type ConcernedKind, deathNotices } from './death-notices.js';
import { column, globalId } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { unitIn } from './engine/plain.js';
import {
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

/** Notices of records that the viewer may read; of others there is nothing to be seen, and nothing to be counted. */
function ofWhatIsSeen(row: Row, viewer: Viewer): Sql {
  const seen = CONCERNED_KINDS.filter((kind) => may(viewer.principal, READS[kind].permission)).map((kind) => {
    const { from, visible } = READS[kind];
    const record = rowOf(`seen_${kind}`);
    const condition = visible?.(record, viewer);
    const isOfKind = sql`${row('kind')} = ${sql.lit(kind)}`;
    return condition
      ? sql`(${isOfKind} and exists (select from ${from(record)} where ${record('subject_id')} = ${row('subject_id')} and ${condition}))`
      : isOfKind;
  });
  return seen.length === 0 ? sql`false` : sql`(${sql.join(seen, sql` or `)})`;
}

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
    registration: {
      kind: 'one',
      type: 'CivilRegistration',
      where: (row, target) => sql`${target('subject_id')} = ${row('registration_id')}`,
    },
    announcedAt: column('announced_at'),
    dueAt: column('due_at'),
    withdrawnAt: column('withdrawn_at'),
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
    orderBy: (target) => sql`${target('announced_at')}, ${target('registration_id')}`,
  };
}

export const deathNoticeRelations: Relations = Object.fromEntries(
  CONCERNED_KINDS.map((kind) => [READS[kind].name, { deathNotices: noticesAbout(kind) }]),
);

export const deathNoticesPage: PageSpec<DeathNoticesArgs> = {
  type: 'DeathNotice',
  orders: bothWays(
    'ANNOUNCED',
    key('announced_at', 'timestamptz'),
    key('registration_id', 'bigint'),
    key('subject_id', 'bigint'),
  ),
  filters: (row, { standings, kinds, unit, follow }) => [
    among(row('standing'), standings),
    among(row('kind'), kinds),
    within(row('unit'), unit, undefined, follow),
  ],
};
