import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { Fixtures } from '../support/fixtures.js';
import { type Answer, startGateway, type TestGateway } from '../support/gateway.js';
import { recordKinds } from '../support/kinds/index.js';

/** Of certificates and mailboxes among the samples of kinds; two dossiers get it here. */
const NUMBER = '038090000123';
const PURPOSE = 'Giải quyết khiếu nại số 12';

let store: TestDatabase;
let gateway: TestGateway;
const keys: Record<string, string> = {};

beforeAll(async () => {
  store = await freshDatabase();
  const { dossiers } = await fillDistrict(store);
  const fixtures = new Fixtures(store);
  await recordKinds(store, ['H56.14.4', 'H56.900']);
  await fixtures.procedure('1.001699', 'Xác định mức độ khuyết tật', {
    search_text: '1.001699 xac dinh muc do khuyet tat',
  });
  const identity_number_hash = store.sealer.keyedHash(NUMBER);
  await store.database.query('update dossier set identity_number_hash = $2 where subject_id = $1', [
    dossiers.get('H56.14-240824-0003'),
    identity_number_hash,
  ]);
  await fixtures.dossier('H56.14-240823-0009', { procedure_code: '1.001699', identity_number_hash });
  gateway = await startGateway(store);
  const role = 'administrator';
  keys['none'] = await gateway.key({ role });
  keys['personal'] = await gateway.key({ role, scopes: ['personal'] });
  keys['sensitive'] = await gateway.key({ role, scopes: ['sensitive'] });
  keys['unit'] = await gateway.key({ role, scopes: ['personal'], unit: 'H56.14.4' });
});
beforeEach(async () => {
  await store.database.query('delete from access_record');
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

const QUERY = `query ($personalId: String!, $purpose: String!, $kinds: [SubjectKind!], $first: Int, $after: String) {
  citizenRecords(personalId: $personalId, purpose: $purpose, kinds: $kinds, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage }
    edges { node { kind code title unit { code } changedAt record { __typename id ... on Dossier { applicant { name } } } } } } }`;

interface Found {
  totalCount: number;
  pageInfo: { endCursor: string; hasNextPage: boolean };
  edges: {
    node: { kind: string; code: string; unit: { code: string } | null; record: { __typename: string } };
  }[];
}

function ask(variables: Record<string, unknown> = {}, who = 'personal'): Promise<Answer> {
  return gateway.ask(QUERY, {
    ...{ key: keys[who] ?? '', variables: { personalId: NUMBER, purpose: PURPOSE, ...variables } },
  });
}
async function found(variables: Record<string, unknown> = {}, who = 'personal'): Promise<Found> {
  const { data, errors } = await ask(variables, who);
  expect(errors).toBeUndefined();
  return data?.['citizenRecords'] as Found;
}
const told = ({ edges }: Found) => edges.map(({ node }) => `${node.kind} ${node.unit?.code}`).sort();

interface Kept {
  purpose: string | null;
  reads: { type: string; fields: string[]; subjects: string[] }[];
  row: string;
}
async function kept(): Promise<Kept[]> {
  const { rows } = await store.database.query<Kept & Record<string, unknown>>(
    'select purpose, reads, a::text as row from access_record a',
  );
  return rows;
}

describe('a person’s records', () => {
  test('of every kind that is about them, each with what it is, its unit, and itself', async () => {
    const all = await found();
    expect(told(all)).toEqual(
      expect.arrayContaining([
        ...['CERTIFICATE', 'MAILBOX'].flatMap((kind) => [`${kind} H56.14.4`, `${kind} H56.900`]),
        'DOSSIER H56.14.4',
      ]),
    );
    expect(all.totalCount).toBe(all.edges.length);
    const dossier = all.edges.find(({ node }) => node.kind === 'DOSSIER')?.node;
    expect(dossier).toMatchObject({ code: 'H56.14-240824-0003', record: { __typename: 'Dossier' } });
    expect(told(await found({ kinds: ['DOSSIER'] }))).toEqual(['DOSSIER H56.14.4']);
    expect(await found({ personalId: '038090000124' })).toMatchObject({ totalCount: 0, edges: [] });
  });

  test('page by page, in one statement', async () => {
    const all = await found();
    const seen: string[] = [];
    let after: string | undefined;
    for (let goesOn = true; goesOn && seen.length < 50; ) {
      gateway.statements();
      const page: Found = await found({ first: 2, ...(after ? { after } : {}) });
      const reads = gateway.statements().filter((text) => !/service_key|^\s*insert /.test(text));
      expect(reads).toHaveLength(1);
      seen.push(...page.edges.map(({ node }) => `${node.kind} ${node.code}`));
      ({ hasNextPage: goesOn, endCursor: after } = page.pageInfo);
    }
    expect(seen).toEqual(all.edges.map(({ node }) => `${node.kind} ${node.code}`));
  });

  test('as far as the key’s unit reaches, and no sensitive dossier without that scope', async () => {
    // Decided awards are for everybody.
    const foreign = told(await found({}, 'unit')).filter((each) => each.endsWith('H56.900'));
    expect(foreign.filter((each) => !each.startsWith('COMMENDATION'))).toEqual([]);
    expect(told(await found({}, 'unit'))).toContain('DOSSIER H56.14.4');
    const codes = async (who: string) =>
      (await found({ kinds: ['DOSSIER'] }, who)).edges.map(({ node }) => node.code);
    expect(await codes('personal')).toEqual(['H56.14-240824-0003']);
    expect(await codes('sensitive')).toEqual(
      expect.arrayContaining(['H56.14-240824-0003', 'H56.14-240823-0009']),
    );
  });
});

describe('it is refused', () => {
  test('without the scope, and then it keeps nothing', async () => {
    const { data, errors } = await ask({}, 'none');
    expect([data, errors?.[0]?.extensions['code']]).toEqual([null, 'FORBIDDEN']);
    expect(await kept()).toEqual([]);
  });

  test.each([
    '',
    '   ',
    '...',
    '12',
    'x'.repeat(301),
    `cho ${NUMBER}`,
    `số 0380 9000 0123`,
    // Another's.
    ...[
      'Đối chiếu với 038190000777',
      'cho 0381.9000.0777',
      'cho ０３８１９００００７７７',
      'cho 038-190-000 777 và 038190000778',
    ],
  ])('for the purpose "%s"', async (purpose) => {
    const { errors } = await ask({ purpose });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: ['purpose'] }],
    });
    expect(JSON.stringify(errors)).not.toContain('0123');
    expect(await kept()).toEqual([]);
  });

  test.each(['38090000123', '0380900001234', '03809000012a', '', 'Nguyễn Văn A', '123456789012345'])(
    'for the number "%s", which it does not repeat',
    async (personalId) => {
      const { errors } = await ask({ personalId });
      expect(errors?.[0]?.extensions).toMatchObject({
        ...{ code: 'BAD_USER_INPUT', problems: [{ path: ['personalId'] }] },
      });
      if (personalId !== '') expect(JSON.stringify(errors)).not.toContain(personalId);
    },
  );

  test('for a number that is no text, in a variable or in the operation, which it does not repeat either', async () => {
    const answers = [
      await ask({ personalId: 38090000123 }),
      await gateway.ask('{ citizenRecords(personalId: 38090000123, purpose: "x") { totalCount } }', {
        key: keys['personal'] ?? '',
      }),
    ];
    for (const { errors } of answers) {
      expect(errors).toHaveLength(1);
      expect(JSON.stringify(errors)).not.toContain('38090000123');
    }
  });
});

