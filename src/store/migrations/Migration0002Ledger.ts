import { Migration } from '@mikro-orm/migrations';
import { ledgerFunctions } from './ledger-functions.js';

/** Portals and accounts, lanes, deliveries, exchanges, attempts, receipts. The rules: docs/ledger.md. */
export class Migration0002Ledger extends Migration {
  override up(): void {
    this.addSql(`
create table portal (
  code text primary key,
  enabled boolean not null default true,
  enabled_since timestamptz not null default now(),
  backfill_from timestamptz,
  capabilities jsonb not null default '{}',
  profile_version text not null default ''
);
create table portal_account (
  id bigint generated always as identity primary key,
  portal text not null references portal,
  agency_code text collate "C" not null,
  secret_ref text not null default 'environment',
  units text[],
  adoption text check (adoption in ('before-enabled', 'always', 'never')),
  unique (portal, agency_code)
);
comment on column portal_account.units is 'receiving units that it speaks for, sub-units included; null: all';
create table account_session (
  account_id bigint primary key references portal_account,
  generation bigint not null default 0,
  token bytea,
  expires_at timestamptz,
  renewing_until timestamptz,
  refused_at timestamptz,
  refused_code text
);
comment on column account_session.token is 'sealed';
create table account_breaker (
  account_id bigint primary key references portal_account,
  state text not null default 'CLOSED' check (state in ('CLOSED', 'OPEN', 'HALF_OPEN')),
  failures integer not null default 0,
  reason text,
  opened_at timestamptz,
  open_until timestamptz,
  probe_until timestamptz
);
create table account_rate (
  account_id bigint primary key references portal_account,
  next_at timestamptz not null default now()
);

create table lane (
  id bigint generated always as identity primary key,
  subject_id bigint not null,
  portal text not null references portal,
  form text not null check (form in ('record', 'article', 'legal')),
  account_id bigint references portal_account,
  next_account_id bigint references portal_account,
  state text not null default 'IDLE' check (state in ('IDLE', 'BUSY', 'UNKNOWN')),
  task text check (task in ('SEND', 'LOOK')),
  fence bigint not null default 0,
  lease_until timestamptz,
  ready_at timestamptz not null default 'infinity',
  wait_reason text,
  priority smallint not null default 100,
  business_at timestamptz,
  first_contact_at timestamptz,
  must_adopt boolean not null default false,
  adopted_blind boolean not null default false,
  look_cause text check (look_cause in ('ADOPTION', 'LOST', 'ALREADY_EXISTS')),
  look_delays integer[] not null default '{}',
  look_tries integer not null default 10,
  attempt_limit integer not null default 8,
  looks integer not null default 0,
  unanswered integer not null default 0,
  look_waits integer not null default 0,
  lost_at timestamptz,
  exchange_id uuid,
  unit text collate "C",
  remote_exists boolean not null default false,
  remote_id text,
  accepted_version integer,
  accepted_phase text,
  accepted_generation integer,
  accepted_hash bytea,
  accepted_at timestamptz,
  found_entries jsonb,
  since timestamptz not null default now(),
  unique (subject_id, portal, form)
);
comment on column lane.subject_id is 'no foreign key: PostgreSQL would lock the subject when a lane changes twice in a transaction,'
  ' after the lane, against the lock order (docs/ledger.md, rule 3)';
comment on column lane.business_at is 'received (dossier) or published (notice): what adoption compares with enabled_since';
comment on column lane.found_entries is 'entry key → how many were found at first contact and not yet consumed';
comment on column lane.must_adopt is 'its account changed: the new account''s first contact is a look';
comment on column lane.adopted_blind is 'found at first contact by a portal that does not show its entries';
comment on column lane.look_delays is 'ms after the loss; with look_tries and attempt_limit as the profile had them at the last claim';
comment on column lane.unanswered is 'looks in a row that got no answer; look_waits: those the portal was not available for';
comment on column lane.lost_at is 'of a call in flight: when it counts as lost; of an UNKNOWN lane: when it was lost';
comment on column lane.exchange_id is 'the last call that was opened to send, kept while its fate is not known';
comment on column lane.unit is 'the unit that decides the account';
comment on column lane.since is 'when the lane came into its present state or wait reason';
create index lane_ready on lane (account_id, priority, ready_at) where state <> 'BUSY' and ready_at < 'infinity';
create index lane_due on lane (account_id, ready_at) where state <> 'BUSY' and ready_at < 'infinity';
create index lane_busy on lane (lease_until) where state = 'BUSY';

create table delivery (
  id uuid primary key,
  lane_id bigint not null references lane,
  kind text not null check (kind in ('RECORD', 'ENTRY')),
  version integer not null,
  phase text not null default 'PUBLISH' check (phase in ('PUBLISH', 'WITHDRAW')),
  generation integer not null default 0,
  entry_id integer references trace_entry,
  state text not null default 'PENDING' check (state in
    ('PENDING', 'SENDING', 'UNKNOWN', 'DELIVERED', 'REFUSED', 'HELD', 'EXHAUSTED', 'SUPERSEDED')),
  hold_reason text,
  hold_field text,
  code text,
  message text,
  flags text[] not null default '{}',
  not_before timestamptz,
  next_attempt_at timestamptz,
  attempts integer not null default 0,
  turns integer not null default 0,
  waits integer not null default 0,
  payload_hash bytea,
  exchange_id uuid,
  superseded_by uuid,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check ((kind = 'ENTRY') = (entry_id is not null)),
  check ((state = 'HELD') = (hold_reason is not null))
);
create unique index delivery_record on delivery (lane_id, version, phase, generation) where kind = 'RECORD';
create unique index delivery_entry on delivery (lane_id, entry_id, generation) where kind = 'ENTRY';
create index delivery_open on delivery (lane_id, kind) where state in ('PENDING', 'SENDING', 'UNKNOWN');
create index delivery_state on delivery (state, changed_at);
create index delivery_lane on delivery (lane_id);

create table exchange (
  id uuid primary key,
  account_id bigint not null references portal_account,
  portal text not null,
  task text not null check (task in ('SEND', 'LOOK')),
  operation text not null,
  lanes bigint[] not null,
  fences bigint[] not null,
  deliveries uuid[] not null,
  worker text not null,
  session_generation bigint,
  opened_at timestamptz not null default now(),
  sent_at timestamptz,
  answered_at timestamptz,
  http_status integer,
  outcome text,
  error text,
  request bytea,
  response bytea,
  catalogue_version text,
  profile_version text
);
comment on column exchange.request is 'sealed';
comment on column exchange.response is 'sealed';
create index exchange_opened on exchange (opened_at);

create table attempt (
  id uuid primary key,
  exchange_id uuid not null references exchange,
  delivery_id uuid not null references delivery,
  number integer not null,
  outcome text not null,
  code text,
  message text,
  late boolean not null default false,
  at timestamptz not null default now()
);
comment on column attempt.late is 'the answer came when its lane had moved on: kept as evidence, it settled nothing';
create index attempt_delivery on attempt (delivery_id, at);

create table receipt (
  id uuid primary key,
  delivery_id uuid not null unique references delivery,
  exchange_id uuid,
  portal text not null,
  form text not null,
  kind text not null,
  subject_kind text not null,
  key_hash bytea not null,
  version integer not null,
  phase text not null,
  generation integer not null,
  content_hash bytea not null,
  payload_hash bytea,
  answer_code text,
  proof text not null check (proof in ('ANSWER', 'READ_BACK', 'ADOPTION')),
  catalogue_version text,
  profile_version text,
  accepted_at timestamptz not null,
  seq bigint unique,
  chain bytea
);
comment on column receipt.key_hash is 'keyed hash of the subject''s natural key: no personal data';
create index receipt_unsealed on receipt (accepted_at) where seq is null;
`);
    this.addSql(ledgerFunctions);
  }

  override down(): void {
    this.addSql(`
drop function unit_within, account_of, look_delay, ledger_backoff, lane_prospect;
drop table receipt, attempt, exchange, delivery, lane, account_rate, account_breaker, account_session, portal_account, portal;
`);
  }
}
