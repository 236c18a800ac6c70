import type { Looked } from '../../access/looked.js';
import type { Part, Values } from './row-object.js';
import type { Selection } from './selection.js';
import { slot } from './statement.js';
import type { Json } from './types.js';

/** A row of a page as the statement gives it: its sort keys, whose personal text found it, and one object for each `node` that is selected. */
export type PageRow = readonly [keys: string[], foundBy: string | null, objects: readonly Values[]];

/** What a connection says beside its rows, and how it writes a row's cursor. */
export interface PageFacts {
  cursorOf(keys: readonly string[]): string;
  totalCount: unknown;
  pageInfo: Readonly<{
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  }>;
}

type MakeEdge = (row: PageRow, facts: PageFacts, looked: Looked | undefined) => unknown;

/** Makes a Relay connection of what a statement gives; `parts`: what it has to read of each row. */
export class Connection {
  readonly parts: Part[] = [];
  readonly #fields: { key: string; make: MakeField }[];
  readonly #constants: readonly [key: string, value: string][];

  /** `objectOf`: what is read for a `node`. */
  constructor(
    private readonly typeName: string,
    selection: Selection,
    objectOf: (node: Selection) => Part,
  ) {
    const name = `${typeName}Connection`;
    this.#constants = typenamesOf(selection, name);
    this.#fields = selection.on(name).map((each) => ({
      key: each.name === 'edges' ? objectKey(each) : fieldKey(each),
      make: this.#maker(each, objectOf),
    }));
  }

  make(facts: PageFacts, rows: readonly PageRow[], looked: Looked | undefined): Json {
    const connection: Json = Object.fromEntries(this.#constants);
    for (const { key, make } of this.#fields) connection[key] = make(facts, rows, looked);
    return connection;
  }

  #maker(selection: Selection, objectOf: (node: Selection) => Part): MakeField {
    if (selection.name === 'edges') {
      const edge = this.#edge(selection, objectOf);
      return (facts, rows, looked) => rows.map((row) => edge(row, facts, looked));
    }
    if (selection.name === 'totalCount') return ({ totalCount }) => totalCount;
    if (!selection.finished) return ({ pageInfo }) => pageInfo;
    const constants = typenamesOf(selection, 'PageInfo');
    const fields = selection.on('PageInfo');
    return ({ pageInfo }) =>
      Object.fromEntries([
        ...constants,
        ...fields.map(({ key, name }) => [key, pageInfo[name as keyof typeof pageInfo]]),
      ]);
  }

  #edge(selection: Selection, objectOf: (node: Selection) => Part): MakeEdge {
    const name = `${this.typeName}Edge`;
    const constants = typenamesOf(selection, name);
    const fields = selection.on(name).map((each): { key: string; make: MakeEdge } => {
      if (each.name === 'cursor')
        return { key: fieldKey(each), make: ([keys], { cursorOf }) => cursorOf(keys) };
      const part = objectOf(each);
      const at = this.parts.push(part) - 1;
      return {
        key: objectKey(each),
        make: ([, , objects], _facts, looked) => part.make(objects[at] ?? [], looked),
      };
    });
    return (row, facts, looked) => {
      const edge: Json = {};
      for (const [key, value] of constants) edge[key] = value;
      for (const { key, make } of fields) edge[key] = make(row, facts, looked);
      return edge;
    };
  }
}

type MakeField = (facts: PageFacts, rows: readonly PageRow[], looked: Looked | undefined) => unknown;

/** Where an executor looks for it; in a finished answer, where the client does. */
function fieldKey({ finished, key, name }: Selection): string {
  return finished ? key : name;
}

function objectKey({ finished, key }: Selection): string {
  return finished ? key : slot(key);
}

function typenamesOf(selection: Selection, name: string): [key: string, value: string][] {
  return selection.finished ? selection.typenames(name).map((key) => [key, name]) : [];
}
