import { z } from 'zod';
import type { Problem } from '../../../domain/ports.js';

/** A list of objects, or one object, inside a record; in a CSV cell as JSON. */
export interface Part<S extends Shape = Shape> {
  readonly part: 'list' | 'object';
  readonly shape: S;
}
/** A list of single values inside a record. */
export interface Values<Z extends z.ZodType = z.ZodType> {
  readonly part: 'values';
  readonly leaf: Z;
}
export interface Shape {
  readonly [key: string]: z.ZodType | Part | Values;
}

export function listOf<const S extends Shape>(shape: S): Part<S> & { part: 'list' } {
  return { part: 'list', shape };
}
export function objectOf<const S extends Shape>(shape: S): Part<S> & { part: 'object' } {
  return { part: 'object', shape };
}
export function valuesOf<Z extends z.ZodType>(leaf: Z): Values<Z> {
  return { part: 'values', leaf };
}

type Full<F> = F extends { part: 'list'; shape: infer S extends Shape }
  ? Fields<S>[]
  : F extends { part: 'object'; shape: infer S extends Shape }
    ? Fields<S> | undefined
    : F extends Values<infer Z>
      ? Exclude<z.output<Z>, undefined>[]
      : F extends z.ZodType
        ? z.output<F>
        : never;
/** A record as its form promises it: ✓ fields are there. */
export type Fields<S extends Shape> = { [K in keyof S]: Full<S[K]> };

type Loose<F> = F extends { part: 'list'; shape: infer S extends Shape }
  ? LooseFields<S>[]
  : F extends { part: 'object'; shape: infer S extends Shape }
    ? LooseFields<S> | undefined
    : F extends Values<infer Z>
      ? Exclude<z.output<Z>, undefined>[]
      : F extends z.ZodType
        ? z.output<F> | undefined
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
  const source = new Map<string, unknown>(Object.entries(raw));
  for (const [key, field] of Object.entries(shape)) {
    values[key] = readField(field, source.get(key), path + key, problems);
  }
  return values as LooseFields<S>;
}

/** The same value as a complete one: only where no problem was found, so that every ✓ field is there. */
export function complete<S extends Shape>(
  fields: LooseFields<S>,
  problems: readonly Problem[],
): Fields<S> | undefined {
  return problems.length === 0 ? (fields as Fields<S>) : undefined;
}

function readField(field: Shape[string], raw: unknown, path: string, problems: Problem[]): unknown {
  if (field instanceof z.ZodType) return readLeaf(field, raw, path, problems);
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

function readLeaf(field: z.ZodType, raw: unknown, path: string, problems: Problem[]): unknown {
  const result = field.safeParse(raw);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const code = issue.code === 'custom' ? issue.params?.['code'] : undefined;
    problems.push({
      field: path,
      code: typeof code === 'string' ? code : 'BAD_SHAPE',
      message: issue.message,
    });
  }
  return undefined;
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

function isAbsent(value: unknown): boolean {
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
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}

/** A list that says nothing is left out: content that was recorded before there was such a list keeps its hash. */
export function unlessEmpty<Each>(list: readonly Each[]): Each[] | undefined {
  return list.length === 0 ? undefined : [...list];
}
