import { Migration } from '@mikro-orm/migrations';
import { folded } from './folded.js';

/** Titles of feedback are citizens' own words: personal, and searched for those only who may see them. */
export class Migration0049FeedbackTitles extends Migration {
  override up(): void {
    this.addSql(`
alter table feedback add person_text text collate "C";
update feedback set search_text = ${folded("code || ' ' || field")}, person_text = ${folded('title')};
alter table feedback alter person_text set not null;
comment on column feedback.person_text is 'searched for those only who may see names';
create index feedback_person_search on feedback using gin (person_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql(`
update feedback set search_text = ${folded("code || ' ' || title || ' ' || field")};
alter table feedback drop person_text;
`);
  }
}
