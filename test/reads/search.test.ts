import type { GraphQLNamedOutputType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/domain/kinds/index.js';
import { SEARCHING } from '../../src/processes/gateway.js';
import { snippetOf } from '../../src/reads/search/snippet.js';
import { buildGraph } from '../../src/resolvers/schema.js';
import { Database } from '../../src/store/database.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { CITIZEN, Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { type KindRow, recordKinds } from '../support/kinds/index.js';
import { everythingInParts } from '../support/selections.js';

let store: TestDatabase;
let searching: Database;
let gateway: TestGateway;
let ofKinds: KindRow[];
const keys: Record<string, string> = {};
/** On a dossier of a sensitive procedure only. */
const HIDDEN = 'Quách Khó Tìm';

interface Hit {
  kind: string;
  code: string;
  title: string;
  match: string;
  snippet: string;
  unit: { code: string } | null;
  record: { __typename: string; id: string; name?: string; state?: string };
}
interface Found {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string };
  edges: { node: Hit }[];
}

const HITS = `totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
  edges { node { kind code title match snippet unit { code } record { __typename id ... on Unit { name } ... on Dossier { state } } } }`;

async function search(
  text: string,
  args: Record<string, unknown> = {},
  key = keys['masked'],
): Promise<Found> {
  const { data, errors } = await gateway.ask(
    `query ($text: String!, $kinds: [SubjectKind!], $unit: String, $first: Int, $after: String, $last: Int, $before: String) {
      search(text: $text, kinds: $kinds, unit: $unit, first: $first, after: $after, last: $last, before: $before) { ${HITS} } }`,
    { ...(key === undefined ? {} : { key }), variables: { text, ...args } },
  );
  expect(errors).toBeUndefined();
  return data?.['search'] as Found;
}
const codes = ({ edges }: Found) => edges.map(({ node }) => node.code);

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const fixtures = new Fixtures(store);
  await fixtures.procedure('1.001699', 'Xác định mức độ khuyết tật', {
    search_text: '1.001699 xac dinh muc do khuyet tat',
  });
  await fixtures.dossier('H56.14-240823-0009', {
    procedure_code: '1.001699',
    applicant_name: HIDDEN,
    search_text: 'h56.14-240823-0009 quach kho tim',
  });
  ofKinds = await recordKinds(store, ['H56.14.4', 'H56.900']);
  await store.database.query('analyze');
  searching = new Database(store.url, { ...SEARCHING, connections: 1 });
  gateway = await startGateway(store, { searching });
  keys['masked'] = await gateway.key({ role: 'administrator' });
  keys['personal'] = await gateway.key({ role: 'administrator', scopes: ['personal'] });
  keys['sensitive'] = await gateway.key({ role: 'administrator', scopes: ['sensitive'] });
});
afterAll(async () => {
  await gateway?.stop();
  await searching?.close();
  await store?.drop();
});

describe('every kind', () => {
  test.each(kinds.map(({ kind, label }) => [label, kind]))(
    '%s is found by its code, first',
    async (_label, kind) => {
      for (const { code, id, type } of ofKinds.filter((row) => row.kind === kind)) {
        const [first] = (await search(code)).edges;
        expect(first?.node).toMatchObject({ match: 'CODE', code, record: { __typename: type, id } });
      }
    },
  );

  test('has a title of its own', async () => {
    for (const { code } of ofKinds) {
      const [first] = (await search(code)).edges;
      expect([first?.node.kind, first?.node.title === code]).toEqual([first?.node.kind, false]);
    }
  });

  test('and what the hub carries, with the unit it is of', async () => {
    const found = async (text: string) => (await search(text)).edges[0]?.node;
    expect(await found('H56.14-240823-0002')).toMatchObject({
      kind: 'DOSSIER',
      title: 'Đăng ký khai sinh',
      unit: { code: 'H56.14.3.1' },
      record: { state: 'RETURNED' },
    });
    expect(await found('tin-1')).toMatchObject({ kind: 'NOTICE', match: 'CODE' });
    expect(await found('1.001193.000.00.00.H56')).toMatchObject({ kind: 'PROCEDURE', unit: null });
    expect(await found('H56-14-4')).toMatchObject({
      kind: 'UNIT',
      match: 'CODE',
      record: { name: 'Xã Thạch Lập' },
    });
  });
});

