import { factsOf, type PlainRecord } from './index.js';
import type { CodeOf } from './kind.js';

/** A code that a record holds, where {@link KindFacts.codes} says. */
export interface HeldCode extends Pick<CodeOf, 'field' | 'type'> {
  code: string;
  required: boolean;
}

type Loose = Readonly<Record<string, unknown>>;

/** Every unit's and procedure's code of a record; of a list each item's. */
export function codesIn(record: PlainRecord): HeldCode[] {
  return (factsOf(record.kind)?.codes ?? []).flatMap(({ property, each, field, type, required }) => {
    const value = looseOf(record)[property];
    const holders: unknown[] = each === undefined ? [value] : Array.isArray(value) ? value : [];
    return holders.flatMap((holder) => {
      const code = each === undefined ? holder : looseOf(holder)[each];
      if (typeof code !== 'string') return [];
      return [
        { field, type, code, required: typeof required === 'boolean' ? required : required(holder as never) },
      ];
    });
  });
}

/** The same record with `unit` of each unit's code in it, of those in its keys too. */
export function withUnits(record: PlainRecord, unit: (code: string) => string): PlainRecord {
  const { codes = [], keyProperties = [] } = factsOf(record.kind) ?? {};
  const changed: { [property: string]: unknown } = { code: withUnitInKey(record.kind, record.code, unit) };
  const own = looseOf(record);
  for (const { property, each, type } of codes) {
    const value = own[property];
    if (type !== 'unit') continue;
    if (typeof value === 'string') changed[property] = unit(value);
    if (each === undefined || !Array.isArray(value)) continue;
    changed[property] = value.map((item: unknown) => {
      const code = looseOf(item)[each];
      return typeof code === 'string' ? { ...looseOf(item), [each]: unit(code) } : item;
    });
  }
  for (const property of keyProperties) {
    const key = own[property];
    if (typeof key === 'string') changed[property] = withUnitInKey(record.kind, key, unit);
  }
  return { ...record, ...changed };
}

/** A key of that kind with `unit` of the unit's code in it. */
export function withUnitInKey(kind: string, key: string, unit: (code: string) => string): string {
  const code = factsOf(kind)?.unitInKey?.(key);
  return code === undefined ? key : key.replace(`${code}/`, `${unit(code)}/`);
}

/** The unit that a record of such a kind is of. */
export function unitOfPlain(record: PlainRecord): string | undefined {
  const first = factsOf(record.kind)?.codes.find(({ type }) => type === 'unit');
  const code = first && looseOf(record)[first.property];
  return typeof code === 'string' ? code : undefined;
}

function looseOf(value: unknown): Loose {
  return value !== null && typeof value === 'object' ? (value as Loose) : {};
}
