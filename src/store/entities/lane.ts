import { defineEntity, p } from '@mikro-orm/core';
import { Portal } from './portal.js';
import { PortalAccount } from './portal-account.js';
import { Subject } from './subject.js';

export const Lane = defineEntity({
  name: 'Lane',
  tableName: 'lane',
  uniques: [{ name: 'lane_subject_id_portal_form_key', properties: ['subjectId', 'portal', 'form'] }],
  indexes: [
    {
      name: 'lane_busy',
      expression: "CREATE INDEX lane_busy ON lane USING btree (lease_until) WHERE (state = 'BUSY'::text)",
    },
    {
      name: 'lane_ready',
      expression:
        "CREATE INDEX lane_ready ON lane USING btree (portal, account_id, priority, ready_at) WHERE ((state = 'IDLE'::text) AND (ready_at < 'infinity'::timestamp with time zone))",
    },
    {
      name: 'lane_unknown',
      expression:
        "CREATE INDEX lane_unknown ON lane USING btree (portal, account_id, ready_at) WHERE (state = 'UNKNOWN'::text)",
    },
  ],
  checks: [
    {
      name: 'lane_form_check',
      expression: "form = ANY (ARRAY['record'::text, 'article'::text, 'legal'::text])",
    },
    {
      name: 'lane_state_check',
      expression: "state = ANY (ARRAY['IDLE'::text, 'BUSY'::text, 'UNKNOWN'::text])",
    },
    { name: 'lane_task_check', expression: "task = ANY (ARRAY['SEND'::text, 'LOOK'::text])" },
  ],
  properties: {
    id: p.bigint('string').primary().autoincrement().generated('identity'),
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('lane_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    portal: p
      .manyToOne(Portal)
      .mapToPk()
      .fieldName('portal')
      .foreignKeyName('lane_portal_fkey')
      .deleteRule('no action')
      .updateRule('no action'),
    form: p.text(),
    accountId: p
      .manyToOne(PortalAccount)
      .mapToPk()
      .fieldName('account_id')
      .foreignKeyName('lane_account_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .nullable(),
    nextAccountId: p
      .manyToOne(PortalAccount)
      .mapToPk()
      .fieldName('next_account_id')
      .foreignKeyName('lane_next_account_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .nullable(),
    state: p.text().defaultRaw("'IDLE'::text"),
    task: p.text().nullable(),
    fence: p.bigint('string').defaultRaw('0'),
    leaseUntil: p.datetime().columnType('timestamptz').nullable().fieldName('lease_until'),
    readyAt: p
      .datetime()
      .columnType('timestamptz')
      .defaultRaw("'infinity'::timestamp with time zone")
      .fieldName('ready_at'),
    waitReason: p.text().nullable().fieldName('wait_reason'),
    priority: p.smallint().defaultRaw('100'),
    businessAt: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .fieldName('business_at')
      .comment('received (dossier) or published (notice): what adoption compares with enabled_since'),
    firstContactAt: p.datetime().columnType('timestamptz').nullable().fieldName('first_contact_at'),
    looks: p.integer().defaultRaw('0'),
    lostAt: p.datetime().columnType('timestamptz').nullable().fieldName('lost_at'),
    exchangeId: p.uuid().nullable().fieldName('exchange_id'),
    remoteExists: p.boolean().defaultRaw('false').fieldName('remote_exists'),
    remoteId: p.text().nullable().fieldName('remote_id'),
    acceptedVersion: p.integer().nullable().fieldName('accepted_version'),
    acceptedPhase: p.text().nullable().fieldName('accepted_phase'),
    acceptedGeneration: p.integer().nullable().fieldName('accepted_generation'),
    acceptedHash: p.blob().nullable().fieldName('accepted_hash'),
    acceptedAt: p.datetime().columnType('timestamptz').nullable().fieldName('accepted_at'),
    foundEntries: p
      .json()
      .nullable()
      .fieldName('found_entries')
      .comment('entry key → how many were found at first contact and not yet consumed'),
    since: p
      .datetime()
      .columnType('timestamptz')
      .defaultRaw('now()')
      .comment('when the lane came into its present state or wait reason'),
  },
});
