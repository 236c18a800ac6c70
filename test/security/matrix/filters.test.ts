import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ASKERS, type Asker, fillGround, isFor, keyOf, markOf, type Thing } from './ground.js';
import { TYPES } from './lines.js';
import { rootsOf, schema } from './ways.js';

/*
 * No filter and no order tells of what is hidden: with each value of each argument a key of one unit finds just those of the rows that
 * the whole district's key finds which are its own, counts them, and has them in the same order. An argument without a value here fails.
 */
const CODES = ['H56.14-240823-0001', 'H56.14-240824-0003', 'H56.14-240899-0007', 'TIN-4', 'none'];
const UNITS = ['H56.14', 'H56.14.3', 'H56.14.4', 'H56.14.5', 'H56.14.6', 'H56.900', 'H56.77'];
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  code: CODES,
  subjectKey: CODES,
  unit: UNITS,
  procedure: ['1.001193', '2.000815', 'none'],
  field: ['G09', 'none'],
  project: ['none'],
  portal: ['national', 'provincial', 'none'],
  waitReason: ['WAITS_national', 'RECORD_HELD'],
  source: ['one-stop', 'notices', 'none'],
  search: ['240899', '0003', 'Thông báo', markOf(CODES[0] ?? ''), markOf(CODES[1] ?? ''), 'nguyen'],
  // Of a signature.
  file: ['none'],
  signer: ['nguyen', 'none'],
  // Of kinds that are shown and not carried: as test/support/kinds writes them, and none.
  budgetUnitCode: ['H56.14.3', '1034567'],
  personalId: ['038090000123', '038090000999'],
  purpose: ['kiểm tra'],
  issuer: ['000.00.00.H56', 'none'],
  number: ['1/UBND-H56143', 'none'],
  dossier: ['H56.14-250801-0004', 'H56.14-250802-0005', 'none'],
  replaces: ['none'],
  room: ['DC-H56.14.3-1', 'none'],
  responseFor: ['none'],
};
/** Each stands in a list. */
const LISTED: Readonly<Record<string, readonly string[]>> = {
  years: ['2024', '2025'],
  forms: ['"103/CK-NSNN"', '"none"'],
  chapters: ['"822"', '"999"'],
  types: ['"Công văn"', '"none"'],
};
const TIMES = [
  '2018-01-01T00:00:00Z',
  '2024-08-23T12:00:00Z',
  '2025-07-01T00:00:00Z',
  '2100-01-01T00:00:00Z',
];
const AT_PORTALS = ['national', 'provincial'].flatMap((portal) => [
  ...['ABSENT', 'BEHIND', 'CURRENT'].map((standing) => `[{portal: "${portal}", standings: [${standing}]}]`),
  `[{portal: "${portal}", deliveryStates: [HELD, REFUSED]}]`,
  `[{portal: "${portal}", holdReasons: [MISSING_FIELD]}]`,
]);
/** Not filters: what cuts the page is looked at in ownership.test.ts. */
const OF_PAGE = ['first', 'last', 'after', 'before'];

let store: TestDatabase;
let gateway: TestGateway;
let things: Thing[];
let whole: string;

