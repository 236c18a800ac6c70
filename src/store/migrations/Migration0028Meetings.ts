import { Migration } from '@mikro-orm/migrations';

/** Online meetings (họp trực tuyến), session by session, the rooms that they are held in, and whose a code is on a day. */
export class Migration0028Meetings extends Migration {
  override up(): void {
    this.addSql(`
create table meeting_room (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  name text not null,
  unit text collate "C" not null,
  place text,
  seats integer,
  codec_serial text collate "C",
  state text not null check (state in ('IN_USE', 'REPAIR', 'CLOSED')),
  search_text text collate "C" not null
);
create index meeting_room_unit on meeting_room (unit);
create index meeting_room_search on meeting_room using gin (search_text gin_trgm_ops);

create table meeting (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  uid text collate "C" not null,
  recurrence_at timestamptz,
  own boolean not null,
  sequence integer,
  stamped_at timestamptz not null,
  title text not null,
  location text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  all_day boolean not null,
  unit text collate "C" not null,
  organiser text,
  organiser_email bytea,
  state text not null check (state in ('TENTATIVE', 'CONFIRMED', 'STARTED', 'ENDED', 'CANCELLED')),
  rooms text[] not null,
  join_url bytea,
  recording_url bytea,
  search_text text collate "C" not null
);
comment on column meeting.organiser_email is 'sealed';
comment on column meeting.join_url is 'sealed';
comment on column meeting.recording_url is 'sealed';
create index meeting_unit on meeting (unit);
create index meeting_starts on meeting (starts_at, subject_id);
create index meeting_series on meeting (uid) where recurrence_at is not null;
create index meeting_search on meeting using gin (search_text gin_trgm_ops);

create table meeting_invitee (
  meeting_id bigint not null references meeting,
  position integer not null,
  email bytea,
  unit text collate "C",
  answer text not null check (answer in ('NEEDS-ACTION', 'ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED')),
  primary key (meeting_id, position)
);
comment on column meeting_invitee.email is 'sealed';
create index meeting_invitee_unit on meeting_invitee (unit) where unit is not null;

create table meeting_document (
  meeting_id bigint not null references meeting,
  position integer not null,
  name text not null,
  url text not null,
  primary key (meeting_id, position)
);

create table meeting_attendance (
  meeting_id bigint not null references meeting,
  position integer not null,
  unit text collate "C" not null,
  room text collate "C",
  invited integer,
  attended integer not null,
  primary key (meeting_id, position)
);

create function unit_on(given text, at timestamptz) returns text language sql stable as $$
  with recursive heir (code, step) as (
    select unit_known(given) collate "C", 0
    union all
    select u.successors[1] collate "C", h.step + 1
    from heir h join unit u on u.code = h.code
    where u.valid_to <= at and cardinality(u.successors) = 1 and h.step < 16
  )
  select h.code from heir h order by h.step desc limit 1
$$;
comment on function unit_on is
  'whose a code is at a time: the unit itself, or, where it had ended, the one that took over from it; where several did, still itself';
`);
  }

  override down(): void {
    this.addSql(
      'drop function unit_on; drop table meeting_attendance, meeting_document, meeting_invitee, meeting, meeting_room;',
    );
  }
}
