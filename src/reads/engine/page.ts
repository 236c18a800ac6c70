import { sql } from 'kysely';
import type { InputProblem } from '../../access/refusal.js';
import { canonicalJson } from '../../domain/canonical.js';
import { Cursors } from './cursor.js';
import { type Order, orderBy, stands } from './order.js';
import type { Selection } from './selection.js';
import { type Json, type Statement, slot } from './statement.js';
import type { Row, Sql, Viewer } from './types.js';
import { type PageArguments, type Window, windowOf } from './window.js';

/** A root list: its orders by name, and what its other arguments mean. */
export interface PageSpec<Args extends PageArguments> {
  type: string;
  orders: Readonly<Record<Args['orderBy'], Order>>;
  filters(row: Row, args: Args, viewer: Viewer): (Sql | undefined)[];
  /**
   * Whether a row was found by what is personal in it: whoever may see that is recorded as having looked at it, whatever is selected.
   * Undefined: no argument looks there.
   */
  foundBy?(row: Row, args: Args, viewer: Viewer): Sql | undefined;
  /** What is wrong with the arguments beyond their types. */
  problems?(args: Args): InputProblem[];
}

/** What is recorded of rows that were found by personal text; and whose it was, when they were only counted. */
const FOUND = ['search'];
const NOBODY = '0';

/** A statement for a page and what turns its one JSON value into a Relay connection. */
export function pageOf<Args extends PageArguments>(
  statement: Statement,
  spec: PageSpec<Args>,
  args: Args,
  selection: Selection,
): { sql: Sql; connection(data: Json): Json } {
  const cursors = new Cursors(statement.viewer.sealer, listOf(spec.type, args));
  const window = windowOf(args, cursors, spec.problems?.(args) ?? []);
  const order: Order = spec.orders[args.orderBy as Args['orderBy']];
  const type = statement.type(spec.type, args.asOf);
  const selected = selection.on(`${spec.type}Connection`);
  const edges = selected.filter(({ name }) => name === 'edges');
  const pageInfo = selected
    .filter(({ name }) => name === 'pageInfo')
    .flatMap((each) => each.on('PageInfo'))
    .map(({ name }) => name);

  /** Rows under the filter that also satisfy this. */
  const rowsWhere = (condition: (row: Row) => Sql | undefined): Sql => {
    const row = statement.row();
    return statement.from(type, row, ...spec.filters(row, args, statement.viewer), condition(row));
  };
  const parts: Sql[] = [];
  const { looked } = statement.viewer;
  const foundBy = (row: Row) => (looked ? spec.foundBy?.(row, args, statement.viewer) : undefined);
  const readsRows = edges.length > 0 || pageInfo.length > 0;
  if (selected.some(({ name }) => name === 'totalCount')) {
    parts.push(sql`'total', (select count(*) ${rowsWhere(() => undefined)})`);
    if (!readsRows && foundBy(statement.row())) {
      parts.push(sql`'found', exists (select ${rowsWhere(foundBy)})`);
    }
  }
  const { after, before } = window;
  if (after && pageInfo.includes('hasPreviousPage')) {
    parts.push(sql`'preceded', exists (select ${rowsWhere((row) => stands(order, row, 'upTo', after))})`);
  }
  if (before && pageInfo.includes('hasNextPage')) {
    parts.push(sql`'followed', exists (select ${rowsWhere((row) => stands(order, row, 'from', before))})`);
  }

  const nodes = edges.flatMap((edge) =>
    edge
      .on(`${spec.type}Edge`)
      .filter(({ name }) => name === 'node')
      .map((node) => ({ edge, node })),
  );
  const row = statement.row();
  const objects = nodes.map(({ node }) => statement.object(type, row, node.on(spec.type), window.rows));
  if (readsRows) {
    const keys = order.keys.map(({ value }) => sql`to_jsonb(${value(row)}) #>> '{}'`);
    const found = foundBy(row);
    const subject =
      found && type.subject ? sql`case when ${found} then ${type.subject(row)}::text end` : sql`null`;
    const values = [sql`json_build_array(${sql.join(keys)})`, subject, ...objects.map((part) => part.sql)];
    const conditions = [
      ...spec.filters(row, args, statement.viewer),
      after && stands(order, row, 'after', after),
      before && stands(order, row, 'before', before),
    ];
    parts.push(sql`'rows', (select coalesce(json_agg(x.o), '[]'::json) from (
      select json_build_array(${sql.join(values)}) as o ${statement.from(type, row, ...conditions)}
      order by ${orderBy(order, row, window.backwards)} limit ${window.rows + 1}) x)`);
  }

  return {
    sql: statement.whole(sql`select json_build_object(${sql.join(parts)}) as data`),
    connection: (data) => {
      const { page, more } = cut(window, (data['rows'] ?? []) as PageRow[]);
      if (data['found'] === true) looked?.note(spec.type, FOUND, NOBODY);
      for (const [, subject, ...values] of page) {
        if (subject !== null) looked?.note(spec.type, FOUND, subject);
        values.forEach((value, at) => void objects[at]?.finish(value));
      }
      const cursorAt = (at: number) => {
        const found = page.at(at);
        return found ? cursors.make(found[0]) : null;
      };
      const connection: Json = {
        totalCount: data['total'],
        pageInfo: {
          hasNextPage: window.backwards ? data['followed'] === true : more || data['followed'] === true,
          hasPreviousPage: window.backwards ? more || data['preceded'] === true : data['preceded'] === true,
          startCursor: pageInfo.includes('startCursor') ? cursorAt(0) : null,
          endCursor: pageInfo.includes('endCursor') ? cursorAt(-1) : null,
        },
      };
      for (const edge of edges) {
        const wantsCursor = edge.on(`${spec.type}Edge`).some(({ name }) => name === 'cursor');
        connection[slot(edge.key)] = page.map(([keys, _subject, ...values]) => {
          const item: Json = wantsCursor ? { cursor: cursors.make(keys) } : {};
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

type PageRow = [keys: string[], foundBy: string | null, ...objects: Json[]];

/** One row more than asked for was read: whether there is more, and the page in the list's own order. */
function cut({ rows, backwards }: Window, found: PageRow[]): { page: PageRow[]; more: boolean } {
  const page = found.slice(0, rows);
  return { page: backwards ? page.reverse() : page, more: found.length > rows };
}

/** The list that a cursor belongs to: type, order and filter; not the page. */
function listOf<Args extends PageArguments>(type: string, args: Args): string {
  const { first: _first, after: _after, last: _last, before: _before, ...filter } = args;
  const given = Object.entries(filter).filter(([, value]) => value != null);
  return canonicalJson([type, Object.fromEntries(given)]);
}
