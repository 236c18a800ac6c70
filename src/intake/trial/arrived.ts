import type { SubjectRecord } from '../../domain/records.js';
import { parentsOf } from '../../domain/unit.js';
import type { Below } from '../../domain/unit-tree.js';
import type { AlsoKnown } from '../admit.js';

/** Units and procedures that would have come by now: what is pulled later refers to them. Some thousands at most. */
export class Arrived implements AlsoKnown {
  readonly #units = new Map<string, readonly Below[]>();
  /** Another form → the unit's code. */
  readonly #forms = new Map<string, string>();
  readonly #procedures = new Set<string>();

  add(record: SubjectRecord): void {
    if (record.kind === 'procedure') this.#procedures.add(record.code);
    if (record.kind !== 'unit') return;
    for (const [form, code] of this.#forms) if (code === record.code) this.#forms.delete(form);
    this.#units.set(record.code, parentsOf(record));
    for (const form of record.aliases) this.#forms.set(form, record.code);
  }

  unit(form: string): string | undefined {
    return this.#units.has(form) ? form : this.#forms.get(form);
  }

  replaces(unit: string): boolean {
    return this.#units.has(unit);
  }

  parents(unit: string): readonly Below[] | undefined {
    return this.#units.get(unit);
  }

  procedure(code: string): boolean {
    return this.#procedures.has(code);
  }
}
