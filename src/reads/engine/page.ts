import { sql } from 'kysely';
import { badInput, type InputProblem } from '../../access/refusal.js';
import { type CursorType, fromCursor, toCursor } from './cursor.js';
import type { Selection } from './selection.js';
import { checkFirst, type Json, type Statement, slot } from './statement.js';
import type { Row, Sql, Viewer } from './types.js';

export interface OrderKey {
  value(row: Row): Sql;
  type: CursorType;
  /** Comes first, before every value, in a descending list. */
  nullable?: true;
}

/** A root list: what orders it (the last key is unique) and what its arguments mean. */
export interface PageSpec<Args> {
  type: string;
  order: readonly OrderKey[];
  direction: 'asc' | 'desc';
  filters(row: Row, args: Args, viewer: Viewer): (Sql | undefined)[];
  /** What is wrong with the arguments beyond their types. */
  problems?(args: Args): InputProblem[];
}

export interface PageArguments {
  first: number;
  after?: string | null;
}

/** A statement for a page and what turns its one JSON value into a Relay connection. */
export function pageOf<Args extends PageArguments>(
  statement: Statement,
  spec: PageSpec<Args>,
  args: Args,
  selection: Selection,
): { sql: Sql; connection(data: Json): Json } {
  const first = checkFirst(args.first, ['first']);
  const problems = [...textProblems(args), ...(spec.problems?.(args) ?? [])];
  const after = args.after ? fromCursor(args.after, spec) : undefined;
  if (args.after && !after) problems.push({ path: ['after'], message: 'not a cursor of this list' });
  if (problems.length > 0) throw badInput(problems);

  const type = statement.type(spec.type);
  const selected = selection.on(`${spec.type}Connection`);
  const edges = selected.filter(({ name }) => name === 'edges');
  const wantsRows = edges.length > 0 || selected.some(({ name }) => name === 'pageInfo');
  const parts: Sql[] = [];

  if (selected.some(({ name }) => name === 'totalCount')) {
    const row = statement.row();
    parts.push(
      sql`'total', (select count(*) ${statement.from(type, row, ...spec.filters(row, args, statement.viewer))})`,
    );
  }
  const nodes = edges.flatMap((edge) =>
    edge
      .on(`${spec.type}Edge`)
      .filter(({ name }) => name === 'node')
      .map((node) => ({ edge, node })),
  );
  const row = statement.row();
  const objects = nodes.map(({ node }) => statement.object(type, row, node.on(spec.type), first));
  if (wantsRows) {
    const keys = spec.order.map(({ value }) => sql`to_jsonb(${value(row)}) #>> '{}'`);
    const values = [sql`json_build_array(${sql.join(keys)})`, ...objects.map((part) => part.sql)];
    const conditions = [...spec.filters(row, args, statement.viewer), after && beyond(spec, row, after)];
    const direction = sql.raw(spec.direction);
    const order = sql.join(spec.order.map(({ value }) => sql`${value(row)} ${direction}`));
    parts.push(sql`'rows', (select coalesce(json_agg(x.o), '[]'::json) from (
      select json_build_array(${sql.join(values)}) as o ${statement.from(type, row, ...conditions)}
      order by ${order} limit ${first + 1}) x)`);
  }

  return {
    sql: statement.whole(sql`select json_build_object(${sql.join(parts)}) as data`),
    connection: (data) => {
      const rows = (data['rows'] ?? []) as [(string | null)[], ...Json[]][];
      const page = rows.slice(0, first);
      const cursors = page.map(([keys]) => toCursor(spec.type, keys));
      for (const [, ...values] of page) values.forEach((value, at) => void objects[at]?.finish(value));
      const connection: Json = {
        totalCount: data['total'],
        pageInfo: {
          hasNextPage: rows.length > first,
          hasPreviousPage: after !== undefined,
          startCursor: cursors[0] ?? null,
          endCursor: cursors.at(-1) ?? null,
        },
      };
      for (const edge of edges) {
        connection[slot(edge.key)] = page.map(([, ...values], at) => {
          const item: Json = { cursor: cursors[at] };
          nodes.forEach((wanted, index) => {
            if (wanted.edge === edge) item[slot(wanted.node.key)] = values[index];
          });
          return item;
        });
      }
      return connection;
    },
  };
}

/** Rows that come after the cursor's; a null first key stands before all values. */
function beyond<Args>(spec: PageSpec<Args>, row: Row, after: readonly (string | null)[]): Sql {
  const keys = spec.order.map((key, at) => ({ ...key, given: after[at] ?? null }));
  const compare = sql.raw(spec.direction === 'asc' ? '>' : '<');
  const tuple = (list: typeof keys) => {
    const left = sql.join(list.map(({ value }) => value(row)));
    const right = sql.join(list.map(({ given, type }) => sql`${given}::${sql.raw(type)}`));
    return sql`(${left}) ${compare} (${right})`;
  };
  const [head, ...rest] = keys;
  if (!head || head.given !== null) return tuple(keys);
  return sql`(${head.value(row)} is not null or ${tuple(rest)})`;
}

const MAX_TEXT = 500;

function textProblems(args: object): InputProblem[] {
  return Object.entries(args).flatMap(([name, value]): InputProblem[] => {
    if (typeof value !== 'string' || name === 'after') return [];
    if (value.length > MAX_TEXT) return [{ path: [name], message: `longer than ${MAX_TEXT} characters` }];
    return value.includes('\0') ? [{ path: [name], message: 'holds a NUL character' }] : [];
  });
}