describe('words', () => {
  test('with and without accents find the same, in any order', async () => {
    const wanted = await search('Thạch Lập');
    expect(codes(wanted)).toContain('H56.14.4');
    for (const text of ['thach lap', 'THẠCH LẬP', 'thach  lap', 'Tha\u0323ch La\u0323\u0302p'])
      expect(await search(text)).toEqual({ ...wanted, pageInfo: expect.anything() });
    expect(codes(await search('lap thach'))).toEqual(codes(wanted));
    expect(codes(await search('Đăng ký'))).toEqual(codes(await search('dang ky')));
    expect(codes(await search('đang ky'))).toContain('1.001193');
  });

  test('the code first, then what begins with it, whole words, parts of words; what is like it only where nothing holds it', async () => {
    const matches = (found: Found) => found.edges.map(({ node }) => node.match);
    const found = await search('H56.14');
    expect(found.edges[0]?.node).toMatchObject({ match: 'CODE', kind: 'UNIT' });
    const order = ['CODE', 'PREFIX', 'WORDS', 'PARTS'];
    expect(matches(found)).toEqual([...matches(found)].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(new Set(matches(found)).size).toBeGreaterThan(1);
    expect(matches(await search('khai sinh'))).toContain('WORDS');
    expect(new Set(matches(await search('hai sin')))).toEqual(new Set(['PARTS']));
    const like = await search('dang ky khai sanh');
    expect(like.edges[0]?.node).toMatchObject({ code: '1.001193', match: 'SIMILAR' });
    expect(new Set(matches(like))).toEqual(new Set(['SIMILAR']));
    expect(await search('zzzz qqqq')).toMatchObject({ totalCount: 0, edges: [] });
  });

  test('a piece of the text around what was found, as it is written', async () => {
    const [first] = (await search('khai sinh', { kinds: ['PROCEDURE'] })).edges;
    expect(first?.node.snippet).toBe('Đăng ký «khai» «sinh»');
    const long = `${'Phần đầu rất dài của văn bản này. '.repeat(9)}Có Đường tỉnh lộ ở giữa ${'và phần sau. '.repeat(30)}`;
    const cut = snippetOf(['Tên', long], ['duong', 'tinh']);
    expect(cut).toMatch(/^… .*«Đường» «tỉnh» lộ .* …$/);
    expect(cut.length).toBeLessThan(180);
    expect(snippetOf(['Không có gì', '', 'ở đây'], ['khac'])).toBe('Không có gì · ở đây');
    expect(snippetOf(['Ba\u0300n ghe\u0302\u0301'], ['ghe'])).toBe('Bàn «ghế»');
    expect(snippetOf([], ['x'])).toBe('');
  });

  test.each(['', ' ', 'a', '%%', '--', '_'])('"%s" is too little', async (text) => {
    const { errors } = await gateway.ask('query ($text: String!) { search(text: $text) { totalCount } }', {
      ...{ key: keys['masked'] ?? '', variables: { text } },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: ['text'] }] });
  });

  test('what means something in a pattern is a letter here', async () => {
    for (const text of ['%%khai', 'kh_i', "khai' or 1=1 --"]) {
      const { edges } = await search(text);
      expect(edges.filter(({ node }) => node.match !== 'SIMILAR')).toEqual([]);
    }
  });
});

