import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, bench, dossier, procedure, sourceOf } from '../intake/support.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

const CODE = '1.001193';
const [FIRST, SECOND] = ['H56.14-240823-0001', 'H56.14-240101-0002'];

let made: Bench;
let gateway: TestGateway;
let key: string;
let between: string;

const tick = () => made.one('select pg_sleep(0.005)');

beforeAll(async () => {
  // Its procedure is of 1 January 2024.
  made = await bench();
  await made.sync(
    sourceOf('dossier', [
      [
        dossier(),
        dossier({ MaHoSo: SECOND, NgayNopHoSo: '2023-12-31 08:00:00', NgayTiepNhan: '2023-12-31 09:00:00' }),
      ],
    ]),
  );
  await tick();
  between = (await made.one<{ at: Date }>('select now() as at')).at.toISOString();
  await tick();
  await made.sync(
    sourceOf('procedure', [
      [],
      [
        procedure({
          MaTTHC: '1.001193.000.00.00.H56',
          TenTTHC: 'Thủ tục đăng ký khai sinh',
          MucDo: 'MOT_PHAN',
          MucDoTuNgay: '2024-08-24',
          CoPhi: 1,
          CapThucHien: ['XA'],
          TrangThai: 'SUA_DOI',
          PhiLePhi: [{ Ten: 'Lệ phí', Loai: 2, SoTien: '8.000' }],
          CacThoiHan: [{ Kenh: 'Trực tuyến', SoLuong: 8, DonVi: 'GIO' }],
          ThanhPhan: [{ Ten: 'Tờ khai', BatBuoc: true, SoBanChinh: 1, TepMau: 'mau.docx' }],
          KetQua: [{ Ma: 'KQ1', Ten: 'Giấy khai sinh' }],
          QuyetDinh: { So: '12/QĐ-UBND', Ngay: '2024-08-20', CoQuan: 'UBND tỉnh', TepDinhKem: 'qd.pdf' },
          HieuLucTu: '2024-08-24',
          NgayCapNhat: '2024-08-24 00:00:00',
        }),
        procedure({
          MaTTHC: '1.000894',
          TenTTHC: 'Đăng ký kết hôn',
          MucDo: 'THONG_TIN',
          TrangThai: 'THAY_THE',
          ThayTheBoi: [CODE, '1.999999'],
          HieuLucDen: '2024-06-30',
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

async function ask(query: string) {
  const { data, errors } = await gateway.ask(query, { key });
  expect(errors).toBeUndefined();
  return data as Record<string, unknown>;
}

describe('a procedure', () => {
  const parts = `code fullCode onlineLevel onlineSince hasFee status validFrom validTo versionCount
    terms { channel amount unit note } fees { name type amount } components { name required originals copies form }
    results { code name } decision { number date issuer hasFile nationalId } replacedBy { code }`;

  test('is shown with all that is published of it, by either form of its code', async () => {
    const { procedure: short, long } = await ask(
      `{ procedure(code: "${CODE}") { ${parts} } long: procedure(code: "1.001193.000.00.00.H56") { ${parts} } }`,
    );
    expect(short).toEqual({
      code: CODE,
      fullCode: '1.001193.000.00.00.H56',
      onlineLevel: 'PART',
      onlineSince: '2024-08-24',
      hasFee: true,
      status: 'AMENDED',
      validFrom: '2024-08-24T00:00:00.000+07:00',
      validTo: null,
      versionCount: 2,
      terms: [{ channel: 'Trực tuyến', amount: 8, unit: 'HOUR', note: null }],
      fees: [{ name: 'Lệ phí', type: 'CHARGE', amount: 8000 }],
      components: [{ name: 'Tờ khai', required: true, originals: 1, copies: null, form: 'mau.docx' }],
      results: [{ code: 'KQ1', name: 'Giấy khai sinh' }],
      decision: {
        number: '12/QĐ-UBND',
        date: '2024-08-20',
        issuer: 'UBND tỉnh',
        hasFile: true,
        nationalId: null,
      },
      replacedBy: [],
    });
    expect(long).toEqual(short);
  });

  test('today is the same by either way', async () => {
    const [{ procedure: now }, { procedure: held }] = [
      await ask(`{ procedure(code: "${CODE}") { ${parts} } }`),
      await ask(`{ procedure(code: "${CODE}", asOf: "2100-01-01T00:00:00Z") { ${parts} } }`),
    ];
    expect(held).toEqual(now);
  });

  test('as the hub held it before, alone and in the list', async () => {
    const read = await ask(
      `{ procedure(code: "${CODE}", asOf: "${between}") { onlineLevel fees { amount } decision { number } }
         procedures(asOf: "${between}", code: "${CODE}") { edges { node { name fullCode } } } }`,
    );
    expect(read).toEqual({
      procedure: { onlineLevel: 'WHOLE', fees: [], decision: null },
      procedures: { edges: [{ node: { name: 'Đăng ký khai sinh', fullCode: null } }] },
    });
  });

  test('which others came in its place, as far as they are known', async () => {
    expect(await ask('{ procedure(code: "1.000894") { status replacedBy { code } } }')).toEqual({
      procedure: { status: 'REPLACED', replacedBy: [{ code: CODE }] },
    });
  });

  test.each([
    ['code: "1.001193.000.00.00.H56"', [CODE]],
    ['onlineLevels: [PART, WHOLE]', [CODE]],
    ['statuses: [REPLACED]', ['1.000894']],
    ['level: "XA"', [CODE]],
    ['hasFee: true', [CODE]],
    ['hasFee: false', []],
    ['validAt: "2024-06-30T23:59:59+07:00"', ['1.000894']],
    ['validAt: "2024-07-01T00:00:00+07:00"', []],
    ['validAt: "2024-08-24T00:00:00+07:00"', [CODE]],
    ['search: "ket hon"', ['1.000894']],
  ])('the list by %s', async (args, codes) => {
    const { procedures } = await ask(`{ procedures(${args}) { edges { node { code } } } }`);
    expect(procedures).toEqual({ edges: codes.map((code) => ({ node: { code } })) });
  });

  test('a filter on what changes does not go with the past', async () => {
    const { errors } = await gateway.ask(`{ procedures(asOf: "${between}", hasFee: true) { totalCount } }`, {
      key,
    });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: ['hasFee'] }],
    });
  });
});

describe("a dossier's procedure", () => {
  const asked = `{ procedure { onlineLevel } procedureThen { onlineLevel name fees { amount } changedAt } }`;

  test('then: the version of the day of its receipt, whatever came later', async () => {
    expect(await ask(`{ dossier(code: "${FIRST}") ${asked} }`)).toEqual({
      dossier: {
        procedure: { onlineLevel: 'PART' },
        procedureThen: {
          onlineLevel: 'WHOLE',
          name: 'Đăng ký khai sinh',
          fees: [],
          changedAt: '2024-01-01T00:00:00.000+07:00',
        },
      },
    });
  });

  test('no version is that old: none is made up', async () => {
    expect(await ask(`{ dossier(code: "${SECOND}") ${asked} }`)).toMatchObject({
      dossier: { procedure: { onlineLevel: 'PART' }, procedureThen: null },
    });
  });

  test('also of a dossier as it was held', async () => {
    expect(await ask(`{ dossier(code: "${FIRST}", asOf: "${between}") ${asked} }`)).toMatchObject({
      dossier: { procedureThen: { onlineLevel: 'WHOLE' } },
    });
  });
});
