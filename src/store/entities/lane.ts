import { defineEntity, p } from '@mikro-orm/core';
import { PortalAccount } from './portal-account.js';

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
      name: 'lane_due',
      expression:
        "CREATE INDEX lane_due ON lane USING btree (account_id, ready_at) WHERE ((state <> 'BUSY'::text) AND (ready_at < 'infinity'::timestamp with time zone))",
    },
    {
      name: 'lane_ready',
      expression:
        "CREATE INDEX lane_ready ON lane USING btree (account_id, priority, ready_at) WHERE ((state <> 'BUSY'::text) AND (ready_at < 'infinity'::timestamp with time zone))",
    },
  ],
  checks: [
    {
      name: 'lane_form_check',
      expression: "form = ANY (ARRAY['record'::text, 'article'::text, 'legal'::text])",
    },
    {
      name: 'lane_look_cause_check',
      expression: "look_cause = ANY (ARRAY['ADOPTION'::text, 'LOST'::text, 'ALREADY_EXISTS'::text])",
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
      .bigint('string')
      .fieldName('subject_id')
      .comment(
        'no foreign key: PostgreSQL would lock the subject when a lane changes twice in a transaction, after the lane, against the lock order (docs/ledger.md, rule 3)',
      ),
    portal: p.text().comment('no foreign key: accounts hold the portal (docs/adr/0011)'),
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
    mustAdopt: p
      .boolean()
      .defaultRaw('false')
      .comment("its account changed: the new account's first contact is a look")
      .fieldName('must_adopt'),
    adoptedBlind: p
      .boolean()
      .defaultRaw('false')
      .comment('found at first contact by a portal that does not show its entries')
      .fieldName('adopted_blind'),
    lookCause: p.text().nullable().fieldName('look_cause'),
    lookDelays: p
      .array()
      .columnType('integer[]')
      .defaultRaw("'{}'::integer[]")
      .comment(
        'ms after the loss; with look_tries and attempt_limit as the profile had them at the last claim',
      )
      .fieldName('look_delays'),
    lookTries: p.integer().defaultRaw('10').fieldName('look_tries'),
    attemptLimit: p.integer().defaultRaw('8').fieldName('attempt_limit'),
    looks: p.integer().defaultRaw('0'),
    unanswered: p
      .integer()
      .defaultRaw('0')
      .comment('looks in a row that got no answer; look_waits: those the portal was not available for'),
    lookWaits: p.integer().defaultRaw('0').fieldName('look_waits'),
    lostAt: p
      .datetime()
      .columnType('timestamptz')
      .nullable()
      .comment('of a call in flight: when it counts as lost; of an UNKNOWN lane: when it was lost')
      .fieldName('lost_at'),
    exchangeId: p
      .uuid()
      .nullable()
      .comment('the last call that was opened to send, kept while its fate is not known')
      .fieldName('exchange_id'),
    unit: p.text().collation('C').nullable().comment('the unit that decides the account'),
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