describe('pages', () => {
  test('both ways give each hit once, in the same order', async () => {
    const whole = codes(await search('H56', { first: 100 }));
    expect(whole.length).toBeGreaterThan(10);
    for (const [size, beyond, more, end] of [
      ['first', 'after', 'hasNextPage', 'endCursor'],
      ['last', 'before', 'hasPreviousPage', 'startCursor'],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let goesOn = true; goesOn && seen.length < 200; ) {
        const page: Found = await search('H56', { [size]: 3, ...(cursor ? { [beyond]: cursor } : {}) });
        expect(page.totalCount).toBe(whole.length);
        if (size === 'first') seen.push(...codes(page));
        else seen.unshift(...codes(page));
        goesOn = page.pageInfo[more];
        cursor = page.pageInfo[end];
      }
      expect(seen).toEqual(whole);
    }
  });

  test('a cursor of another search is not taken', async () => {
    const { pageInfo } = await search('H56', { first: 1 });
    const { errors } = await gateway.ask(
      'query ($after: String) { search(text: "khai", after: $after) { totalCount } }',
      {
        ...{ key: keys['masked'] ?? '', variables: { after: pageInfo.endCursor } },
      },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ problems: [{ path: ['after'] }] });
  });

  test('are one statement, whatever is selected of whatever is found', async () => {
    const schema = buildGraph();
    for (const selection of everythingInParts(schema, schema.getType('Node') as GraphQLNamedOutputType, 1)) {
      gateway.statements();
      const { errors } = await gateway.ask(
        `{ search(text: "h56", first: 3) { totalCount edges { node { snippet record ${selection} } } } }`,
        { key: keys['masked'] ?? '' },
      );
      expect(errors).toBeUndefined();
      expect(gateway.statements().filter((text) => !text.includes('service_key'))).toHaveLength(1);
    }
  });

  test('of texts of one form are one statement, planned once: each is answered by what it is itself', async () => {
    const ask = async (text: string, after?: string) =>
      (await search(text, { kinds: ['PROCEDURE'], first: 1, ...(after ? { after } : {}) })).edges[0]?.node;
    gateway.statements();
    const found = new Map<string, Hit | undefined>();
    for (const text of ['khai sinh', 'ket hon', 'sinh khai', 'khuyet tat', 'muc xac'])
      found.set(text, await ask(text));
    const texts = gateway.statements().filter((text) => text.includes('hits'));
    expect([texts.length, new Set(texts).size]).toEqual([5, 1]);
    expect(found.get('khai sinh')?.snippet).toContain('«khai» «sinh»');
    expect(found.get('khuyet tat')).toMatchObject({
      code: '1.001699',
      snippet: expect.stringContaining('«khuyết» «tật»'),
    });
    expect(found.get('ket hon')?.code).not.toBe('1.001699');
    const { rows } = await searching.query<{ custom: string; generic: string }>(
      'select sum(custom_plans) as custom, sum(generic_plans) as generic from pg_prepared_statements',
    );
    expect(rows).toEqual([{ custom: '0', generic: expect.stringMatching(/^[1-9]/) }]);
  });

  test('of one form have cursors of their own', async () => {
    const [first, other] = [await search('H56', { first: 2 }), await search('dan', { first: 2 })];
    for (const [text, { pageInfo }] of [
      ['H56', first],
      ['dan', other],
    ] as const) {
      const next = await search(text, { first: 2, after: pageInfo.endCursor });
      expect([text, next.pageInfo.hasPreviousPage]).toEqual([text, true]);
    }
  });

  test('counts only when it is asked to', async () => {
    gateway.statements();
    await gateway.ask('{ search(text: "khai sinh") { edges { node { code } } } }', {
      key: keys['masked'] ?? '',
    });
    expect(gateway.statements().filter((text) => text.includes('count(*)'))).toEqual([]);
  });
});

describe('filters', () => {
  test('by kind, and by unit with what took over', async () => {
    const found = await search('h56', { kinds: ['UNIT', 'DOSSIER'], unit: 'H56.14.3' });
    expect(new Set(found.edges.map(({ node }) => node.kind))).toEqual(new Set(['UNIT', 'DOSSIER']));
    expect(
      found.edges.map(({ node }) => node.unit?.code).filter((code) => !/^H56\.(14\.3|900)/.test(code ?? '')),
    ).toEqual([]);
    expect(codes(found)).toContain('H56.14-250801-0004');
    expect(await search('khai sinh', { kinds: ['PROCEDURE'], unit: 'H56.14.3' })).toMatchObject({
      totalCount: 0,
    });
    expect(await search('khai sinh', { kinds: [] })).toMatchObject({ totalCount: 0, edges: [] });
  });

  test('what was deleted at its source is not found', async () => {
    const [row] = ofKinds.filter(({ kind }) => kind === 'network-site');
    const set = (at: string | null) =>
      store.database.query('update subject set deleted_at = $2 where natural_key = $1', [row?.code, at]);
    await set('2025-09-01T00:00:00Z');
    expect(codes(await search(row?.code ?? ''))).not.toContain(row?.code);
    await set(null);
    expect(codes(await search(row?.code ?? ''))).toContain(row?.code);
  });
});

