import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/resolvers/schema.js';
import { type Bench, bench, dossier, notice, sourceOf, unit } from '../intake/support.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { everythingInParts } from '../support/selections.js';

const CODE = 'H56.14-240823-0001';
const LATER = '2024-08-24T10:00:00+07:00';

let made: Bench;
let gateway: TestGateway;
let key: string;
let personal: string;
/** Before anything was read, between the two versions, and after both. */
let times: { before: string; between: string; after: string };

const now = async () =>
  (await made.one<{ at: Date }>("select now() + interval '1 microsecond' as at")).at.toISOString();
/** The database's clock has to have moved on: times in JavaScript end at the millisecond. */
const tick = () => made.one('select pg_sleep(0.005)');

beforeAll(async () => {
  made = await bench();
  await made.sync(sourceOf('unit', [[unit(), unit({ Ma: 'H56.14', Ten: 'Huyện', Cap: 'HUYEN' })]]));
  await tick();
  const before = await now();
  await tick();
  await made.sync(
    sourceOf('dossier', [
      [
        dossier({
          KetQua: [{ Ten: 'Giấy khai sinh', TepDinhKem: 'kq/1.pdf' }],
          ThanhPhan: [{ Ten: 'Tờ khai' }, { Ten: 'Giấy chứng sinh', TepDinhKem: 'a.pdf' }],
          LePhi: [{ Ten: 'Lệ phí', SoTien: '8000', Loai: 2 }],
          BoSung: [{ Id: 'BS1', NgayYeuCau: '2024-08-23 09:00:00' }],
          NgayHenTra: '2024-08-24 08:30:00',
        }),
      ],
    ]),
  );
  await made.sync(sourceOf('notice', [[notice({ TepDinhKem: [{ Ten: 'Kèm', DuongDan: 'x.pdf' }] })]]));
  await tick();
  const between = await now();
  await tick();
  const change = {
    TrangThaiHoSo: 9,
    NgayKetThucXuLy: '2024-08-24 09:30:00',
    NgayHenTra: '2024-08-24 08:30:00',
    NgayCapNhat: LATER,
  };
  const steps = [
    { ThoiDiem: '20240823083000', TrangThai: 2, NguoiXuLy: 'Lê Cán Bộ', NoiDung: 'Tiếp nhận' },
    { ThoiDiem: '20240824093000', TrangThai: 9, NguoiXuLy: 'Lê Cán Bộ' },
  ];
  await made.sync(
    sourceOf('dossier', [[], [dossier({ ...change, SoDienThoai: '0900000002', QuaTrinh: steps })]]),
  );
  await made.sync(
    sourceOf('notice', [[], [notice({ TieuDe: 'Thông báo mới', NgayCapNhat: '2024-08-26T08:00:00+07:00' })]]),
  );
  await tick();
  times = { before, between, after: await now() };
  gateway = await startGateway(made);
  key = await gateway.key({ role: 'operator' });
  personal = await gateway.key({ role: 'administrator', scopes: ['personal'] });
});
afterAll(async () => {
  await gateway?.stop();
  await made?.drop();
});

async function ask(query: string, who = key) {
  const { data, errors } = await gateway.ask(query, { key: who });
  expect(errors).toBeUndefined();
  return data as Record<string, unknown>;
}

