import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, bench, rewind, sourceOf, unit } from '../intake/support.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

let made: Bench;
let gateway: TestGateway;
let key: string;

const END = { HieuLucDen: '2025-06-30' };

beforeAll(async () => {
  made = await bench({ empty: true });
  await made.sync(
    sourceOf('unit', [
      [
        unit({ Ma: 'H56', Ten: 'UBND tỉnh', Cap: 'TINH', MaHanhChinh: '38' }),
        unit({ Ma: 'H56.14', Ten: 'UBND huyện', Cap: 'HUYEN', MaCha: 'H56', ...END }),
        unit({ Ma: 'H56.14.1', Ten: 'Phòng Nội vụ', Cap: 'PHONG_BAN', MaCha: 'H56.14', ...END }),
        unit({ Ma: 'H56.14.2', Ten: 'Xã Cũ', MaCha: 'H56.14', ...END, KeThua: ['H56.90'] }),
        unit({
          Ma: 'H56.14.3',
          Ten: 'Thị trấn',
          MaCha: 'H56',
          TenCu: [{ Ten: 'Xã Phố', HieuLucTu: '2001-01-01', HieuLucDen: '2018-12-31' }],
          ChaCu: [
            { Ma: 'H56.15', HieuLucDen: '2012-12-31' },
            { Ma: 'H56.14', HieuLucTu: '2013-01-01', ...END },
          ],
        }),
        unit({
          Ma: 'H56.90',
          Ten: 'Xã Mới',
          MaCha: 'H56',
          HieuLucTu: '2025-07-01',
          DienThoai: '0237 3871 002',
          QuyetDinh: { So: '1686/NQ-UBTVQH15', Ngay: '2025-06-16', CoQuan: 'UBTVQH' },
        }),
      ],
    ]),
  );
  gateway = await startGateway(made);
  key = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await made?.drop();
});

async function ask(text: string): Promise<unknown> {
  const { data, errors } = await gateway.ask(text, { key });
  expect(errors).toBeUndefined();
  return data?.['unit'];
}

test('what is published of a unit', async () => {
  expect(
    await ask(
      '{ unit(code: "H56.90") { adminCode phone address decision { number date issuer } parent { adminCode decision { number } } } }',
    ),
  ).toEqual({
    adminCode: null,
    phone: '0237 3871 002',
    address: null,
    decision: { number: '1686/NQ-UBTVQH15', date: '2025-06-16', issuer: 'UBTVQH' },
    parent: { adminCode: '38', decision: null },
  });
});

test('names and parents through time', async () => {
  expect(
    await ask('{ unit(code: "H56.14.3") { name names { name from to } parents { code from to } } }'),
  ).toEqual({
    name: 'Thị trấn',
    names: [
      { name: 'Xã Phố', from: '2001-01-01', to: '2018-12-31' },
      { name: 'Thị trấn', from: '2019-01-01', to: null },
    ],
    parents: [
      { code: 'H56.15', from: null, to: '2012-12-31' },
      { code: 'H56.14', from: '2013-01-01', to: '2025-06-30' },
      { code: 'H56', from: '2025-07-01', to: null },
    ],
  });
});

test.each([
  // Its first parent never came: it is not known.
  ['H56.14.3', '2010-06-01', null],
  ['H56.14.3', '2020-06-01', 'H56.14'],
  ['H56.14.3', '2025-07-01', 'H56'],
  // Ended: as on its last day; not there yet: nowhere.
  ['H56.14.2', '2026-01-01', 'H56.14'],
  ['H56.90', '2025-06-30', null],
  ['H56.90', '2025-07-01', 'H56'],
])('%s on %s stood below %s', async (code, day, expected) => {
  const found = await ask(`{ unit(code: "${code}") { parent(at: "${day}T12:00:00+07:00") { code } } }`);
  expect(found).toEqual({ parent: expected === null ? null : { code: expected } });
});

test.each([
  ['H56', 'at: "2024-06-01T00:00:00+07:00"', ['H56.14']],
  ['H56', 'at: "2025-07-01T00:00:00+07:00"', ['H56.14.3', 'H56.90']],
  ['H56', '', ['H56.14.3', 'H56.90']],
  ['H56', 'first: 1', ['H56.14.3']],
  // Ended: those of its last day.
  ['H56.14', '', ['H56.14.1', 'H56.14.2', 'H56.14.3']],
  ['H56.14', 'levels: [DEPARTMENT]', ['H56.14.1']],
  ['H56.14', 'at: "2012-12-31T12:00:00+07:00"', ['H56.14.1', 'H56.14.2']],
])('below %s with %s stood %j', async (code, args, expected) => {
  const given = args === '' ? '' : `(${args})`;
  expect(await ask(`{ unit(code: "${code}") { children${given} { code } } }`)).toEqual({
    children: expected.map((each) => ({ code: each })),
  });
});

test('with asOf the tree is that of then, and so is what was published', async () => {
  const { at } = await made.one<{ at: Date }>('select clock_timestamp() as at');
  await rewind(made);
  const moved = {
    ...{ Ma: 'H56.90', Ten: 'Phường Mới', MaCha: 'H56.14', DienThoai: '0237 3871 999' },
    TenCu: [{ Ten: 'Xã Mới', HieuLucDen: '2099-12-31' }],
    ChaCu: [{ Ma: 'H56', HieuLucDen: '2199-12-31' }],
  };
  await made.sync(sourceOf('unit', [[unit({ ...moved, NgayCapNhat: '2024-02-01 00:00:00' })]]));
  const asked = (asOf: string) =>
    ask(
      `{ unit(code: "H56.90"${asOf}) { name names { name to } parent { code } parents { code } phone decision { number } } }`,
    );
  expect(await asked(`, asOf: "${at.toISOString()}"`)).toEqual({
    name: 'Xã Mới',
    names: [{ name: 'Xã Mới', to: null }],
    parent: { code: 'H56' },
    parents: [{ code: 'H56' }],
    phone: '0237 3871 002',
    decision: { number: '1686/NQ-UBTVQH15' },
  });
  const then = {
    name: 'Phường Mới',
    names: [
      { name: 'Xã Mới', to: '2099-12-31' },
      { name: 'Phường Mới', to: null },
    ],
    parents: [{ code: 'H56' }, { code: 'H56.14' }],
    phone: '0237 3871 999',
    decision: null,
  };
  expect(await asked('')).toEqual({ ...then, parent: { code: 'H56' } });
  expect(await asked(', asOf: "2200-01-02T00:00:00Z"')).toEqual({ ...then, parent: { code: 'H56.14' } });
});
