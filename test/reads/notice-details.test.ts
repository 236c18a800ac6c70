import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/resolvers/schema.js';
import { type Bench, bench, notice, type Raw, sourceOf } from '../intake/support.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { everything } from '../support/selections.js';

let made: Bench;
let gateway: TestGateway;
let key: string;
/** Before the second version of the package was read. */
let before: string;

const TENDER = {
  SoGoiThau: 'XL-01',
  TenGoiThau: 'Xây lắp',
  MaDuAn: 'DA-1',
  GiaGoiThau: '1.234.567.890',
  HinhThucLuaChon: 'RONG_RAI',
  DongThau: '2024-08-30T09:00:00+07:00',
  TrangThaiThau: 'DANG_MOI',
};
const of = (MaTin: string, ChuyenMuc: string, ChiTiet?: Raw) =>
  notice({ MaTin, ChuyenMuc, ...(ChiTiet ? { ChiTiet } : {}) });
const all = [
  of('LAW', 'PHAP_LUAT', { NguoiKy: 'Lê Văn Mẫu', NgayHieuLuc: '01/09/2024', ThayTheVanBan: ['1/2019'] }),
  of('POLICY', 'CHINH_SACH', { MucHoTro: '500.000' }),
  of('CHANGE', 'THU_TUC_HANH_CHINH', { HinhThucCongBo: 'BAI_BO', DanhSachTTHC: ['1.001193'] }),
  of('PROCESS', 'QUY_TRINH', { PhienBan: '2', CacBuoc: [{ Ten: 'Một', SoGio: 4 }, { Ten: 'Hai' }] }),
  of('PROJECT', 'DU_AN_DAU_TU', { MaDuAn: 'DA-1', TenDuAn: 'Đường', TongMucDauTu: 5_000_000_000 }),
  of('PLAN', 'DU_AN_DAU_TU', { LoaiQuyHoach: 'DO_THI', DienTich: '12,5' }),
  of('TENDER', 'DAU_THAU_MUA_SAM', TENDER),
  of('EVENT', 'HOAT_DONG', { DiaDiem: 'Hội trường' }),
  of('PLAIN', 'HOAT_DONG'),
];

async function ask(query: string) {
  const { data, errors } = await gateway.ask(query, { key });
  expect(errors).toBeUndefined();
  return data ?? {};
}
const codes = async (filter: string) => {
  const { notices } = (await ask(
    `{ notices(${filter}, orderBy: CODE_ASC) { edges { node { code } } } }`,
  )) as {
    notices: { edges: { node: { code: string } }[] };
  };
  return notices.edges.map(({ node }) => node.code);
};

beforeAll(async () => {
  made = await bench();
  await made.sync(sourceOf('notice', [all]));
  before = (await made.one<{ at: Date }>('select now() as at, pg_sleep(0.01)')).at.toISOString();
  const awarded = {
    ...TENDER,
    TrangThaiThau: 'CO_KET_QUA',
    NhaThauTrung: 'Công ty Mẫu',
    GiaTrungThau: '2,34',
  };
  const change = { NgayCapNhat: '2024-08-26T08:00:00+07:00' };
  await made.sync(sourceOf('notice', [[], [{ ...of('TENDER', 'DAU_THAU_MUA_SAM', awarded), ...change }]]));
  gateway = await startGateway(made);
  key = await gateway.key({ role: 'viewer' });
});
afterAll(async () => {
  await gateway?.stop();
  await made?.drop();
});

