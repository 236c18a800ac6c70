import type { CompiledQuery } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Looked } from '../../access/looked.js';
import type { Cursors } from './cursor.js';
import type { Selection } from './selection.js';
import type { Json, Viewer } from './types.js';

/** A statement as it is sent. A plan holds nothing of who asked, only of what such a one may see. */
export interface Plan {
  statement: Pick<CompiledQuery, 'sql' | 'parameters'>;
}

/** Of one row, and what becomes of its statement's one value. */
export interface RowPlan extends Plan {
  answer(data: unknown, looked: Looked | undefined): Json | null;
}

/** Of a page; the cursors are those of the list that was asked for. */
export interface PagePlan extends Plan {
  connection(data: Json, cursors: Cursors, looked: Looked | undefined): Json;
}

/** Letters of all statements that are remembered; a plan holds a few times its statement. */
const MOST_TEXT = 1_024 * 1_024;
/** Arguments that are longer are nobody's daily question. */
const LONGEST_KEY = 2_000;

/**
 * Plans of what is asked again: made once for a place in a document, what it is asked with, and what such a caller may see. The least lately
 * used are forgotten.
 */
class Plans<P extends Plan> {
  readonly #kept = new LRUCache<string, P>({
    maxSize: MOST_TEXT,
    sizeCalculation: ({ statement }, key) =>
      key.length + statement.sql.length + weightOf(statement.parameters),
  });

  /** Remembered under a keyed hash, for somebody may have been looked for. `asked`: whatever else the plan was made for, as JSON. */
  of(selection: Selection, viewer: Viewer, asked: unknown, make: () => P): P {
    const { identity } = selection;
    const text = identity && `${identity}${JSON.stringify([asked, kindOf(viewer)])}`;
    if (text === undefined || text.length > LONGEST_KEY) return make();
    const key = viewer.sealer.sign('plan', text).toString('base64url');
    const known = this.#kept.get(key);
    if (known) return known;
    const made = make();
    this.#kept.set(key, made);
    return made;
  }
}

/** All plans that are remembered. */
export class Kept {
  readonly pages = new Plans<PagePlan>();
  readonly rows = new Plans<RowPlan>();
}

/** Letters of the parameters that are text; in lists too. */
function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return Array.isArray(value) ? value.reduce<number>((sum, each) => sum + weightOf(each), 0) : 0;
}

/** What of a viewer a statement can depend on: all but who it is. */
function kindOf({ principal, personal, sensitive, day, recorded }: Viewer): unknown[] {
  const { role, unit, official, officialPerson, scopes } = principal;
  const own = official === undefined ? null : [official, officialPerson?.toString('hex') ?? null];
  return [role, unit ?? null, own, scopes, personal, sensitive, day, recorded ?? false];
}
