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

/** What stands between quotes, and numbers of parameters. */
const QUOTED_OR_NUMBER = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\d+)/g;

/** The statement with every value of a text as one parameter, wherever it stands: a search has each in every arm, and what is sent is written and read by value. */
export function textsOnce({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>) {
  const kept: unknown[] = [];
  const texts = new Map<number, number>();
  const numbers = parameters.map((each) => {
    if (!(each instanceof Later) || each.name !== 'text') return kept.push(each);
    const number = texts.get(each.at) ?? kept.push(each);
    texts.set(each.at, number);
    return number;
  });
  const renumbered = sql.replace(QUOTED_OR_NUMBER, (part: string, number: string | undefined) =>
    number === undefined ? part : `$${numbers[Number(number) - 1]}`,
  );
  return { sql: renumbered, parameters: kept };
}
