import { sql } from 'kysely';
import type { Looked } from '../../access/looked.js';
import type { InputProblem } from '../../access/refusal.js';
import { canonicalJson } from '../../domain/canonical.js';
import { Connection, type PageFacts, type PageRow } from './connection.js';
import { Cursors } from './cursor.js';
import { Later } from './later.js';
import { type Order, orderBy, stands } from './order.js';
import type { Selection } from './selection.js';
import type { Statement } from './statement.js';
import type { Json, Row, Sql, Viewer } from './types.js';
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
  /** Its statement is so long that to plan it takes longer than to run it: it is planned once for all values. */
  long?: true;
  /** What is wrong with the arguments beyond their types. */
  problems?(args: Args): InputProblem[];
}

/** How a list is read that is more than the rows of one type. */
export interface Beginning {
  /** A statement with what the list needs besides; it depends on the arguments alone. */
  statement(viewer: Viewer): Statement;
  /** Of the argument `text`: all that the statement depends on, and what is given when it runs. */
  text?: { form: string; values: readonly unknown[] };
}

/** What is recorded of rows that were found by personal text; and whose it was, when they were only counted. */
const FOUND = ['search'];
const NOBODY = '0';

/** A page that was asked for: its arguments checked, its cursors read. */
export interface AskedPage<Args extends PageArguments> {
  args: Args;
  window: Window;
  cursors: Cursors;
}

/** Throws `Refusal` BAD_USER_INPUT with all problems of a page's arguments at once. */
export function askedPage<Args extends PageArguments>(
  spec: PageSpec<Args>,
  args: Args,
  { sealer }: Viewer,
): AskedPage<Args> {
  const cursors = new Cursors(sealer, listOf(spec.type, args));
  return { args, cursors, window: windowOf(args, cursors, spec.problems?.(args) ?? []) };
}

/** A statement for a page, whose cursors are given when it runs, and what turns its one JSON value into a Relay connection of the list that was asked for. */
export function pageOf<Args extends PageArguments>(
  statement: Statement,
  spec: PageSpec<Args>,
  { args, window }: Pick<AskedPage<Args>, 'args' | 'window'>,
  selection: Selection,
): { sql: Sql; connection(data: Json, cursors: Cursors, looked: Looked | undefined): Json } {
  const { viewer } = statement;
  const order: Order = spec.orders[args.orderBy as Args['orderBy']];
  const type = statement.type(spec.type, args.asOf);
  const selected = selection.on(`${spec.type}Connection`);
  const pageInfo = selected
    .filter(({ name }) => name === 'pageInfo')
    .flatMap((each) => each.on('PageInfo'))
    .map(({ name }) => name);

  /** Rows under the filter that also satisfy this. */
  const rowsWhere = (condition: (row: Row) => Sql | undefined): Sql => {
    const row = statement.row();
    return statement.from(type, row, ...spec.filters(row, args, viewer), condition(row));
  };
  const parts: Sql[] = [];
  const foundBy = (row: Row) => (viewer.recorded ? spec.foundBy?.(row, args, viewer) : undefined);
  const readsRows = pageInfo.length > 0 || selected.some(({ name }) => name === 'edges');
  if (selected.some(({ name }) => name === 'totalCount')) {
    parts.push(sql`'total', (select count(*) ${rowsWhere(() => undefined)})`);
    if (foundBy(statement.row())) {
      parts.push(sql`'found', exists (select ${rowsWhere(foundBy)})`);
    }
  }
  const after = window.after && keysLater('after', order);
  const before = window.before && keysLater('before', order);
  if (after && pageInfo.includes('hasPreviousPage')) {
    parts.push(sql`'preceded', exists (select ${rowsWhere((row) => stands(order, row, 'upTo', after))})`);
  }
  if (before && pageInfo.includes('hasNextPage')) {
    parts.push(sql`'followed', exists (select ${rowsWhere((row) => stands(order, row, 'from', before))})`);
  }

  const row = statement.row();
  const connection = new Connection(spec.type, selection, (node) =>
    statement.object(type, row, node, window.rows),
  );
  if (readsRows) {
    // A number that JSON would not hold exactly is text.
    const keys = order.keys.map(({ value, type }) =>
      type === 'bigint' ? sql`${value(row)}::text` : value(row),
    );
    const found = foundBy(row);
    const subject =
      found && type.subject ? sql`case when ${found} then ${type.subject(row)}::text end` : sql`null`;
    const objects = connection.parts.map((part) => part.sql);
    const conditions = [
      ...spec.filters(row, args, viewer),
      after && stands(order, row, 'after', after),
      before && stands(order, row, 'before', before),
    ];
    parts.push(sql`'rows', (select coalesce(json_agg(x.o), '[]'::json) from (
      select json_build_array(json_build_array(${sql.join(keys)}), ${subject}, json_build_array(${sql.join(objects)})) as o
      ${statement.from(type, row, ...conditions)}
      order by ${orderBy(order, row, window.backwards)} limit ${window.rows + 1}) x)`);
  }

  return {
    sql: statement.whole(sql`select json_build_object(${sql.join(parts)}) as data`),
    connection: (data, cursors, looked) => {
      const { page, more } = cut(window, (data['rows'] ?? []) as PageRow[]);
      const subjects = page.flatMap(([, subject]) => subject ?? []);
      for (const subject of subjects) looked?.note(spec.type, FOUND, subject);
      // Whom nobody was shown of, but counted.
      if (data['found'] === true && subjects.length === 0) looked?.note(spec.type, FOUND, NOBODY);
      const cursorAt = (at: number) => {
        const found = page.at(at);
        return found ? cursors.make(found[0]) : null;
      };
      const facts: PageFacts = {
        cursorOf: (keys) => cursors.make(keys),
        totalCount: data['total'],
        pageInfo: {
          hasNextPage: window.backwards ? data['followed'] === true : more || data['followed'] === true,
          hasPreviousPage: window.backwards ? more || data['preceded'] === true : data['preceded'] === true,
          startCursor: pageInfo.includes('startCursor') ? cursorAt(0) : null,
          endCursor: pageInfo.includes('endCursor') ? cursorAt(-1) : null,
        },
      };
      return connection.make(facts, page, looked);
    },
  };
}

/** The sort keys of a cursor, as the parameters that they are. */
function keysLater(cursor: 'after' | 'before', { keys }: Order): Later[] {
  return keys.map((_key, at) => new Later(cursor, at));
}

/** One row more than asked for was read: whether there is more, and the page in the list's own order. */
function cut({ rows, backwards }: Window, found: PageRow[]): { page: PageRow[]; more: boolean } {
  const page = found.slice(0, rows);
  return { page: backwards ? page.reverse() : page, more: found.length > rows };
}

/** Keeps what a page was asked for, also where nothing is found. */
export function keepPurpose(type: string, { purpose }: PageArguments, looked: Looked | undefined): void {
  if (purpose == null) return;
  looked?.state(purpose.trim());
  looked?.note(type, FOUND, NOBODY);
}

/** The list that a cursor belongs to: type, order and filter; not the page, nor what it is for. */
function listOf<Args extends PageArguments>(type: string, args: Args): string {
  const { first: _first, after: _after, last: _last, before: _before, purpose: _purpose, ...filter } = args;
  const given = Object.entries(filter).filter(([, value]) => value != null);
  return canonicalJson([type, Object.fromEntries(given)]);
}
