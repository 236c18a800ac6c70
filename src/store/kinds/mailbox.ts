import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import type { MailboxRecord } from '../../domain/kinds/mailbox.js';
import { Subject } from '../entities/subject.js';
import { bytesText } from '../rows.js';
import { kindStore, partOf } from './kind.js';
import { personColumns, personIndex, personProperties } from './person.js';

const STATES =
  "ARRAY['REQUESTED'::text, 'ACTIVE'::text, 'LOCKED'::text, 'MAINTENANCE'::text, 'CLOSED'::text, 'UNKNOWN'::text]";

const Mailbox = defineEntity({
  name: 'Mailbox',
  tableName: 'mailbox',
  indexes: [
    { name: 'mailbox_unit', properties: ['unit'] },
    {
      name: 'mailbox_used',
      expression: 'CREATE INDEX mailbox_used ON mailbox USING btree (COALESCE(last_used_at, created_at))',
    },
    personIndex('mailbox'),
    {
      name: 'mailbox_official',
      expression:
        'CREATE INDEX mailbox_official ON mailbox USING btree (official_code) WHERE ((person_hash IS NULL) AND (official_code IS NOT NULL))',
    },
    {
      name: 'mailbox_search',
      expression: 'CREATE INDEX mailbox_search ON mailbox USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    {
      name: 'mailbox_holder_kind_check',
      expression: "holder_kind = ANY (ARRAY['POST'::text, 'PERSON'::text])",
    },
    { name: 'mailbox_state_check', expression: `state = ANY (${STATES})` },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('mailbox_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('mailbox_code_key'),
    address: p.blob().comment('sealed'),
    postAddress: p.text().collation('C').nullable().fieldName('post_address'),
    holderKind: p.text().fieldName('holder_kind'),
    name: p.text(),
    title: p.text().nullable(),
    unit: p.text().collation('C'),
    state: p.text(),
    lastUsedAt: p.datetime().columnType('timestamptz').nullable().fieldName('last_used_at'),
    createdAt: p.datetime().columnType('timestamptz').nullable().fieldName('created_at'),
    quotaBytes: p.bigint().nullable().fieldName('quota_bytes'),
    unlimited: p.boolean().nullable(),
    usedBytes: p.bigint().nullable().fieldName('used_bytes'),
    phone: p.blob().nullable().comment('sealed'),
    ...personProperties,
    officialCode: p.text().collation('C').nullable().fieldName('official_code'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

const MailboxAlias = defineEntity({
  name: 'MailboxAlias',
  tableName: 'mailbox_alias',
  properties: {
    mailboxId: p
      .manyToOne(Mailbox)
      .mapToPk()
      .fieldName('mailbox_id')
      .foreignKeyName('mailbox_alias_mailbox_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    position: p.integer().primary(),
    address: p.blob().comment('sealed'),
  },
});

/** Of a post; a person's is nobody's to read or to search by. */
function postAddress({ holderKind, address }: MailboxRecord): string | undefined {
  return holderKind === 'POST' ? address : undefined;
}

export const mailboxStore = kindStore<MailboxRecord>({
  kind: 'mailbox',
  entities: [Mailbox, MailboxAlias],
  table: 'mailbox',
  columns: {
    code: ['text', ({ code }) => code],
    address: ['bytea', ({ address }, sealer) => bytesText(sealer.seal(address))],
    post_address: ['text', postAddress],
    holder_kind: ['text', ({ holderKind }) => holderKind],
    name: ['text', ({ name }) => name],
    title: ['text', ({ title }) => title],
    unit: ['text', ({ unit }) => unit],
    state: ['text', ({ state }) => state],
    last_used_at: ['timestamptz', ({ lastUsedAt }) => lastUsedAt],
    created_at: ['timestamptz', ({ createdAt }) => createdAt],
    quota_bytes: ['bigint', ({ quotaBytes }) => quotaBytes],
    unlimited: ['boolean', ({ unlimited }) => unlimited],
    used_bytes: ['bigint', ({ usedBytes }) => usedBytes],
    phone: ['bytea', ({ phone }, sealer) => bytesText(phone === undefined ? undefined : sealer.seal(phone))],
    ...personColumns,
    official_code: ['text', ({ officialCode }) => officialCode],
    search_text: [
      'text',
      (record) => fold(`${record.code} ${record.name} ${record.title ?? ''} ${postAddress(record) ?? ''}`),
    ],
  },
  parts: [
    partOf({
      table: 'mailbox_alias',
      owner: 'mailbox_id',
      items: ({ aliases }: MailboxRecord) => aliases,
      columns: { address: ['bytea', (address, sealer) => bytesText(sealer.seal(address))] },
    }),
  ],
});
