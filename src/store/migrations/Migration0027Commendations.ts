import { Migration } from '@mikro-orm/migrations';

/** Awards to persons, collectives and households (thi đua, khen thưởng), and proposals of them. */
export class Migration0027Commendations extends Migration {
  override up(): void {
    this.addSql(`
create table commendation (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  recipient_kind text not null check (recipient_kind in ('PERSON', 'COLLECTIVE', 'HOUSEHOLD')),
  recipient_name text not null,
  personal_id bytea,
  person_hash bytea,
  unit text collate "C" not null,
  place text,
  award text collate "C" not null,
  award_name text not null,
  award_kind text not null check (award_kind in ('TITLE', 'REWARD')),
  level text not null check (level in ('GRASSROOTS', 'COMMUNE', 'DISTRICT', 'PROVINCE', 'NATIONAL')),
  year_from integer not null,
  year_to integer not null,
  achievement text,
  state text not null check (state in ('PROPOSED', 'COUNCIL', 'RETURNED', 'DECIDED', 'PUBLISHED', 'REVOKED')),
  proposal_code text collate "C",
  proposal_number text,
  proposal_date timestamptz,
  reason text,
  decision_number text,
  decision_date timestamptz,
  signer text,
  published_at timestamptz,
  revoked_at timestamptz,
  money bigint,
  search_text text collate "C" not null,
  constraint commendation_years check (year_to - year_from in (0, 1)),
  constraint commendation_decided check ((state in ('PROPOSED', 'COUNCIL', 'RETURNED')) = (decision_number is null))
);
comment on column commendation.personal_id is 'sealed';
create index commendation_unit on commendation (unit, year_to);
create index commendation_proposal on commendation (proposal_code) where proposal_code is not null and decision_number is not null;
create index commendation_person on commendation (person_hash) where person_hash is not null;
create index commendation_search on commendation using gin (search_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql('drop table commendation;');
  }
}
