import { sql } from 'kysely';
import { type MailboxRecord, OWNER_LEFT } from '../domain/kinds/mailbox.js';
import type {
  Mailbox,
  MailboxAlias,
  MailboxesArgs,
  MailboxFilterArgs,
  UnitMailboxesArgs,
} from '../schema/mailbox.js';
import { column, computed, sealed } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import { partRows, plainRead, unitIn } from './engine/plain.js';
import { type ReadField, type ReadType, type Row, rowOf, type Sql } from './engine/types.js';
import { among, equals, until } from './filters.js';
import { ofUnit } from './of-unit.js';
import { personalIdField } from './person.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

/**
 * Whether an official's file is that of a box's owner. The identity number proves it; where the box has none, the number of the official: with its
 * agency before it, as domain/kinds/official makes the key, under the box's unit as the agency, or of somebody who works in the box's unit, whichever
 * agency has the file. A name proves nothing.
 */
export function isOwner(box: Row, official: Row): Sql {
  const code = box('official_code');
  // Spelled out way by way, so that an index serves each.
  return sql`(${official('person_hash')} = ${box('person_hash')}
    or (${box('person_hash')} is null and ${official('code')} = ${code})
    or (${box('person_hash')} is null and ${official('official_code')} = ${code}
      and ${box('unit')} in (${official('managing_unit')}, ${official('unit')})))`;
}

/** Null where no file is found. One that was deleted at its source says nothing. */
function ownerLeft(box: Row): Sql {
  const file = rowOf('owner');
  return sql`(select bool_and(${file('state')} = any(${OWNER_LEFT}::text[])) from official as ${file.table}
    join subject as ${file.joined('subject').table} on ${file.joined('subject')('id')} = ${file('subject_id')}
    where ${file.joined('subject')('deleted_at')} is null and ${isOwner(box, file)})`;
}

export const mailboxRead = plainRead<Mailbox, MailboxRecord>(
  {
    name: 'Mailbox',
    kind: 'mailbox',
    table: 'mailbox',
    title: (row) => row('name'),
    found: { texts: [(row) => row('title'), (row) => row('post_address'), (row) => row('code')] },
  },
  {
    code: column('code'),
    address: [sealed('address', 'email'), (record) => record.address],
    postAddress: [
      column('post_address'),
      ({ holderKind, address }) => (holderKind === 'POST' ? address : undefined),
    ],
    holderKind: [column('holder_kind'), (record) => record.holderKind],
    name: [column('name'), (record) => record.name],
    title: [column('title'), (record) => record.title],
    unit: unitIn('unit'),
    state: [column('state'), (record) => record.state],
    lastUsedAt: [column('last_used_at'), (record) => record.lastUsedAt],
    createdAt: [column('created_at'), (record) => record.createdAt],
    quotaBytes: [column('quota_bytes'), (record) => record.quotaBytes],
    unlimited: [column('unlimited'), (record) => record.unlimited],
    usedBytes: [column('used_bytes'), (record) => record.usedBytes],
    aliases: [
      partRows('MailboxAlias', 'mailbox_id', 2),
      (record) => record.aliases.map((address) => ({ address })),
    ],
    phone: [sealed('phone', 'number'), (record) => record.phone],
    personalId: personalIdField,
    officialCode: [column('official_code'), (record) => record.officialCode],
    officials: {
      kind: 'many',
      type: 'Official',
      usual: 1,
      where: isOwner,
      orderBy: (target) => target('code'),
    },
    ownerLeft: computed(ownerLeft),
  },
);

const mailboxAliasRead: ReadType = {
  name: 'MailboxAlias',
  permission: 'mailboxes.read',
  from: (row) => sql`mailbox_alias as ${row.table}`,
  subject: (row) => row('mailbox_id'),
  fields: { address: sealed('address', 'email') } satisfies Record<keyof MailboxAlias, ReadField>,
};

export const mailboxReads = [mailboxRead, mailboxAliasRead];

/** The filters that the list of mailboxes and a unit's mailboxes have in common. */
function mailboxFilters(row: Row, args: MailboxFilterArgs): (Sql | undefined)[] {
  return [
    among(row('state'), args.states),
    equals(row('holder_kind'), args.holderKind),
    until(sql`coalesce(${row('last_used_at')}, ${row('created_at')})`, args.notUsedSince),
    args.ownerLeft == null ? undefined : equals(ownerLeft(row), args.ownerLeft),
  ];
}

export const mailboxRelations: Relations = {
  Official: {
    mailboxes: {
      kind: 'many',
      type: 'Mailbox',
      usual: 1,
      where: (row, target) => isOwner(target, row),
      orderBy: (target) => target('code'),
    },
  },
  Unit: {
    mailboxes: ofUnit<UnitMailboxesArgs>('Mailbox', {
      usual: 8,
      filters: mailboxFilters,
      orderBy: (row) => row('code'),
    }),
  },
};

export const mailboxesPage: PageSpec<MailboxesArgs & MailboxFilterArgs> = {
  type: 'Mailbox',
  orders: subjectOrders,
  problems: (args) => timeless(args, ['unit'], ['CODE']),
  filters: (row, args) => [...mailboxFilters(row, args), ...subjectFilters(row, args)],
};
