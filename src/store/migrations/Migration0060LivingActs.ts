import { Migration } from '@mikro-orm/migrations';
import { LIVING_ACTS } from './living-acts.js';
import { OFFICIAL_ACTS } from './official-functions.js';

const DROP = 'drop function official_documents, official_dossiers;';

/** What was given up is no act of an official; and of a document it is told which copy says who signed. */
export class Migration0060LivingActs extends Migration {
  override up(): void {
    this.addSql(`${DROP}${LIVING_ACTS}`);
  }

  override down(): void {
    this.addSql(`${DROP}${OFFICIAL_ACTS}`);
  }
}
