import { Migration } from '@mikro-orm/migrations';

/** Citizens' feedback (phản ánh, kiến nghị). */
export class Migration0034Feedback extends Migration {
  override up(): void {
    this.addSql(`
create table feedback (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  type text not null check (type in ('PHAN_ANH', 'KIEN_NGHI')),
  channel text check (channel in ('PORTAL', 'APP', 'PHONE', 'DESK', 'POST')),
  unit text collate "C" not null,
  field text not null,
  title text not null,
  content bytea not null,
  sender_name bytea,
  sender_phone bytea,
  sender_email bytea,
  sender_address bytea,
  personal_id bytea,
  person_hash bytea,
  state text not null check (state in ('RECEIVED', 'ASSIGNED', 'ANSWERED', 'PUBLISHED', 'CLOSED')),
  received_at timestamptz not null,
  assigned_at timestamptz,
  due_at timestamptz,
  answered_at timestamptz,
  answer bytea,
  published_at timestamptz,
  published_content text,
  published_answer text,
  closed_at timestamptz,
  satisfied boolean,
  search_text text collate "C" not null
);
comment on column feedback.content is 'sealed';
comment on column feedback.sender_name is 'sealed';
comment on column feedback.sender_phone is 'sealed';
comment on column feedback.sender_email is 'sealed';
comment on column feedback.sender_address is 'sealed';
comment on column feedback.personal_id is 'sealed';
comment on column feedback.answer is 'sealed';
create index feedback_unit on feedback (unit);
create index feedback_received on feedback (received_at, subject_id);
create index feedback_due on feedback (due_at) where (answered_at is null);
create index feedback_person on feedback (person_hash) where person_hash is not null;
create index feedback_search on feedback using gin (search_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql('drop table feedback;');
  }
}