describe('it is kept', () => {
  test('with who, what for and whose, and never with the number', async () => {
    const { edges } = await found();
    const [record, ...more] = await kept();
    expect(more).toEqual([]);
    expect(record?.purpose).toBe(PURPOSE);
    const looked = record?.reads.find(({ type }) => type === 'CitizenRecord');
    expect(looked?.subjects.length).toBeGreaterThanOrEqual(edges.length);
    expect(record?.row).not.toContain(NUMBER);
    const auditor = await gateway.key({ role: 'auditor' });
    const { data } = await gateway.ask(
      '{ accessRecords { edges { node { purpose reads { type subjectKeys } } } } }',
      {
        key: auditor,
      },
    );
    expect(JSON.stringify(data)).toContain(PURPOSE);
    expect(JSON.stringify(data)).toContain('H56.14-240824-0003');
  });

  test('also when it was only counted, and when there is nothing', async () => {
    await gateway.ask(
      'query ($n: String!, $p: String!) { citizenRecords(personalId: $n, purpose: $p) { totalCount } }',
      { key: keys['personal'] ?? '', variables: { n: NUMBER, p: PURPOSE } },
    );
    await found({ personalId: '038090000124' });
    expect((await kept()).map(({ purpose }) => purpose)).toEqual([PURPOSE, PURPOSE]);
  });
});
