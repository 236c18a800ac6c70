import { Migration } from '@mikro-orm/migrations';
import { OFFICIAL_FUNCTIONS } from './official-functions.js';

/** What an official worked on and signed, where that is known: docs/adr/0012. */
export class Migration0057OfficialActs extends Migration {
  override up(): void {
    this.addSql(`
create function day_span(given text) returns table (day date, vague integer) language sql immutable strict rows 1 as $$
  select first.day, (first.day + case length(given) when 4 then interval '1 year' when 7 then interval '1 month' else interval '1 day' end)::date
    - first.day - 1
  from (values (rpad(given, 10, '-01-01')::date)) as first (day)
$$;
comment on function day_span is 'the first day that a date known in part may be, and how many days later it may be at most';
${OFFICIAL_FUNCTIONS}
create index trace_entry_actor on trace_entry (person_name(actor));
create index document_signer on document ((person_name(signer) collate "C")) where signer is not null;
create index official_name on official ((person_name(full_name) collate "C"));
`);
  }

  override down(): void {
    this.addSql(`
drop index official_name, document_signer, trace_entry_actor;
drop function document_signer, official_documents, official_dossiers, document_issuer, official_named, official_places, unit_homes,
  names_agree, name_as_written, person_name, day_span;
`);
  }
}