describe('what belongs to the section of a notice', () => {
  test('is typed, and null where it does not fit', async () => {
    const set = (alias: string, selection: string) => `${alias}: notice(code: "${alias}") { ${selection} }`;
    expect(
      await ask(`{
        ${set('LAW', 'legalAct { signer effectiveFrom replaces } tender { name }')}
        ${set('POLICY', 'policy { amount beneficiaries }')}
        ${set('CHANGE', 'procedureChange { action procedureCodes }')}
        ${set('PROCESS', 'process { version } processSteps { name hours }')}
        ${set('PROJECT', 'investment { code totalInvestment } planning { kind }')}
        ${set('PLAN', 'investment { code } planning { kind area }')}
        ${set('EVENT', 'event { place } processSteps { name }')}
        ${set('PLAIN', 'event { place }')}
      }`),
    ).toEqual({
      LAW: {
        legalAct: { signer: 'Lê Văn Mẫu', effectiveFrom: '2024-09-01', replaces: ['1/2019'] },
        tender: null,
      },
      POLICY: { policy: { amount: 500_000, beneficiaries: null } },
      CHANGE: { procedureChange: { action: 'ABOLISH', procedureCodes: ['1.001193'] } },
      PROCESS: {
        process: { version: '2' },
        processSteps: [
          { name: 'Một', hours: 4 },
          { name: 'Hai', hours: null },
        ],
      },
      PROJECT: { investment: { code: 'DA-1', totalInvestment: 5_000_000_000 }, planning: null },
      PLAN: { investment: null, planning: { kind: 'URBAN', area: 12.5 } },
      EVENT: { event: { place: 'Hội trường' }, processSteps: [] },
      PLAIN: { event: null },
    });
  });

  test('is shown as it was held at a time', async () => {
    const tender = 'tender { state price awardPrice winner bidsCloseAt selection }';
    const same = { price: 1_234_567_890, bidsCloseAt: '2024-08-30T09:00:00.000+07:00', selection: 'OPEN' };
    expect(
      await ask(
        `{ held: notice(code: "TENDER", asOf: "${before}") { ${tender} } now: notice(code: "TENDER") { ${tender} } }`,
      ),
    ).toEqual({
      held: { tender: { ...same, state: 'OPEN', awardPrice: null, winner: null } },
      now: { tender: { ...same, state: 'AWARDED', awardPrice: 2.34, winner: 'Công ty Mẫu' } },
    });
  });

  test('is the same by either way of reading', async () => {
    const schema = buildGraph();
    const below = everything(schema, schema.getType('Notice') as never, 1);
    for (const each of all) {
      const args = `code: "${each['MaTin']}"`;
      const read = await ask(
        `{ plain: notice(${args}) ${below} held: notice(${args}, asOf: "2100-01-01T00:00:00Z") ${below} }`,
      );
      const { readAt: _, ...plain } = read['plain'] as Record<string, unknown>;
      const { readAt: __, ...held } = read['held'] as Record<string, unknown>;
      expect(held).toEqual(plain);
    }
  });

  test('is what lists are asked by', async () => {
    expect(await codes('project: "DA-1"')).toEqual(['PROJECT', 'TENDER']);
    expect(await codes('investmentFrom: 5e9')).toEqual(['PROJECT']);
    expect(await codes('investmentFrom: 5000000001')).toEqual([]);
    expect(await codes('bidsCloseFrom: "2024-08-30T09:00:00+07:00"')).toEqual(['TENDER']);
    expect(await codes('bidsCloseTo: "2024-08-30T09:00:00+07:00"')).toEqual([]);
  });
});

describe('details of publishNotice', () => {
  const publish = async (category: string, details: object) => {
    const { data, errors } = await gateway.ask(
      `mutation ($input: PublishNoticeInput!) { publishNotice(input: $input) {
        fate errors { code path } notice { tender { name price state } process { version } processSteps { name hours } } } }`,
      {
        key: await gateway.key({ role: 'officer' }),
        variables: {
          input: {
            code: `HUB-${category}`,
            title: 'Tin',
            body: '<p>x</p>',
            category,
            unit: 'H56.14',
            publishedAt: '2024-08-26T08:00:00+07:00',
            details,
          },
        },
      },
    );
    expect(errors).toBeUndefined();
    return data?.['publishNotice'];
  };

  test('are stored like a source’s', async () => {
    expect(
      await publish('TENDERS', { tender: { name: 'Gói 1', price: 2e9, state: 'CLOSED' } }),
    ).toMatchObject({
      fate: 'STORED',
      notice: { tender: { name: 'Gói 1', price: 2e9, state: 'CLOSED' } },
    });
    const steps = [{ name: 'Một', hours: 4 }];
    expect(await publish('PROCESSES', { process: { version: '1', steps } })).toMatchObject({
      fate: 'STORED',
      notice: { process: { version: '1' }, processSteps: steps },
    });
  });

  test('are refused with the path in the input', async () => {
    expect(
      await publish('ACTIVITIES', { tender: { name: 'Gói 1', price: -1 }, event: { place: 'x' } }),
    ).toMatchObject({
      fate: null,
      errors: [
        { code: 'NOT_OF_CATEGORY', path: ['details', 'tender', 'name'] },
        { code: 'NOT_OF_CATEGORY', path: ['details', 'tender', 'price'] },
      ],
    });
    expect(await publish('PROCESSES', { process: { steps: [{ name: ' ', hours: 1 }] } })).toMatchObject({
      errors: [{ code: 'MISSING', path: ['details', 'process', 'steps', '0', 'name'] }],
    });
  });
});
