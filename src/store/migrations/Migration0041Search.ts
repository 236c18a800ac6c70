import { Migration } from '@mikro-orm/migrations';

/** What the search over all kinds walks where a table had no index for it. */
export class Migration0041Search extends Migration {
  override up(): void {
    this.addSql(`
create index unit_search on unit using gin (search_text gin_trgm_ops);
create index procedure_search on procedure using gin (search_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql('drop index unit_search, procedure_search;');
  }
}