describe('what is masked answers nothing', () => {
  const NAME = CITIZEN.name;

  test('a name finds no dossier for who may not see it: no hit, no count, no order, nothing that is like it', async () => {
    for (const text of [NAME, 'nguyen thu nghiem', 'thu nghiem', 'nguyen thu nghiam', HIDDEN]) {
      const found = await search(text, { kinds: ['DOSSIER'] });
      expect([text, found.totalCount, found.edges]).toEqual([text, 0, []]);
    }
    const shown = await search(NAME, { kinds: ['DOSSIER'] }, keys['personal']);
    expect(shown.totalCount).toBe(5);
    expect(shown.edges[0]?.node.snippet).toBe('«Nguyễn» «Thử» «Nghiệm»');
    expect(await search('nguyen thu nghiam', { kinds: ['DOSSIER'] }, keys['personal'])).toMatchObject({
      totalCount: 5,
      edges: expect.arrayContaining([
        expect.objectContaining({ node: expect.objectContaining({ match: 'SIMILAR' }) }),
      ]),
    });
  });

  test('nor does the order of others change by it, nor a page, nor its cursors', async () => {
    const ask = () => search('H56.14-24', { kinds: ['DOSSIER'], first: 3 });
    const before = await ask();
    await store.database.query(
      `update dossier set applicant_name = 'X', search_text = lower(code) || ' x' where code = 'H56.14-240823-0002'`,
    );
    expect(await ask()).toEqual(before);
  });

  test('the statement of who may not see them does not touch names: it takes no longer where there are some', async () => {
    const statementOf = async (key = '') => {
      gateway.statements();
      await gateway.ask(
        '{ search(text: "nguyen", kinds: [DOSSIER]) { totalCount edges { node { code title match } } } }',
        { key },
      );
      return gateway.statements().filter((text) => text.includes('hits'));
    };
    expect(await statementOf(keys['masked'])).toEqual([
      expect.not.stringMatching(/"search_text"|applicant_name|summary/),
    ]);
    expect(await statementOf(keys['personal'])).toEqual([expect.stringContaining('"search_text"')]);
  });

  test('whoever may see basic personal data finds no name on a dossier that is sensitive, by no count either', async () => {
    for (const text of [HIDDEN, 'quach', 'quach kho tam'])
      expect([text, (await search(text, { kinds: ['DOSSIER'] }, keys['personal'])).totalCount]).toEqual([
        text,
        0,
      ]);
    const byCode = await search('H56.14-240823-0009', {}, keys['personal']);
    expect(byCode.edges[0]?.node.snippet).toBe('Xác định mức độ khuyết tật');
    const shown = await search(HIDDEN, { kinds: ['DOSSIER'] }, keys['sensitive']);
    expect(shown.edges.map(({ node }) => node.snippet)).toEqual(['«Quách» «Khó» «Tìm»']);
  });

  test('the piece of text holds nothing personal where a code was asked for', async () => {
    const found = await search('H56.14-240823-0001');
    expect(JSON.stringify(found)).not.toContain('Nghiệm');
    expect(found.edges[0]?.node.snippet).toBe('Đăng ký khai sinh');
    const [shown] = (await search('H56.14-240823-0001', {}, keys['personal'])).edges;
    expect(shown?.node.snippet).toMatch(/^Đăng ký khai sinh · Nguyễn Thử Nghiệm · /);
  });

  test('who found somebody by their name is recorded, whatever is selected; a code is no name', async () => {
    const recorded = async () => {
      const { rows } = await store.database.query<{
        reads: { type: string; fields: string[]; subjects: string[] }[];
      }>('delete from access_record returning reads');
      return rows.flatMap(({ reads }) =>
        reads.map(({ type, fields, subjects }) => [type, fields, subjects.length]),
      );
    };
    const ask = (text: string, selected: string) =>
      gateway.ask(`query ($text: String!) { search(text: $text, kinds: [DOSSIER]) { ${selected} } }`, {
        ...{ key: keys['personal'] ?? '', variables: { text } },
      });
    await recorded();
    await ask('thu nghiem', 'edges { node { code } }');
    expect(await recorded()).toEqual([['SearchHit', ['search'], expect.any(Number)]]);
    await ask('thu nghiem', 'totalCount');
    expect(await recorded()).toEqual([['SearchHit', ['search'], 1]]);
    await ask('H56.14-240823-0001', 'totalCount edges { node { code title } }');
    expect(await recorded()).toEqual([]);
    await ask('H56.14-240823-0001', 'edges { node { snippet } }');
    expect(await recorded()).toEqual([['SearchHit', ['snippet'], 1]]);
    await gateway.ask('{ search(text: "khai sinh", kinds: [PROCEDURE]) { edges { node { snippet } } } }', {
      key: keys['personal'] ?? '',
    });
    expect(await recorded()).toEqual([]);
  });
});

