import type { Problem } from '../../../domain/ports.js';
import { type Leaf, leafProblem, type RequiredLeaf } from './leaves.js';

/** A list of objects, or one object, inside a record; in a CSV cell as JSON. */
export interface Part<S extends Shape = Shape> {
  readonly part: 'list' | 'object';
  readonly shape: S;
}
/** A list of single values inside a record. */
export interface Values<T = unknown> {
  readonly part: 'values';
  readonly leaf: Leaf<T>;
}
export interface Shape {
  readonly [key: string]: Leaf<unknown> | Part | Values;
}

export function listOf<const S extends Shape>(shape: S): Part<S> & { part: 'list' } {
  return { part: 'list', shape };
}
export function objectOf<const S extends Shape>(shape: S): Part<S> & { part: 'object' } {
  return { part: 'object', shape };
}
export function valuesOf<T>(leaf: Leaf<T>): Values<T> {
  return { part: 'values', leaf };
}

type Full<F> = F extends { part: 'list'; shape: infer S extends Shape }
  ? Fields<S>[]
  : F extends { part: 'object'; shape: infer S extends Shape }
    ? Fields<S> | undefined
    : F extends Values<infer T>
      ? T[]
      : F extends RequiredLeaf<infer T>
        ? T
        : F extends Leaf<infer T>
          ? T | undefined
          : never;
/** A record as its form promises it: ✓ fields are there. */
export type Fields<S extends Shape> = { [K in keyof S]: Full<S[K]> };

type Loose<F> = F extends { part: 'list'; shape: infer S extends Shape }
  ? LooseFields<S>[]
  : F extends { part: 'object'; shape: infer S extends Shape }
    ? LooseFields<S> | undefined
    : F extends Values<infer T>
      ? T[]
      : F extends Leaf<infer T>
        ? T | undefined
        : never;
/** What could be read of a record; anything may lack. Lists are always there. */
export type LooseFields<S extends Shape> = { [K in keyof S]: Loose<S[K]> };

const NOT_AN_OBJECT = 'Phải là một đối tượng JSON (must be a JSON object)';
const NOT_A_LIST = 'Phải là một danh sách JSON (must be a JSON list)';

/**
 * Reads every field of a record by itself, so that all problems are found at once; each is added to `problems` with its
 * path (`KetQua[0].Ten`). Keys that the form does not know are left alone.
 */
export function readFields<S extends Shape>(
  shape: S,
  raw: object,
  path: string,
  problems: Problem[],
): LooseFields<S> {
  const values: Record<string, unknown> = {};
  const source = raw as Readonly<Record<string, unknown>>;
  for (const [key, field] of entriesOf(shape)) {
    // What every object inherits is no value of this one.
    const value = Object.hasOwn(source, key) ? source[key] : undefined;
    values[key] = readField(field, value, path + key, problems);
  }
  return values as LooseFields<S>;
}

const ENTRIES = new WeakMap<Shape, [string, Shape[string]][]>();

/** Listed once for each form, not for each record. */
function entriesOf(shape: Shape): [string, Shape[string]][] {
  const known = ENTRIES.get(shape);
  if (known) return known;
  const entries = Object.entries(shape);
  ENTRIES.set(shape, entries);
  return entries;
}

/** The same value as a complete one: only where no problem was found, so that every ✓ field is there. */
export function complete<S extends Shape>(
  fields: LooseFields<S>,
  problems: readonly Problem[],
): Fields<S> | undefined {
  return problems.length === 0 ? (fields as Fields<S>) : undefined;
}

function readField(field: Shape[string], raw: unknown, path: string, problems: Problem[]): unknown {
  if ('read' in field) return readLeaf(field, raw, path, problems);
  const parsed = unpacked(raw);
  if (field.part === 'object' && 'shape' in field) {
    if (isAbsent(parsed)) return undefined;
    if (isObject(parsed)) return readFields(field.shape, parsed, `${path}.`, problems);
    problems.push({ field: path, code: 'BAD_SHAPE', message: NOT_AN_OBJECT });
    return undefined;
  }
  if (isAbsent(parsed)) return [];
  if (!Array.isArray(parsed)) {
    problems.push({ field: path, code: 'BAD_SHAPE', message: NOT_A_LIST });
    return [];
  }
  return 'shape' in field
    ? parsed.flatMap((item, index) => readItem(field.shape, item, `${path}[${index}]`, problems))
    : parsed.flatMap((item, index) => readLeaf(field.leaf, item, `${path}[${index}]`, problems) ?? []);
}

function readItem(shape: Shape, item: unknown, path: string, problems: Problem[]): unknown[] {
  if (isObject(item)) return [readFields(shape, item, `${path}.`, problems)];
  problems.push({ field: path, code: 'BAD_SHAPE', message: NOT_AN_OBJECT });
  return [];
}

function readLeaf(leaf: Leaf<unknown>, raw: unknown, path: string, problems: Problem[]): unknown {
  const before = problems.length;
  const value = leaf.read(raw, (code, detail) => {
    problems.push(leafProblem(path, code, detail));
    return undefined;
  });
  if (leaf.required && value === undefined && problems.length === before)
    problems.push(leafProblem(path, 'MISSING'));
  return value;
}

/** A list or an object in a CSV cell is JSON text. */
function unpacked(raw: unknown): unknown {
  if (typeof raw !== 'string' || raw.trim() === '') return raw;
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return raw;
  }
}

/** `null`, blank text and nothing are one. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Optional<T, K extends keyof T> = Partial<Pick<T, K>> extends Pick<T, K> ? true : false;
/** `T` whose optional properties may be written as `undefined`. */
export type WithGaps<T> = { [K in keyof T]: Optional<T, K> extends true ? T[K] | undefined : T[K] };

/** Leaves out what is `undefined`, so that absent is absent in hashes and snapshots. */
export function compact<T extends object>(value: WithGaps<T>): T {
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) if (inner !== undefined) kept[name] = inner;
  return kept as T;
}

/** A list that says nothing is left out: content that was recorded before there was such a list keeps its hash. */
export function unlessEmpty<Each>(list: readonly Each[]): Each[] | undefined {
  return list.length === 0 ? undefined : [...list];
}
