import type { Principal } from '../access/principal.js';
import { hashOf } from '../domain/canonical.js';
import type { Catalogue } from '../domain/ports.js';
import type { Queryable } from '../store/database.js';

/** Gives the catalogue as it stands now. */
export interface CatalogueSource {
  current(principal: Principal): Promise<Catalogue>;
}

/** How long a catalogue is used before the store is asked whether it changed, ms. */
const CHECK_MS = 3_000;

interface ProcedureRow {
  code: string;
  name: string;
  field_code: string;
  field_name: string;
  no_due_time: boolean;
}

/**
 * The names on the wire from the tables catalogue_procedure (they win), procedure and unit. Kept in memory; a cheap
 * fingerprint of the tables is compared every few seconds. `version` is a hash of the content, so that equal catalogues have
 * equal versions whenever they were read.
 */
export class StoredCatalogue implements CatalogueSource {
  #fingerprint: string | undefined;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #catalogue: Catalogue | undefined;
  #loading: Promise<Catalogue> | undefined;

  constructor(
    private readonly database: Queryable,
    private readonly checkMs = CHECK_MS,
  ) {}

  async current(_principal: Principal): Promise<Catalogue> {
    if (this.#catalogue && performance.now() - this.#checkedAt < this.checkMs) return this.#catalogue;
    this.#loading ??= this.#refresh().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #refresh(): Promise<Catalogue> {
    const checkedAt = performance.now();
    const { rows } = await this.database.query<{ fingerprint: string }>(
      `select concat_ws(' ',
          (select count(*) || ' ' || coalesce(max(read_at)::text, '') from catalogue_procedure),
          (select count(*) || ' ' || coalesce(sum(version), 0) from subject where kind = 'procedure'),
          (select count(*) || ' ' || coalesce(sum(version), 0) from subject where kind = 'unit')) as fingerprint`,
    );
    const fingerprint = rows[0]?.fingerprint ?? '';
    if (!this.#catalogue || fingerprint !== this.#fingerprint) this.#catalogue = await this.#load();
    this.#fingerprint = fingerprint;
    this.#checkedAt = checkedAt;
    return this.#catalogue;
  }

  async #load(): Promise<Catalogue> {
    // The national catalogue has no word on due times; the procedure table alone has procedures that it lacks.
    const procedures = await this.database.query<ProcedureRow>(
      `select code, coalesce(c.name, p.name) as name, coalesce(c.field_code, p.field_code) as field_code,
          coalesce(c.field_name, p.field_name) as field_name, coalesce(p.no_due_time, false) as no_due_time
        from procedure p full join (select * from catalogue_procedure where portal = 'national') c using (code)
        order by code`,
    );
    const units = await this.database.query<{ code: string; name: string }>(
      'select code, name from unit order by code',
    );
    const byCode = new Map(
      procedures.rows.map(({ code, name, field_code, field_name, no_due_time }) => [
        code,
        { code, name, fieldCode: field_code, fieldName: field_name, noDueTime: no_due_time },
      ]),
    );
    const unitByCode = new Map(units.rows.map((unit) => [unit.code, unit]));
    return {
      version: hashOf([procedures.rows, units.rows]).toString('hex').slice(0, 12),
      procedure: (code) => byCode.get(code),
      unit: (code) => unitByCode.get(code),
    };
  }
}
