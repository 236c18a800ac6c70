import type { Principal } from '../access/principal.js';
import { codesIn, withUnitInKey, withUnits } from '../domain/kinds/codes.js';
import { factsOf } from '../domain/kinds/index.js';
import type { Problem, Reference } from '../domain/ports.js';
import { isPlain, type SubjectKind, type SubjectRecord } from '../domain/records.js';
import { spellingsOf } from '../domain/unit-code.js';
import type { Below } from '../domain/unit-tree.js';
import type { Queryable } from '../store/database.js';
import type { Candidate } from './types.js';

/** What the store knows of the codes on a page. */
export interface Known {
  /** Any form of a unit's code → its code in the unit table. */
  unit(code: string): string | undefined;
  procedure(code: string): boolean;
}

/** Units and procedures that are known beside those of the store, and in front of them. */
export interface AlsoKnown {
  /** A form of a unit's code → its code. */
  unit(form: string): string | undefined;
  /** Whether this is what is known of that unit: other forms that the store has for it are void. */
  replaces(unit: string): boolean;
  procedure(code: string): boolean;
  /** What a unit stands below, and stood below before; undefined: nothing is known of it. */
  parents(unit: string): readonly Below[] | undefined;
}

/** Reads once for a whole page which of its units and procedures are known. */
export async function loadKnown(
  store: Queryable,
  _principal: Principal,
  kind: SubjectKind,
  candidates: readonly Candidate[],
  also?: AlsoKnown,
): Promise<Known> {
  const units = new Set<string>();
  const procedures = new Set<string>();
  for (const { record, references, key } of candidates) {
    for (const { type, code } of references) (type === 'unit' ? units : procedures).add(code);
    const inKey = key === undefined ? undefined : factsOf(kind)?.unitInKey?.(key);
    if (inKey !== undefined) units.add(inKey);
    for (const code of unitsOf(record)) units.add(code);
  }
  const unit = await loadUnits(store, units, also);
  const known = new Set<string>();
  if (procedures.size > 0) {
    const { rows } = await store.query<{ code: string }>(
      'select code from procedure where code = any($1::text[])',
      [[...procedures]],
    );
    for (const { code } of rows) known.add(code);
  }
  return { unit, procedure: (code) => known.has(code) || also?.procedure(code) === true };
}

/** What these codes, in any form, are in the unit table. */
export async function loadUnits(
  store: Queryable,
  codes: Iterable<string>,
  also?: AlsoKnown,
): Promise<Known['unit']> {
  const forms = [...new Set([...codes].flatMap(spellingsOf))];
  const canonical = new Map<string, string>();
  if (forms.length > 0) {
    const { rows } = await store.query<{ form: string; code: string }>(
      `select code as form, code from unit where code = any($1::text[])
        union all select a.alias, a.code from unit_alias a where a.alias = any($1::text[])
          and not exists (select 1 from unit u where u.code = a.alias)`,
      [forms],
    );
    for (const { form, code } of rows) if (form === code || !also?.replaces(code)) canonical.set(form, code);
    for (const form of forms) {
      const code = also?.unit(form);
      // A unit's own code goes before another form of another one.
      if (code !== undefined && canonical.get(form) !== form) canonical.set(form, code);
    }
  }
  return (code) =>
    spellingsOf(code)
      .map((form) => canonical.get(form))
      .find((found) => found !== undefined);
}

function unitsOf(record: SubjectRecord | undefined): string[] {
  if (record && isPlain(record)) {
    const own = codesIn(record).flatMap(({ type, code }) => (type === 'unit' ? [code] : []));
    return [...own, ...(factsOf(record.kind)?.agencies?.named(record) ?? [])];
  }
  if (record?.kind === 'dossier' && record.processingUnit) return [record.processingUnit];
  return record?.kind === 'notice' ? [record.unit] : [];
}

/**
 * Adds a problem for each unknown unit or procedure, and puts the table's own codes into the record and its key where they came in
 * another form. Gives the candidate as it stands then.
 */
export function admit(kind: SubjectKind, candidate: Candidate, known: Known): Candidate {
  const missing = candidate.references.filter((reference) => !isKnown(reference, known));
  const problems = [...candidate.problems, ...distinct(missing.map(problemOf))];
  const { record: came, key, ...rest } = candidate;
  const named = came && withKnownNames(withKnownCodes(came, known), known);
  const code =
    named?.record.code ??
    (key === undefined ? key : withUnitInKey(kind, key, (form) => known.unit(form) ?? form));
  return {
    ...rest,
    ...(code === undefined ? {} : { key: code }),
    problems: [...problems, ...(named?.problems ?? [])],
    ...(named ? { record: named.record } : {}),
  };
}

/** Whoever a record names beside its kind's codes, under the table's own; and what shows to be wrong with it then. */
function withKnownNames(record: SubjectRecord, known: Known): { record: SubjectRecord; problems: Problem[] } {
  const agencies = isPlain(record) ? factsOf(record.kind)?.agencies : undefined;
  if (!agencies) return { record, problems: [] };
  const { record: named, problems } = agencies.renamed(record, (code) => known.unit(code) ?? code);
  // A kind's own rule gives a record of the kind.
  return { record: named as SubjectRecord, problems };
}

/** Items of a list share their field, which is told once. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.field} ${problem.code}`, problem])).values()];
}

function isKnown({ type, code }: Reference, known: Known): boolean {
  return type === 'unit' ? known.unit(code) !== undefined : known.procedure(code);
}

function problemOf({ field, type }: Reference): Problem {
  return type === 'unit'
    ? { field, code: 'UNKNOWN_UNIT', message: 'Mã đơn vị chưa có trong danh mục (unit is not known)' }
    : {
        field,
        code: 'UNKNOWN_PROCEDURE',
        message: 'Mã thủ tục chưa có trong danh mục (procedure is not known)',
      };
}

function withKnownCodes(record: SubjectRecord, known: Known): SubjectRecord {
  if (record.kind === 'notice') return { ...record, unit: known.unit(record.unit) ?? record.unit };
  if (isPlain(record)) return withUnits(record, (code) => known.unit(code) ?? code);
  if (record.kind !== 'dossier' || record.deleted) return record;
  const receivingUnit = known.unit(record.receivingUnit) ?? record.receivingUnit;
  if (record.processingUnit === undefined) return { ...record, receivingUnit };
  return {
    ...record,
    receivingUnit,
    processingUnit: known.unit(record.processingUnit) ?? record.processingUnit,
  };
}

/** `unit:H56.14.99`, `procedure:1.001193`: what a record waits for, when nothing else is wrong with it. */
export function waitsFor(candidate: Candidate): string[] | undefined {
  const codes = new Set(candidate.problems.map(({ code }) => code));
  if (codes.size === 0) return undefined;
  codes.delete('UNKNOWN_UNIT');
  codes.delete('UNKNOWN_PROCEDURE');
  if (codes.size > 0) return undefined;
  const fields = new Set(candidate.problems.map(({ field }) => field));
  return candidate.references
    .filter(({ field }) => fields.has(field))
    .map(({ type, code }) => `${type}:${code}`);
}
