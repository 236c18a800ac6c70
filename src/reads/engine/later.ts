import type { CompiledQuery } from 'kysely';

/** A parameter whose value is given when its statement runs: the same statement serves every cursor, every key and every text that is searched. */
export class Later {
  constructor(
    readonly name: 'after' | 'before' | 'key' | 'text',
    readonly at: number,
  ) {}
}

/** Values of parameters that are given later, by name and place. */
export type Given = Partial<Readonly<Record<Later['name'], readonly unknown[]>>>;

/** The statement's parameters with what was given later. */
export function parametersOf({ parameters }: Pick<CompiledQuery, 'parameters'>, given: Given): unknown[] {
  return parameters.map((each) => (each instanceof Later ? given[each.name]?.[each.at] : each));
}
