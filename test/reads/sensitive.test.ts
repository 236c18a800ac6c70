import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { CITIZEN, Fixtures } from '../support/fixtures.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

/** Who may see what when a dossier's procedure makes whatever is personal on it sensitive. */
const PLAIN = 'H56.14-240823-0001';
const DISABLED = 'H56.14-240823-0002';

let store: TestDatabase;
let gateway: TestGateway;
const keys: Record<string, string> = {};

beforeAll(async () => {
  store = await freshDatabase();
  const fixtures = new Fixtures(store);
  await fixtures.unit('H56.14.3', 'Xã Ngọc Liên');
  await fixtures.procedure('1.001193', 'Đăng ký khai sinh');
  await fixtures.procedure('1.001699', 'Xác định mức độ khuyết tật', {
    search_text: '1.001699 xac dinh muc do khuyet tat',
  });
  for (const [code, procedure_code] of [
    [PLAIN, '1.001193'],
    [DISABLED, '1.001699'],
  ] as const) {
    const id = await fixtures.dossier(code, { procedure_code });
    await fixtures.entry(id, '2024-08-23T05:00:00Z', 4, { note: `ghi chú của ${code}` });
  }
  gateway = await startGateway(store);
  for (const scope of ['personal', 'sensitive']) keys[scope] = await gateway.key({ scopes: [scope] });
  keys['none'] = await gateway.key({});
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function shown(code: string, scope: string): Promise<boolean[]> {
  const { data, errors } = await gateway.ask(
    `{ dossier(code: "${code}") { applicant { name phone } trace { note } } }`,
    { key: keys[scope] ?? '' },
  );
  expect(errors).toBeUndefined();
  const text = JSON.stringify(data);
  return [CITIZEN.name, CITIZEN.phone, `ghi chú của ${code}`].map((each) => text.includes(each));
}

describe('the higher of the field’s class and the procedure’s', () => {
  test.each([
    [PLAIN, 'none', false],
    [PLAIN, 'personal', true],
    [PLAIN, 'sensitive', true],
    [DISABLED, 'none', false],
    [DISABLED, 'personal', false],
    [DISABLED, 'sensitive', true],
  ])('%s for the scope %s: %s', async (code, scope, is) => {
    expect(await shown(code, scope)).toEqual([is, is, is]);
  });

  test('what stayed masked is not recorded as looked at', async () => {
    await store.database.query('delete from access_record');
    await shown(DISABLED, 'personal');
    const count = () => store.database.query('select 1 from access_record').then(({ rowCount }) => rowCount);
    expect(await count()).toBe(0);
    await shown(PLAIN, 'personal');
    expect(await count()).toBe(1);
  });
});

test('nobody is found by a name that they may not be shown', async () => {
  const found = async (search: string, scope: string) => {
    const { data } = await gateway.ask(
      `{ dossiers(search: "${search}", orderBy: CODE_ASC) { totalCount edges { node { code } } } }`,
      { key: keys[scope] ?? '' },
    );
    const list = data?.['dossiers'] as { edges: { node: { code: string } }[] } | undefined;
    return list?.edges.map(({ node }) => node.code);
  };
  expect(await found(CITIZEN.name, 'none')).toEqual([]);
  expect(await found(CITIZEN.name, 'personal')).toEqual([PLAIN]);
  expect(await found(CITIZEN.name, 'sensitive')).toEqual([PLAIN, DISABLED]);
  expect(await found('0002', 'personal')).toEqual([DISABLED]);
});
