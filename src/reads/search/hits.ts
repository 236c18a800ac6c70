import { sql } from 'kysely';
import type { UnitFollow } from '../../schema/enums/catalogue.js';
import { like, literal } from '../contains.js';
import type { Statement } from '../engine/statement.js';
import type { Found, ReadType, Row, Sql, Viewer } from '../engine/types.js';
import { within } from '../unit-reach.js';
import { type Arm, keyOf } from './arms.js';
import { type Asked, isLikable, mustBegin } from './asked.js';

/** How well a row was found, best first: the first key of the order. */
export const TIERS = ['CODE', 'PREFIX', 'WORDS', 'PARTS', 'SIMILAR'] as const;
export type Tier = (typeof TIERS)[number];
const tier = (name: Tier): Sql => sql.lit(TIERS.indexOf(name));

/** Added where the words do not stand one after the other: such rows come behind. */
const APART = 1_000_000;

/** Of which unit it is asked. */
interface Within {
  unit?: string | null;
  follow: UnitFollow;
}

/**
 * Defines `hits` for a statement: every row that is found, of every arm, with what it is ordered by: `tier`, `measure` (the shorter text
 * first, or how unlike it is), `place`, `id`; and whether it was found by what not everybody may find it by. Only rows and only text that the
 * viewer may see are looked at, so that neither an order nor a count tells of others. What is like the words is looked for only where nothing
 * holds them.
 */
export function defineHits(statement: Statement, arms: readonly Arm[], asked: Asked, where: Within): void {
  const found = arms.map((arm) => holding(statement, arm, asked, where));
  if (found.length === 0) {
    statement.define('hits', nothing);
    return;
  }
  statement.define('found', sql.join(found, sql` union all `));
  const likeness = isLikable(asked) ? arms.map((arm) => resembling(statement, arm, asked, where)) : [];
  const others = likeness.map((one) => sql` union all ${one}`);
  statement.define('hits', sql`select * from found${sql.join(others, sql``)}`);
}

const nothing = sql`select 0 as tier, 0 as measure, 0 as place, 0::bigint as id, 0::bigint as subject_id, false as closely where false`;

/** Rows of one type whose code it is or begins with it, or whose text holds every word. */
function holding(statement: Statement, { place, type, found }: Arm, asked: Asked, where: Within): Sql {
  const row = statement.row();
  const { open, person, whole: text, isClosed } = searchedText(statement.viewer, type, found, row);
  const code = row('code');
  const codes = codesOf(found, asked);
  const isCode = sql`${code} in (${sql.join(codes.exact)})`;
  const begins = codes.prefixes.map((prefix) => like(code, prefix));
  const byCode = any([isCode, ...begins]);
  const byText = all(asked.words.map((word) => any([open, ...person].map((each) => holds(each, word)))));
  const byOpen = any([byCode, all(asked.words.map((word) => holds(open, word)))]);
  const padded = sql`(' ' || ${text} || ' ')`;
  const whole = all(asked.words.map((word) => like(padded, `% ${literal(word)} %`)));
  const together = like(padded, `% ${literal(asked.words.join(' '))} %`);
  const conditions = [
    any([byCode, byText]),
    ...(isClosed ? [sql`(not ${isClosed} or ${byOpen})`] : []),
    ...common(found, row, where),
  ];
  return sql`(select case when ${isCode} then ${tier('CODE')}${
    begins.length > 0 ? sql` when ${any(begins)} then ${tier('PREFIX')}` : sql``
  } when ${whole} then ${tier('WORDS')} else ${tier('PARTS')} end as tier,
    case when ${byCode} then length(${code}) else length(${text}) + case when ${together} then 0 else ${sql.lit(APART)} end end as measure,
    ${sql.lit(place)} as place, ${row(keyOf({ type }))} as id, ${row('subject_id')} as subject_id, ${person.length > 0 ? sql`not ${byOpen}` : sql`false`} as closely
    ${statement.from(type, row, ...conditions)})`;
}

/** Rows of one type whose text is like the words; none where anything holds them. */
function resembling(statement: Statement, { place, type, found }: Arm, asked: Asked, where: Within): Sql {
  const row = statement.row();
  const { open, person, whole: text, isClosed } = searchedText(statement.viewer, type, found, row);
  const words = asked.words.join(' ');
  const isLike = (each: Sql): Sql => sql`${words} <% ${each}`;
  const conditions = [
    sql`not exists (select from found)`,
    any([open, ...person].map(isLike)),
    ...(isClosed ? [sql`(not ${isClosed} or ${isLike(open)})`] : []),
    ...common(found, row, where),
  ];
  return sql`(select ${tier('SIMILAR')}, round((1 - word_similarity(${words}, ${text})) * 1000)::integer, ${sql.lit(place)},
    ${row(keyOf({ type }))}, ${row('subject_id')}, ${person.length > 0 ? sql`not ${isLike(open)}` : sql`false`} ${statement.from(type, row, ...conditions)})`;
}

function common({ unit, at, listed }: Found, row: Row, { unit: wanted, follow }: Within): Sql[] {
  const inUnit =
    wanted == null ? undefined : unit ? within(unit(row), wanted, at?.(row), follow) : sql`false`;
  const conditions = [sql`${row.joined('subject')('deleted_at')} is null`, inUnit, listed?.(row)];
  return conditions.filter((part) => part !== undefined);
}

/** The text by which rows are found: all that is ever looked at for this viewer. */
interface Searched {
  /** By what everybody may find them. */
  open: Sql;
  /** By what this viewer may besides: none or one. */
  person: readonly Sql[];
  /** Of a row that is closed to this viewer as if there were nothing personal. */
  whole: Sql;
  /** Whether what is personal of a row is closed to them though they see personal data, for it is sensitive there. */
  isClosed?: Sql;
}

function searchedText(viewer: Viewer, type: ReadType, { text, personText }: Found, row: Row): Searched {
  const open = text(row);
  if (!personText || !viewer.personal) return { open, person: [], whole: open };
  const person = personText(row);
  const isClosed = viewer.sensitive ? undefined : type.sensitive?.(row, viewer);
  const whole = sql`(${open} || ' ' || ${person})`;
  return isClosed
    ? { open, person: [person], whole: sql`(case when ${isClosed} then ${open} else ${whole} end)`, isClosed }
    : { open, person: [person], whole };
}

/** Codes as they may be written in the store, and patterns of what begins with what was given. */
function codesOf({ meant }: Found, { given, words }: Asked): { exact: Sql[]; prefixes: string[] } {
  const spellings = [...new Set([given, given.toUpperCase(), given.toLowerCase()])];
  const exact = [...spellings.map((code) => sql`${code}`), ...(meant ? [meant(given)] : [])];
  const [word = ''] = words;
  const isPrefix = words.length === 1 && !mustBegin(word);
  return { exact, prefixes: isPrefix ? spellings.map((code) => `${literal(code)}%`) : [] };
}

function holds(text: Sql, word: string): Sql {
  if (!mustBegin(word)) return like(text, `%${literal(word)}%`);
  return any([like(text, `${literal(word)}%`), like(text, `% ${literal(word)}%`)]);
}

function all(conditions: readonly Sql[]): Sql {
  return sql`(${sql.join(conditions, sql` and `)})`;
}

function any(conditions: readonly Sql[]): Sql {
  return sql`(${sql.join(conditions, sql` or `)})`;
}