beforeAll(async () => {
  store = await freshDatabase();
  things = await fillGround(store);
  gateway = await startGateway(store);
  whole = await gateway.key({ role: 'administrator', scopes: ['personal'] });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

function valuesOf({ name, type }: GraphQLArgument): readonly string[] {
  const bare: GraphQLInputType = isNonNullType(type) ? type.ofType : type;
  const named = getNamedType(bare);
  if (isEnumType(named)) {
    return named.getValues().map((value) => (isListType(bare) ? `[${value.name}]` : value.name));
  }
  if (named.name === 'AtPortalInput') return AT_PORTALS;
  if (named.name === 'SignatureCheckInput') {
    return ['[]', ...['PASSED', 'UNKNOWN'].map((state) => `[{name: CHAIN, states: [${state}]}]`)];
  }
  if (named.name === 'Boolean') return ['true', 'false'];
  if (named.name === 'Float') return ['0', '1e9'];
  if (named.name === 'Date' || named.name === 'PartialDate') return ['"1980-03-01"', '"2025-08-01"'];
  if (isListType(bare)) return (LISTED[name] ?? []).map((value) => `[${value}]`);
  if (named.name === 'DateTime') return TIMES.map((time) => JSON.stringify(time));
  // Nobody is found by a number without a purpose.
  const beside = name === 'personalId' ? ', purpose: "kiểm tra"' : '';
  return (TEXTS[name] ?? []).map((text) => `${JSON.stringify(text)}${beside}`);
}

const LISTS = rootsOf(schema.getQueryType()).flatMap(({ name, type, args }) => {
  const of = /^(\w+)Connection$/.exec(getNamedType(type).name)?.[1] ?? '';
  const rows = TYPES[of]?.rows;
  const limited = rows === 'unit' || rows === 'own' || of === 'Notice';
  return limited ? [{ name, of, args: args.filter((arg) => !OF_PAGE.includes(arg.name)) }] : [];
});

/** Of kinds that are shown and not carried some are enough: who sees what of them is looked at in ownership.test.ts. */
function askersOf(type: string): [string, Asker][] {
  const all = Object.entries(ASKERS);
  const some = ['H56.14.3', 'H56.14.3.1', 'H56.14.4', 'H56.77'];
  return TYPES[type]?.rows === 'own' ? all.filter(([, { unit = '' }]) => some.includes(unit)) : all;
}

interface Found {
  totalCount: number;
  edges: { node: { id: string } }[];
}

/** What each value of each argument finds, some at once. */
async function found(
  root: string,
  filters: readonly string[],
  key: string,
): Promise<Map<string, { ids: string[]; total: number }>> {
  const all = new Map<string, { ids: string[]; total: number }>();
  for (let from = 0; from < filters.length; from += 10) {
    const some = filters.slice(from, from + 10);
    const fields = some.map(
      (filter, at) => `f${at}: ${root}(first: 100, ${filter}) { totalCount edges { node { id } } }`,
    );
    const { data, errors } = await gateway.ask(`{ ${fields.join(' ')} }`, { key });
    expect(errors).toBeUndefined();
    for (const [at, filter] of some.entries()) {
      const list = data?.[`f${at}`] as Found | undefined;
      all.set(filter, { ids: list?.edges.map(({ node }) => node.id) ?? [], total: list?.totalCount ?? -1 });
    }
  }
  return all;
}

describe.each(LISTS)('$name', ({ name, of, args }) => {
  // What a kind's rows were is found in the order of what never changes of them only.
  const besideTime = TYPES[of]?.rows === 'own' ? ', orderBy: CODE_ASC' : '';
  const filters = args.flatMap((arg) =>
    valuesOf(arg).map((value) => `${arg.name}: ${value}${arg.name === 'asOf' ? besideTime : ''}`),
  );

  test('has a value for each argument', () => {
    expect(args.filter((arg) => valuesOf(arg).length === 0).map((arg) => arg.name)).toEqual([]);
  });

  let there: Awaited<ReturnType<typeof found>>;
  beforeAll(async () => {
    there = await found(name, filters, whole);
  });

  test.each(askersOf(of))('as a key of %s', async (_who, asker) => {
    const key = await keyOf(store, gateway, asker, { role: 'administrator', scopes: ['personal'] });
    const seen = await found(name, filters, key);
    const inOrder = there.get('orderBy: PUBLISHED_DESC')?.ids ?? [];
    const own = new Set(
      things.filter((thing) => thing.type === of && isFor(asker, thing)).map(({ id }) => id),
    );
    const owedFor = new Set(
      things
        .filter(({ type, code }) => type === 'Notice' && asker.notices.includes(code ?? ''))
        .map(({ id }) => id),
    );
    for (const filter of filters) {
      const all = there.get(filter)?.ids ?? [];
      const { ids, total } = seen.get(filter) ?? { ids: [], total: -1 };
      if (filter.startsWith('paidTwice')) {
        // The other payment may be another unit's: whoever does not see that one is told no more than that its own was made.
        const twice = seen.get('paidTwice: true')?.ids ?? [];
        expect(twice.filter((id) => !there.get('paidTwice: true')?.ids.includes(id))).toEqual([]);
        const told = [...own].filter((id) => twice.includes(id) === filter.endsWith('true'));
        expect([filter, [...ids].sort(), total]).toEqual([filter, told.sort(), ids.length]);
        continue;
      }
      const wanted =
        of === 'Notice' ? noticesFor(filter, all, inOrder, owedFor) : all.filter((id) => own.has(id));
      expect([filter, { ids, total }]).toEqual([filter, { ids: wanted, total: wanted.length }]);
    }
  });

  /** Notices are for everybody; what is owed for another unit's is not, and nothing is found by it: it is absent from every portal. */
  function noticesFor(
    filter: string,
    all: string[],
    inOrder: string[],
    owedFor: ReadonlySet<string>,
  ): string[] {
    if (!/^(atPortals|deliveryStates|holdReasons)/.test(filter)) return all;
    if (!filter.includes('ABSENT')) return all.filter((id) => owedFor.has(id));
    return inOrder.filter((id) => all.includes(id) || !owedFor.has(id));
  }
});

test('a masked field is no oracle: no text argument of any list finds by it', async () => {
  const key = await gateway.key({ role: 'administrator' });
  for (const { name, args } of LISTS) {
    // By an identity number nobody may ask who does not see it; what for is no filter.
    const asked = args.filter(
      (arg) => String(arg.type) === 'String' && !['personalId', 'purpose'].includes(arg.name),
    );
    const texts = asked.map((arg) => arg.name);
    const marks = CODES.map(markOf);
    const filters = texts.flatMap((text) => marks.map((mark) => `${text}: ${JSON.stringify(mark)}`));
    for (const [filter, { total }] of await found(name, filters, key))
      expect([filter, total]).toEqual([filter, 0]);
  }
});
