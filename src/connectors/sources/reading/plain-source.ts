import { factsOf, type PlainKind, type PlainRecord } from '../../../domain/kinds/index.js';
import type { Decoded, Problem, Reference, SourceDefinition } from '../../../domain/ports.js';
import type { Instant } from '../../../domain/time.js';
import { notAhead } from './checks.js';
import { cannotKey, type ExchangeForm, exchangeSource, type Keyed } from './exchange-source.js';
import { complete, type Fields, type LooseFields, readFields, type Shape } from './fields.js';
import { flag, leafProblem, required, time } from './leaves.js';
import { isTombstone } from './tombstone.js';

/** What every form of such a source has. */
const LIFE = { NgayCapNhat: required(time()), DaXoa: flag() } as const;
type WithLife<S extends Shape> = S & typeof LIFE;

/** A system of the district whose records are shown and not carried (domain/kinds). */
export interface PlainForm<S extends Shape, R extends PlainRecord>
  extends Omit<ExchangeForm, 'form' | 'decode' | 'kind'> {
  kind: R['kind'] & PlainKind;
  /** The form's fields but `NgayCapNhat` ✓ and `DaXoa`, which all have. */
  form: S;
  /**
   * The natural key, as far as it can be read; default: the text of the key column. `keyed`: what stands in it for an identity number, which
   * itself never does.
   */
  codeOf?(fields: LooseFields<S>, keyed: Keyed): string | undefined;
  /** A record of another shape; undefined: it is of the form's own. Absent: all are. */
  translate?(raw: object): Translated | undefined;
  /** What is wrong with the fields taken together; each by itself is read already. `now`: the run's own time, ms. */
  rules?(fields: LooseFields<S>, problems: Problem[], now: number): void;
  record(fields: Fields<WithLife<S>>, code: string, keyed: Keyed): R;
  /** Which part of the record a tombstone is about, where it may be one; absent: all of it. */
  gone?(fields: LooseFields<S>): Partial<R>;
}

/** A record of another shape as the form has it. */
export interface Translated {
  raw: object;
  /** What kept it from being read. */
  problems: readonly Problem[];
  /** What its own shape calls a field of the form, by the field's path. */
  named(field: string): string;
}

/** The whole of a form, as it is written. */
export function formWithLife<S extends Shape>(form: S): WithLife<S> {
  return { ...form, ...LIFE };
}

/** Makes the definition of such a source, over any transport. */
export function plainSource<S extends Shape, R extends PlainRecord>(form: PlainForm<S, R>): SourceDefinition {
  return exchangeSource({
    ...form,
    form: formWithLife(form.form),
    decode: (raw, now, keyed, told) => {
      const translated = form.translate?.(raw);
      // The form given here, with other codes in it.
      const shape = told as WithLife<S>;
      return translated
        ? decodeTranslated(form, translated, now, keyed, shape)
        : decodePlain(form, raw, now, keyed, shape);
    },
  });
}

/** The same of a record of another shape: what is wrong is told by the names of that shape. */
function decodeTranslated<S extends Shape, R extends PlainRecord>(
  form: PlainForm<S, R>,
  { raw, problems, named }: Translated,
  now: number,
  keyed: Keyed,
  shape: WithLife<S>,
): Decoded {
  if (problems.length > 0) return { ok: false, problems: [...problems] };
  const decoded = decodePlain(form, raw, now, keyed, shape);
  if (decoded.ok) return decoded;
  return {
    ...decoded,
    problems: decoded.problems.map((problem) => ({ ...problem, field: named(problem.field) })),
  };
}

/** One record of the form, or all that is wrong with it. `now`: the run's own time, ms. Pure. */
export function decodePlain<S extends Shape, R extends PlainRecord>(
  form: PlainForm<S, R>,
  raw: object,
  now: number,
  keyed: Keyed = cannotKey,
  shape = formWithLife(form.form),
): Decoded {
  const isGone = isTombstone(raw);
  const problems: Problem[] = [];
  const found: Problem[] = isGone ? [] : problems;
  const loose = readFields(shape, raw, '', found);
  // The parts are what `shape` was made of: TypeScript does not take an intersection of generics apart again.
  const own = loose as LooseFields<S>;
  const { NgayCapNhat: changedAt } = loose as LooseFields<typeof LIFE>;
  const code = form.codeOf ? form.codeOf(own, keyed) : keyIn(own, form.key);
  if (isGone) {
    const needed = found.filter(
      ({ field }) => field === 'NgayCapNhat' || (code === undefined && field === form.key),
    );
    problems.push(...needed);
  }
  notAhead(changedAt, 'NgayCapNhat', now, problems);
  if (code !== undefined && changedAt !== undefined && isGone && problems.length === 0) {
    return { ok: true, record: { ...form.gone?.(own), ...tombstone<R>(form.kind, code, changedAt) } };
  }
  if (!isGone) form.rules?.(own, problems, now);
  const fields = complete(loose, problems);
  if (fields && code !== undefined && !isGone) return { ok: true, record: form.record(fields, code, keyed) };
  if (problems.length === 0) problems.push(leafProblem(form.key, 'MISSING'));
  return {
    ok: false,
    ...(code === undefined ? {} : { key: code }),
    problems,
    references: isGone ? [] : referencesIn(form.kind, own),
  };
}

function keyIn<S extends Shape>(fields: LooseFields<S>, key: string): string | undefined {
  const value: unknown = fields[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Only these mean something; intake keeps the rest of what it has. */
function tombstone<R extends PlainRecord>(kind: R['kind'], code: string, changedAt: Instant): R {
  return { kind, code, changedAt, deleted: true } as R;
}

/** So that a refused record's unknown codes are named beside its own problems. */
function referencesIn<S extends Shape>(kind: string, fields: LooseFields<S>): Reference[] {
  return (factsOf(kind)?.codes ?? []).flatMap(({ field, type, required: needed }) => {
    const code: unknown = fields[field];
    return needed === true && typeof code === 'string' ? [{ field, type, code }] : [];
  });
}
