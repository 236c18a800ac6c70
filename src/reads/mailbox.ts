import { sql } from 'kysely';
import type { MailboxRecord } from '../domain/kinds/mailbox.js';
import type { Mailbox, MailboxAlias, MailboxesArgs } from '../schema/mailbox.js';
import { column, sealed } from './engine/fields.js';
import type { PageSpec } from './engine/page.js';
import { partRows, plainRead, unitIn } from './engine/plain.js';
import type { ReadField, ReadType } from './engine/types.js';
import { among, equals, until } from './filters.js';
import { personalIdField } from './person.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

const mailboxRead = plainRead<Mailbox, MailboxRecord>(
  { name: 'Mailbox', kind: 'mailbox', table: 'mailbox' },
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

export const mailboxRelations: Relations = {
  Unit: {
    mailboxes: {
      kind: 'many',
      type: 'Mailbox',
      usual: 8,
      where: (row, target) => sql`${target('unit')} = ${row('code')}`,
      orderBy: (target) => target('code'),
    },
  },
};

export const mailboxesPage: PageSpec<MailboxesArgs> = {
  type: 'Mailbox',
  orders: subjectOrders,
  problems: (args) => timeless(args, ['unit'], ['CODE']),
  filters: (row, args) => [
    among(row('state'), args.states),
    equals(row('holder_kind'), args.holderKind),
    until(sql`coalesce(${row('last_used_at')}, ${row('created_at')})`, args.notUsedSince),
    ...subjectFilters(row, args),
  ],
};
