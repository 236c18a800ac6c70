import { sql } from 'kysely';
import { Refusal } from '../../access/refusal.js';
import { demand } from '../../access/roles.js';
import { withScope } from '../scope.js';
import { HELD } from './held.js';
import type { Selection } from './selection.js';
import { masked, SENSITIVE, SENSITIVE_BY, SUBJECT, seenAs, shownOf } from './shown.js';
import { type Many, type ReadType, type ReadTypes, type Row, rowOf, type Sql, type Viewer } from './types.js';
import { checkFirst } from './window.js';

/** Objects below one another, a connection and its edges not counted. */
export const MAX_DEPTH = 10;
/** Rows that a query may be expected to touch. */
export const MAX_COST = 100_000;
/** PostgreSQL's functions take a hundred arguments: fifty pairs. */
const PAIRS = 45;

/** JSON as the database made it; `finish` opens and masks it in place. */
export type Json = Record<string, unknown>;
export interface Part {
  sql: Sql;
  finish(value: Json): void;
}
type Step = (value: Json) => void;

/** Where an object or list stands in the row's JSON: by response key, so that aliases with other arguments do not meet. */
export function slot(key: string): string {
  return `$${key}`;
}

/** Builds one statement: whatever is selected becomes nested JSON in it. Throws {@link Refusal}. */
export class Statement {
  #aliases = 0;
  #cost = 0;

  constructor(
    private readonly types: ReadTypes,
    readonly viewer: Viewer,
  ) {}

  row(): Row {
    this.#aliases += 1;
    return rowOf(`t${this.#aliases}`);
  }

  /** `asOf`: as the hub held it at that time. */
  type(name: string, asOf?: string | null): ReadType {
    const type = this.types[name];
    if (!type) throw new TypeError(`no read for ${name}`);
    demand(this.viewer.principal, type.permission);
    if (asOf == null) return type;
    if (!type.heldAt) throw new TypeError(`no versions of ${name} are kept`);
    return type.heldAt(asOf, this.types);
  }

  private changedBy(name: string, at: Sql): ReadType {
    const type = this.type(name);
    if (!type.changedBy) throw new TypeError(`no versions of ${name} are kept`);
    return type.changedBy(at, this.types);
  }

  /** `from … where …` with the viewer's policy. */
  from(type: ReadType, row: Row, ...conditions: (Sql | undefined)[]): Sql {
    const all = [...conditions, type.visible?.(row, this.viewer)].filter((part) => part !== undefined);
    const where = all.length > 0 ? sql` where ${sql.join(all, sql` and `)}` : sql``;
    return sql`from ${type.from(row)}${where}`;
  }