describe('a key of one unit', () => {
  test('finds what it sees, counts it, and nothing of another’s', async () => {
    const key = await gateway.key({ role: 'administrator', unit: 'H56.14.4', scopes: ['sensitive'] });
    const found = await search('h56', { first: 100 }, key);
    const dossiers = found.edges.filter(({ node }) => node.kind === 'DOSSIER').map(({ node }) => node.code);
    expect(dossiers.sort()).toEqual(['H56.14-240824-0003', 'H56.14-250802-0005']);
    expect(found.totalCount).toBe(found.edges.length);
    const foreign = ofKinds.filter(({ kind, unit }) => unit === 'H56.900' && kind === 'mailbox');
    for (const { code } of foreign) expect(await search(code, {}, key)).toMatchObject({ totalCount: 0 });
    // What is like a foreign name is looked for, and not found, as if there were none.
    const [foreignCode, none] = [
      await search('H56.14-240823-0001', {}, key),
      await search('H56.14-240823-0777', {}, key),
    ];
    expect([foreignCode.totalCount, codes(foreignCode)]).toEqual([none.totalCount, codes(none)]);
  });

  test('of a role that may not read a kind leaves it out, and is refused where it is asked for', async () => {
    const silent = kinds.find(({ readers }) => !readers.some((role) => role === 'service'));
    if (!silent) return;
    const key = await gateway.key({ role: 'service' });
    const [row] = ofKinds.filter(({ kind }) => kind === silent.kind);
    expect(codes(await search(row?.code ?? '', {}, key))).not.toContain(row?.code);
    const { errors } = await gateway.ask(
      `{ search(text: "khai", kinds: [${silent.kind.toUpperCase().replaceAll('-', '_')}]) { totalCount } }`,
      { key },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('every arm walks an index: none reads a table from its beginning', async () => {
  const client = await store.database.pool.connect();
  try {
    await client.query('set enable_seqscan = off; set plan_cache_mode = force_generic_plan');
    const { rows } = await client.query<{ table: string }>(
      `select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and a.attname = 'search_text' and c.relname <> 'file_signature'`,
    );
    for (const { table } of rows) {
      for (const [condition, ...values] of [
        ['search_text like $1 and search_text like $2', '%khai%', '%sinh%'],
        ['search_text ~ $1', '(^| )an'],
        ['search_text ~ $1 and search_text like $2', '(^| )an', '%khai%'],
        ['code = any($1) or code between $2 and $3 or search_text like $4', ['a', 'A'], 'a', 'b', '%khai%'],
        ['$1 <% search_text', 'khai sinh'],
      ] as const) {
        await client.query(`prepare arm as select from ${table} where ${condition}`);
        const given = values.map((value) => `'${typeof value === 'string' ? value : `{${value.join()}}`}'`);
        const plan = await client.query<Record<string, string>>(`explain execute arm(${given.join()})`);
        await client.query('deallocate arm');
        const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
        expect([table, condition, text.includes('Seq Scan')]).toEqual([table, condition, false]);
      }
    }
    expect(rows.length).toBeGreaterThan(kinds.length);
  } finally {
    client.release();
  }
});
