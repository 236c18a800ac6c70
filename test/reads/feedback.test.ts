import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { KIND_SAMPLES, sourceWith } from '../support/kinds/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';

let store: TestDatabase;
let gateway: TestGateway;
let key: string;

const feedback = (number: number, change: RawForm = {}): RawForm => ({
  ...KIND_SAMPLES.feedback.raw(number, 'H56.14.4'),
  MaPhanAnh: `PA-${number}`,
  ...change,
});
const published = {
  ...{ ThoiDiemCongKhai: '2025-08-20 07:00:00', NoiDungCongKhai: 'Rác ở chợ', TraLoiCongKhai: 'Đã dọn.' },
  HaiLong: true,
};
const open = { ThoiDiemTraLoi: '', TraLoi: '' };

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  const records = [
    feedback(1, { ...open, ThoiDiemPhanCong: '', TieuDe: 'Đường hỏng', LinhVuc: 'Giao thông' }),
    feedback(2, published),
    feedback(3, { HanTraLoi: '2025-08-18 17:00:00', HaiLong: false }),
    feedback(4, { ...open, HanTraLoi: '', Loai: 'KIEN_NGHI', ThoiDiemNhan: '2025-08-01 08:00:00' }),
  ];
  const { database, sealer } = store;
  const clock = fixedClock('2026-01-05T03:00:00.000Z');
  const deps = { database, sealer, clock, portals: [], warn: () => undefined, owe: () => Promise.resolve() };
  expect(await runSync(deps, systemPrincipal('test'), sourceWith('feedback', records))).toMatchObject({
    stored: records.length,
  });
  gateway = await startGateway(store);
  key = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await store?.drop();
});

async function codes(args: string, by = key): Promise<string[]> {
  const { data, errors } = await gateway.ask(`{ feedbackList${args} { edges { node { code } } } }`, {
    key: by,
  });
  expect(errors).toBeUndefined();
  const list = data?.['feedbackList'] as { edges: { node: { code: string } }[] } | undefined;
  return list?.edges.map(({ node }) => node.code) ?? [];
}

test.each([
  ['(orderBy: CODE_ASC)', ['PA-1', 'PA-2', 'PA-3', 'PA-4']],
  ['(states: [PUBLISHED])', ['PA-2']],
  ['(states: [RECEIVED])', ['PA-1']],
  ['(types: [KIEN_NGHI])', ['PA-4']],
  ['(field: "Giao thông")', ['PA-1']],
  ['(receivedTo: "2025-08-10T00:00:00+07:00")', ['PA-4']],
  // One was answered late, one is still waiting; where nothing is due nothing is late.
  ['(overdue: true, orderBy: CODE_ASC)', ['PA-1', 'PA-3']],
  ['(overdue: false, orderBy: CODE_ASC)', ['PA-2', 'PA-4']],
  ['(satisfied: false)', ['PA-3']],
  ['(search: "giao thong")', ['PA-1']],
  // Nor what its title says.
  ['(search: "duong hong")', []],
  // What was sent is masked, so nobody finds out by searching what it says.
  ['(search: "ton dong")', []],
])('feedbackList%s', async (args, expected) => {
  expect(await codes(args)).toEqual(expected);
});

test('it is its unit’s until it is published, and what was sent and who sent it stay masked then', async () => {
  const other = await gateway.key({ role: 'viewer', unit: 'H56.900' });
  expect(await codes('', other)).toEqual(['PA-2']);
  const query = `{ feedback(code: "PA-2") { title content answer senderName senderPhone personalId publishedContent publishedAnswer state satisfied } }`;
  const { data } = await gateway.ask(query, { key: other });
  expect(data?.['feedback']).toEqual({
    title: '***',
    content: '***',
    answer: '***',
    senderName: 'Lê T*** G***',
    senderPhone: '0912****78',
    personalId: '0381******23',
    publishedContent: 'Rác ở chợ',
    publishedAnswer: 'Đã dọn.',
    state: 'PUBLISHED',
    satisfied: true,
  });
});

test('a title is found by who may see it, in the list and in the search over everything, and never in what another unit published', async () => {
  const found = async (text: string, wanted: Parameters<TestGateway['key']>[0]) => {
    const by = await gateway.key(wanted);
    const { data, errors } = await gateway.ask(
      `{ search(text: "${text}", kinds: [FEEDBACK]) { edges { node { code title snippet match } } } }`,
      { key: by },
    );
    expect(errors).toBeUndefined();
    const list = data?.['search'] as
      | { edges: { node: Record<'code' | 'title' | 'snippet', string> }[] }
      | undefined;
    const hits = list?.edges.map(({ node }) => node) ?? [];
    expect(hits.map(({ code }) => code).sort()).toEqual((await codes(`(search: "${text}")`, by)).sort());
    return hits;
  };
  expect(await found('duong', { role: 'viewer' })).toEqual([]);
  expect(await found('duong', { role: 'viewer', scopes: ['personal'] })).toMatchObject([
    { code: 'PA-1', title: 'Phản ánh: Giao thông', snippet: '«Đường» hỏng' },
  ]);
  const elsewhere = { role: 'officer', unit: 'H56.900', scopes: ['sensitive'] } as const;
  expect(await found('rac thai', { ...elsewhere, unit: 'H56.14.4' })).toHaveLength(3);
  expect(await found('rac thai', elsewhere)).toEqual([]);
  expect(await found('moi truong', elsewhere)).toMatchObject([
    { code: 'PA-2', snippet: 'Phản ánh: «Môi» «trường»' },
  ]);
});

test('who sent what was published is for its own unit, whatever scopes another’s key has', async () => {
  const query = `query ($n: String!) { feedback(code: "PA-2") { senderName content }
    citizenRecords(personalId: $n, purpose: "kiểm tra") { edges { node { code } } } }`;
  const asked = async (unit: string) => {
    const by = await gateway.key({ role: 'officer', unit, scopes: ['sensitive'] });
    const { data, errors } = await gateway.ask(query, { key: by, variables: { n: '038190000123' } });
    expect(errors).toBeUndefined();
    const found = data?.['citizenRecords'] as { edges: { node: { code: string } }[] } | undefined;
    return { sent: data?.['feedback'], codes: found?.edges.map(({ node }) => node.code).sort() };
  };
  expect(await asked('H56.900')).toEqual({ sent: { senderName: 'Lê T*** G***', content: '***' }, codes: [] });
  const own = await asked('H56.14.4');
  expect(own).toMatchObject({ sent: { senderName: 'Lê Thị Gửi' } });
  expect(own.codes).toContain('PA-2');
});
