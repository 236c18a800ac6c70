import { SourceUnreachable } from '../../../domain/ports.js';
import type { Carried } from '../transport.js';
import type { Cell, Column, Dialect, SqlSession } from './session.js';

/** The last row that was read, by its time and key as the database writes them. */
export interface Place {
  at: string;
  key: string;
}

export interface ViewRow {
  /** Undefined where time or key is null: such a row is in no order. */
  place: Place | undefined;
  cells: Cell[];
}

/** A view whose columns are a form's keys, read in the order of time of change and key. */
export class View {
  readonly #columns: { column: Column; key: string }[];
  readonly changed: Column;
  readonly #key: Column;

  private constructor(
    readonly name: string,
    private readonly session: SqlSession,
    private readonly dialect: Dialect,
    { columns: keys, key, changed }: Carried,
    found: readonly Column[],
  ) {
    const byName = new Map(found.map((column) => [column.name.toLowerCase(), column]));
    this.#columns = keys.flatMap((each) => {
      const column = byName.get(each.toLowerCase());
      return column ? [{ column, key: each }] : [];
    });
    const need = (each: string) => {
      const column = byName.get(each.toLowerCase());
      if (column) return column;
      throw new SourceUnreachable(`${name}: thiếu cột ${each} (the view has no column ${each})`);
    };
    this.changed = need(changed);
    this.#key = need(key);
  }

  /** Throws `SourceUnreachable` when it lacks the key or the time of change; other columns may be missing, or more. */
  static async open(name: string, session: SqlSession, dialect: Dialect, carried: Carried): Promise<View> {
    return new View(name, session, dialect, carried, await session.columns(name));
  }

  /** The columns of the form that the view has, with the form's spelling. */
  get columns(): readonly { column: Column; key: string }[] {
    return this.#columns;
  }

  /** Some value of the time of change; undefined when there is none. */
  async sample(): Promise<string | undefined> {
    const { dialect } = this;
    const at = dialect.quote(this.changed.name);
    const statement = dialect.limited(
      dialect.selected(this.changed),
      `from ${this.name} where ${at} is not null`,
      1,
    );
    const [row] = await this.session.rows(statement, []);
    const value = row?.[0];
    return value === undefined || value === null ? undefined : String(value);
  }

  /** Rows that no order reaches: without a key or a time of change. */
  unplaced(count: number): Promise<ViewRow[]> {
    const { quote } = this.dialect;
    return this.#rows(`${quote(this.changed.name)} is null or ${quote(this.#key.name)} is null`, [], count);
  }

  /** Rows from a time on, all without one. */
  since(at: string | undefined, count: number): Promise<ViewRow[]> {
    if (at === undefined) return this.#rows(this.#placed(), [], count);
    const { quote, place, cast } = this.dialect;
    return this.#rows(
      `${this.#placed()} and ${quote(this.changed.name)} >= ${cast(place(1), this.changed)}`,
      [at],
      count,
    );
  }

  /**
   * Rows behind a place. The place's own row comes again, with those whose keys the database takes for the same (collations that
   * know no case), so that none of them is passed by; `strictly`: not.
   */
  behind({ at, key }: Place, count: number, strictly: boolean): Promise<ViewRow[]> {
    const { quote, place, cast } = this.dialect;
    const changed = quote(this.changed.name);
    const after = `${changed} > ${cast(place(1), this.changed)}`;
    const equal = `${changed} = ${cast(place(2), this.changed)} and ${quote(this.#key.name)} ${strictly ? '>' : '>='} ${place(3)}`;
    return this.#rows(`${this.#placed()} and (${after} or (${equal}))`, [at, at, key], count);
  }

  #placed(): string {
    const { quote } = this.dialect;
    return `${quote(this.changed.name)} is not null and ${quote(this.#key.name)} is not null`;
  }

  async #rows(where: string, values: readonly string[], count: number): Promise<ViewRow[]> {
    const { dialect, session } = this;
    const order = [this.changed, this.#key].map(({ name }) => dialect.quote(name)).join(', ');
    const selected = [...this.#columns.map(({ column }) => column), this.changed, this.#key];
    const list = selected.map((column) => dialect.selected(column)).join(', ');
    const statement = dialect.limited(list, `from ${this.name} where ${where} order by ${order}`, count);
    const rows = await session.rows(statement, values);
    return rows.map((cells) => {
      const [at, key] = cells.slice(this.#columns.length);
      const placed = at !== undefined && at !== null && key !== undefined && key !== null;
      return {
        cells: cells.slice(0, this.#columns.length),
        place: placed ? { at: String(at), key: String(key) } : undefined,
      };
    });
  }
}
