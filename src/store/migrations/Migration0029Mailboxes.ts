import { Migration } from '@mikro-orm/migrations';

/** Official mailboxes (hộp thư công vụ) and their further addresses. */
export class Migration0029Mailboxes extends Migration {
  override up(): void {
    this.addSql(`
create table mailbox (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  address bytea not null,
  post_address text collate "C",
  holder_kind text not null check (holder_kind in ('POST', 'PERSON')),
  name text not null,
  title text,
  unit text collate "C" not null,
  state text not null check (state in ('REQUESTED', 'ACTIVE', 'LOCKED', 'MAINTENANCE', 'CLOSED', 'UNKNOWN')),
  last_used_at timestamptz,
  created_at timestamptz,
  quota_bytes bigint,
  unlimited boolean,
  used_bytes bigint,
  phone bytea,
  personal_id bytea,
  person_hash bytea,
  official_code text collate "C",
  search_text text collate "C" not null
);
comment on column mailbox.address is 'sealed';
comment on column mailbox.phone is 'sealed';
comment on column mailbox.personal_id is 'sealed';
create index mailbox_unit on mailbox (unit);
create index mailbox_used on mailbox (coalesce(last_used_at, created_at));
create index mailbox_person on mailbox (person_hash) where person_hash is not null;
create index mailbox_search on mailbox using gin (search_text gin_trgm_ops);

create table mailbox_alias (
  mailbox_id bigint not null references mailbox,
  position integer not null,
  address bytea not null,
  primary key (mailbox_id, position)
);
comment on column mailbox_alias.address is 'sealed';
`);
  }

  override down(): void {
    this.addSql('drop table mailbox_alias, mailbox;');
  }
}