  /** The selected fields of a row as one JSON object. `rows`: how many such rows are expected. */
  object(type: ReadType, row: Row, selections: readonly Selection[], rows: number, depth = 0): Part {
    this.#cost += rows;
    if (depth > MAX_DEPTH) throw new Refusal('QUERY_TOO_DEEP', `deeper than ${MAX_DEPTH} objects`);
    if (this.#cost > MAX_COST) {
      throw new Refusal('QUERY_TOO_COSTLY', `may touch more than ${MAX_COST} rows: ask for fewer at once`);
    }
    const pairs = new Map<string, Sql>();
    const steps: Step[] = [];
    const { viewer } = this;
    // The higher of two classes: the field's own, and what the row makes of everything personal in it.
    const raises = viewer.personal && !viewer.sensitive;
    const raised = raises ? type.sensitive?.(row, viewer) : undefined;
    if (raised) pairs.set(SENSITIVE, raised);
    const { heldSensitive } = type;
    if (raises && heldSensitive) {
      pairs.set(HELD, snapshotOf(row));
      pairs.set(SENSITIVE_BY, heldSensitive.among(viewer));
      // The first step: the others go by it.
      steps.push((value) => {
        const by = heldSensitive.by(this.opened(value));
        if ((value[SENSITIVE_BY] as unknown[]).includes(by)) value[SENSITIVE] = true;
      });
    }
    const seenBy = (name: string): ((value: Json) => Viewer) => {
      const usual = seenAs(viewer, type.name, name);
      const closed = masked(viewer);
      return (value) => (value[SENSITIVE] === true ? closed : usual);
    };
    for (const selection of selections) {
      const field = type.fields[selection.name];
      if (!field) throw new TypeError(`no read for ${type.name}.${selection.name}`);
      if (field.kind === 'column') {
        const { name } = selection;
        if (pairs.has(name)) continue;
        pairs.set(name, field.value(row));
        const { open } = field;
        if (open) {
          const seen = seenBy(name);
          steps.push((value) => {
            value[name] = open(value[name], seen(value));
          });
        }
        continue;
      }
      const key = slot(selection.key);
      if (field.kind === 'held') {
        pairs.set(HELD, snapshotOf(row));
        const place = field.isObject ? key : selection.name;
        const seen = seenBy(selection.name);
        steps.push((value) => {
          value[place] = field.take(this.opened(value), seen(value));
        });
        continue;
      }
      const target =
        field.kind === 'one' && field.changedBy
          ? this.changedBy(field.type, field.changedBy(row))
          : this.type(field.type);
      const below = selection.on(target.name);
      if (field.kind === 'inner') {
        const part = this.object(target, row, below, rows, depth + 1);
        pairs.set(key, field.when ? sql`case when ${field.when(row)} then ${part.sql} end` : part.sql);
        steps.push(inside(key, part));
      } else if (field.kind === 'one') {
        const there = this.row();
        const part = this.object(target, there, below, rows, depth + 1);
        pairs.set(
          key,
          sql`(select ${part.sql} ${this.from(target, there, field.where(row, there, selection.args))} limit 1)`,
        );
        steps.push(inside(key, part));
      } else {
        const part = this.many(field, target, row, selection, rows, depth);
        pairs.set(key, part.sql);
        steps.push(inside(key, part));
      }
    }
    const { looked } = viewer;
    const shown = looked ? shownOf(this.types, type, selections, viewer) : [];
    if (looked && type.subject && shown.length > 0) {
      pairs.set(SUBJECT, sql`${type.subject(row)}::text`);
      steps.push((value) => {
        if (value[SENSITIVE] === true) return;
        for (const each of shown) looked.note(each.type, each.fields, String(value[SUBJECT]));
      });
    }
    return {
      sql: jsonObject(pairs),
      finish: (value) =>
        steps.forEach((step) => {
          step(value);
        }),
    };
  }

  /** The statement's text around `body`, with the units that the viewer is limited to. */
  whole(body: Sql): Sql {
    const { unit } = this.viewer.principal;
    return unit === undefined ? body : withScope(unit, body);
  }

  /** The record of a row's version: opened once, whatever is taken from it. */
  private opened(value: Json): unknown {
    const held = value[HELD];
    if (typeof held !== 'string') return held;
    const record = this.viewer.sealer.openJson(Buffer.from(held, 'base64'));
    value[HELD] = record;
    return record;
  }

  private many(
    field: Many,
    target: ReadType,
    row: Row,
    selection: Selection,
    rows: number,
    depth: number,
  ): Part {
    const there = this.row();
    const first = field.paged ? checkFirst(selection.args['first'], [selection.key, 'first']) : undefined;
    const part = this.object(
      target,
      there,
      selection.on(target.name),
      rows * (first ?? field.usual),
      depth + 1,
    );
    const limit = first === undefined ? sql`` : sql` limit ${first}`;
    const from = this.from(target, there, field.where(row, there, selection.args, this.viewer));
    return {
      sql: sql`(select coalesce(json_agg(x.o), '[]'::json) from (select ${part.sql} as o ${from} order by ${field.orderBy(there)}${limit}) x)`,
      finish: part.finish,
    };
  }
}

/** The sealed record of a row's version, as it stands in JSON. */
function snapshotOf(row: Row): Sql {
  return sql`encode(${row.joined('held')('snapshot')}, 'base64')`;
}

function inside(key: string, part: Part): Step {
  return (value) => {
    const inner = value[key];
    if (Array.isArray(inner)) for (const item of inner) part.finish(item as Json);
    else if (inner !== null && typeof inner === 'object') part.finish(inner as Json);
  };
}

function jsonObject(pairs: ReadonlyMap<string, Sql>): Sql {
  const all = [...pairs].map(([key, value]) => sql`${sql.lit(key)}, ${value}`);
  if (all.length <= PAIRS) return sql`json_build_object(${sql.join(all)})`;
  const parts: Sql[] = [];
  for (let at = 0; at < all.length; at += PAIRS) {
    parts.push(sql`jsonb_build_object(${sql.join(all.slice(at, at + PAIRS))})`);
  }
  return sql`(${sql.join(parts, sql` || `)})::json`;
}
