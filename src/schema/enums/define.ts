import { registerEnumType } from 'type-graphql';

/** What the store holds for a value, and what an officer reads for it. */
export type EnumTable<Name extends string, Stored extends string | number> = Readonly<
  Record<Name, readonly [stored: Stored, label: string]>
>;

/**
 * Registers an enum: English names for clients, the stored form inside, each value described by its Vietnamese label and,
 * where given after a dash, an English remark. Returns name → stored.
 */
export function defineEnum<const Name extends string, const Stored extends string | number>(
  name: string,
  description: string,
  table: EnumTable<Name, Stored>,
): Record<Name, Stored> {
  const rows = Object.entries(table) as [Name, readonly [Stored, string]][];
  const values = Object.fromEntries(rows.map(([key, [stored]]) => [key, stored])) as Record<Name, Stored>;
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(rows.map(([key, [, label]]) => [key, { description: label }])) as Record<
      Name,
      { description: string }
    >,
  });
  return values;
}

/** For enums whose name is what the store holds. */
export function defineNames<const Name extends string>(
  name: string,
  description: string,
  labels: Readonly<Record<Name, string>>,
): Record<Name, Name> {
  const rows = Object.entries(labels) as [Name, string][];
  const table = Object.fromEntries(rows.map(([key, label]) => [key, [key, label]])) as unknown as EnumTable<
    Name,
    Name
  >;
  return defineEnum<Name, Name>(name, description, table);
}
