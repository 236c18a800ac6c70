import { sql } from 'kysely';
import type { UnitFollow } from '../../schema/enums/catalogue.js';
import type { Statement } from '../engine/statement.js';
import type { Found, ReadType, Row, Sql, Viewer } from '../engine/types.js';
import { within } from '../unit-reach.js';
import { type Arm, keyOf } from './arms.js';
import type { Asked, Word } from './asked.js';

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
  if (arms.length === 0) {
    statement.define('hits', nothing);
    return;
  }
  const holds = arms.map((arm) => holding(statement, arm, asked, where));
  statement.define('found', ranked(holds, asked));
  const likes = asked.isLikable ? arms.map((arm) => resembling(statement, arm, asked, where)) : [];
  const others = likes.length > 0 ? sql` union all ${alike(likes, asked)}` : sql``;
  statement.define('hits', sql`select * from found${others}`);
}

const nothing = sql`select 0 as tier, 0 as measure, 0 as place, 0::bigint as id, 0::bigint as subject_id, false as closely where false`;

/** Rows of all arms, by how well they were found. */
function ranked(arms: readonly Sql[], { words, prefixes, together }: Asked): Sql {
  const [code, text] = [sql.ref('f.code'), sql.ref('f.text')];
  const padded = sql`(' ' || ${text} || ' ')`;
  const begins = beginWith(code, prefixes);
  return sql`select case when f.is_code then ${tier('CODE')} when ${begins} then ${tier('PREFIX')}
      when ${all(words.map(({ whole }) => sql`${padded} like ${whole}`))} then ${tier('WORDS')} else ${tier('PARTS')} end as tier,
    case when f.is_code or ${begins} then length(${code})
      else length(${text}) + case when ${padded} like ${together} then 0 else ${sql.lit(APART)} end end as measure,
    f.place, f.id, f.subject_id, f.closely
    from (${sql.join(arms, sql` union all `)}) as f (place, id, subject_id, closely, text, code, is_code)`;
}

/** Rows of one type whose code it is or begins with it, or whose text holds every word. */
function holding(statement: Statement, arm: Arm, asked: Asked, where: Within): Sql {
  const { type, found } = arm;
  const row = statement.row();
  const searched = searchedText(statement.viewer, type, found, row);
  const { open, person, isClosed } = searched;
  const code = row('code');
  const meant = found.meant ? sql` or ${code} = ${found.meant(asked.given)}` : sql``;
  const isCode = sql`(${code} = any(${asked.codes})${meant})`;
  const byCode = any([isCode, beginWith(code, asked.prefixes)]);
  const byText = all(asked.words.map((word) => any([open, ...person].map((each) => holds(each, word)))));
  const byOpen = any([byCode, all(asked.words.map((word) => holds(open, word)))]);
  const conditions = [
    any([byCode, byText]),
    ...(isClosed ? [sql`(not ${isClosed} or ${byOpen})`] : []),
    ...common(found, row, where),
  ];
  return sql`select ${ofRow(arm, row, searched, byOpen)}, ${code}, ${isCode} ${statement.from(type, row, ...conditions)}`;
}

/** Rows of all arms, by how like the words they are; none where anything holds these. */
function alike(arms: readonly Sql[], { folded }: Asked): Sql {
  return sql`select ${tier('SIMILAR')}, round((1 - word_similarity(${folded}, f.text)) * 1000)::integer, f.place, f.id, f.subject_id, f.closely
    from (${sql.join(arms, sql` union all `)}) as f (place, id, subject_id, closely, text) where not exists (select from found)`;
}

/** Rows of one type whose text is like the words. */
function resembling(statement: Statement, arm: Arm, { folded }: Asked, where: Within): Sql {
  const { type, found } = arm;
  const row = statement.row();
  const searched = searchedText(statement.viewer, type, found, row);
  const { open, person, isClosed } = searched;
  const isLike = (each: Sql): Sql => sql`${folded} <% ${each}`;
  const conditions = [
    any([open, ...person].map(isLike)),
    ...(isClosed ? [sql`(not ${isClosed} or ${isLike(open)})`] : []),
    ...common(found, row, where),
  ];
  return sql`select ${ofRow(arm, row, searched, isLike(open))} ${statement.from(type, row, ...conditions)}`;
}

/** Which row it is, whether it was found by what not everybody may find it by, and its text. */
function ofRow({ place, type }: Arm, row: Row, { person, whole }: Searched, byOpen: Sql): Sql {
  const closely = person.length > 0 ? sql`not ${byOpen}` : sql`false`;
  return sql`${sql.lit(place)}, ${row(keyOf({ type }))}, ${row('subject_id')}, ${closely}, ${whole}`;
}

function common({ unit, at, listed }: Found, row: Row, { unit: wanted, follow }: Within): Sql[] {
  const inUnit =
    wanted == null ? undefined : unit ? within(unit(row), wanted, at?.(row), follow) : sql`false`;
  return [isThere(row), inUnit, listed?.(row)].filter((part) => part !== undefined);
}

/** Looked up row by row: joined, the header of everything may be read for the few that are found, for the statement is planned for all texts. */
function isThere(row: Row): Sql {
  return sql`(select s.deleted_at from subject s where s.id = ${row('subject_id')}) is null`;
}

/** The text by which rows are found: all that is ever looked at for this viewer. */
interface Searched {
  /** By what everybody may find them. */
  open: Sql;
  /** By what this viewer may besides: none or one. */
  person: readonly Sql[];
  /** Of a row that is closed to this viewer as if there were nothing personal. */
  whole: Sql;
  /** Whether what is personal of a row is closed to them though they see personal data. */
  isClosed?: Sql;
}

function searchedText(viewer: Viewer, type: ReadType, { text, personText }: Found, row: Row): Searched {
  const open = text(row);
  if (!personText || !viewer.personal) return { open, person: [], whole: open };
  const person = personText(row);
  const isClosed = closedTo(type, row, viewer);
  const whole = sql`(${open} || ' ' || ${person})`;
  return isClosed
    ? { open, person: [person], whole: sql`(case when ${isClosed} then ${open} else ${whole} end)`, isClosed }
    : { open, person: [person], whole };
}

/** For it is sensitive there, or another unit's. */
function closedTo(type: ReadType, row: Row, viewer: Viewer): Sql | undefined {
  const reasons = [type.closed?.(row, viewer), viewer.sensitive ? undefined : type.sensitive?.(row, viewer)];
  const given = reasons.filter((reason) => reason !== undefined);
  return given.length === 0 ? undefined : sql`coalesce(${any(given)}, false)`;
}

function beginWith(code: Sql, prefixes: Asked['prefixes']): Sql {
  return prefixes.length === 0
    ? sql`false`
    : any(prefixes.map(({ from, to }) => sql`${code} between ${from} and ${to}`));
}

function holds(text: Sql, { pattern, begins }: Word): Sql {
  return begins ? sql`${text} ~ ${pattern}` : sql`${text} like ${pattern}`;
}

function all(conditions: readonly Sql[]): Sql {
  return sql`(${sql.join(conditions, sql` and `)})`;
}

function any(conditions: readonly Sql[]): Sql {
  return sql`(${sql.join(conditions, sql` or `)})`;
}
