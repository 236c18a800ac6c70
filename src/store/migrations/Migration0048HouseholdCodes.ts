import { Migration } from '@mikro-orm/migrations';
import { folded } from './folded.js';

/**
 * The code of a household is masked: it goes from what everybody may search to what those may who see names. From its keys it goes with the
 * installation's secret, which SQL does not know: store/kinds/household-keys.ts.
 */
export class Migration0048HouseholdCodes extends Migration {
  override up(): void {
    this.addSql(`
update poverty_household set search_text = ${folded("coalesce(decision_number, '')")},
  person_text = person_text || ' ' || ${folded('household_code')};
`);
  }

  override down(): void {
    this.addSql(`
update poverty_household set search_text = btrim(${folded('household_code')} || ' ' || search_text);
`);
  }
}