describe('what the hub held at a time', () => {
  test('a dossier: its version of then, with its parts', async () => {
    const fields = `state version versionCount finishedAt applicant { name phone } trace { state removed note }
      components { name hasFile } results { name } fees { amount type } supplements { requestedAt }`;
    const read = await ask(
      `{ held: dossier(code: "${CODE}", asOf: "${times.between}") { ${fields} }
         now: dossier(code: "${CODE}") { state version trace { state } }
         never: dossier(code: "${CODE}", asOf: "${times.before}") { state } }`,
    );
    expect(read).toEqual({
      held: {
        state: 'PROCESSING',
        version: 1,
        versionCount: 1,
        finishedAt: null,
        applicant: { name: 'Nguyễn T*** M***', phone: '0900****01' },
        trace: [{ state: 'RECEIVED', removed: false, note: '***' }],
        components: [
          { name: 'Tờ khai', hasFile: false },
          { name: 'Giấy chứng sinh', hasFile: true },
        ],
        results: [{ name: 'Giấy khai sinh' }],
        fees: [{ amount: 8000, type: 'CHARGE' }],
        supplements: [{ requestedAt: '2024-08-23T09:00:00.000+07:00' }],
      },
      now: { state: 'PROCESSED', version: 2, trace: [{ state: 'RECEIVED' }, { state: 'PROCESSED' }] },
      never: null,
    });
  });

  test('personal fields are shown to who may see them, as they were', async () => {
    const read = await ask(
      `{ dossier(code: "${CODE}", asOf: "${times.between}") { summary applicant { name phone identityNumber } } }`,
      personal,
    );
    expect(read).toEqual({
      dossier: {
        summary: 'Đăng ký khai sinh',
        applicant: { name: 'Nguyễn Thị Mẫu', phone: '0900000001', identityNumber: '038000000001' },
      },
    });
  });

  test('a notice, and lists of both', async () => {
    const read = await ask(
      `{ notice(code: "T-1", asOf: "${times.between}") { title attachments { name } versionCount }
         dossiers(asOf: "${times.between}") { totalCount edges { node { state readAt } } }
         overdue: dossiers(asOf: "2024-08-24T08:40:00+07:00", overdue: true) { totalCount }
         notices(asOf: "${times.before}") { totalCount edges { node { id } } } }`,
    );
    expect(read).toMatchObject({
      notice: { title: 'Thông báo', attachments: [{ name: 'Kèm' }], versionCount: 1 },
      dossiers: { totalCount: 1, edges: [{ node: { state: 'PROCESSING' } }] },
      overdue: { totalCount: 0 },
      notices: { totalCount: 0, edges: [] },
    });
  });

  test('overdue then: by its due time and when it ended', async () => {
    // The hub knew it then, so its clock is set back: only the time of recording is moved.
    await made.all("update subject_version set recorded_at = '2024-08-01T00:00:00Z'");
    const late = async (at: string) =>
      (await ask(`{ dossiers(asOf: "${at}", overdue: true) { totalCount } }`))['dossiers'];
    expect(await late('2024-08-24T08:20:00+07:00')).toEqual({ totalCount: 0 });
    expect(await late('2024-08-24T09:00:00+07:00')).toEqual({ totalCount: 1 });
    expect(await late('2024-08-24T10:00:00+07:00')).toEqual({ totalCount: 0 });
  });

  test('today is the same by either way, to everybody', async () => {
    const schema = buildGraph();
    // Some of what belongs to a dossier is not for every role: masked is what is asked for without the scope.
    const masked = await gateway.key({ role: 'administrator' });
    for (const [root, type, args] of [
      ['dossier', 'Dossier', `code: "${CODE}"`],
      ['notice', 'Notice', 'code: "T-1"'],
    ] as const) {
      const all = everythingInParts(schema, schema.getType(type) as never, 2);
      for (const [who, below] of [masked, personal].flatMap((each) =>
        all.map((part) => [each, part] as const),
      )) {
        // Apart, for both together are more fields than the gateway takes.
        const read = async (more: string) => {
          const { thing } = await ask(`{ thing: ${root}(${args}${more}) ${below} }`, who);
          const { readAt: _, ...rest } = thing as Record<string, unknown>;
          return rest;
        };
        const plain = await read('');
        const held = await read(', asOf: "2100-01-01T00:00:00Z"');
        expect(held).toEqual(plain);
      }
    }
  });

  test.each([
    ['dossiers', 'states: [RECEIVED]', 'states'],
    ['dossiers', 'search: "x"', 'search'],
    ['dossiers', 'orderBy: CHANGED_ASC', 'orderBy'],
    ['notices', 'changedFrom: "2024-01-01T00:00:00Z"', 'changedFrom'],
  ])('%s(%s) cannot be asked of the past', async (root, args, name) => {
    const { errors } = await gateway.ask(`{ ${root}(asOf: "${times.between}", ${args}) { totalCount } }`, {
      key,
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: [name] }] });
  });
});
