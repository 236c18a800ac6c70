import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ProvincialSimulator,
  startProvincialSimulator,
} from '../../../../src/connectors/portals/provincial/simulator/index.js';
import { code, provincialDocument, provincialTrace, statistic } from './bodies.js';
import { listOf, ProvincialCaller, type Seen } from './clients.js';

let sim: ProvincialSimulator;
let portal: ProvincialCaller;
let now = Date.parse('2024-08-23T02:00:00.000Z');

beforeEach(async () => {
  now = Date.parse('2024-08-23T02:00:00.000Z');
  sim = await startProvincialSimulator({ clock: { now: () => now } });
  portal = new ProvincialCaller(sim);
  await portal.login();
});
afterEach(() => sim.close());

const accepted = ({ json }: Seen) => [1, 200].includes(Number(json['Status']));

describe('token', () => {
  it('comes for the right client only, form-encoded, and ends by time', async () => {
    const good = await portal.login();
    expect(good.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const wrong = await portal.login('lienthong', 'sai');
    expect([wrong.status, wrong.json['error']]).toEqual([401, 'invalid_client']);
    expect((await portal.login('lienthong', 'lienthong', 'password')).status).toBe(400);
    expect((await portal.get('/KenhTins')).status).toBe(200);
    now += 3_600_000;
    expect((await portal.get('/KenhTins')).status).toBe(401);
  });

  it('lets several live side by side', async () => {
    const first = portal.token;
    await portal.login();
    portal.token = first;
    expect((await portal.get('/KenhTins')).status).toBe(200);
  });
});

describe('dossiers', () => {
  it('upserts and shows with entries, as often as they came', async () => {
    expect(accepted(await portal.document(provincialDocument(1)))).toBe(true);
    const later = { IsReturned: true, ReturnedDate: '2024-08-24T01:00:00.000Z' };
    expect(accepted(await portal.document(provincialDocument(1, later)))).toBe(true);
    expect(accepted(await portal.trace(provincialTrace(1, 1)))).toBe(true);
    expect(accepted(await portal.trace(provincialTrace(1, 1)))).toBe(true);
    const shown = await portal.get(`/Document/${code(1)}`);
    expect(shown.json).toMatchObject({ DocCode: code(1), IsReturned: true });
    expect(listOf(shown.json, 'Traces').map((trace) => trace['Comment'])).toEqual(['Bước 1', 'Bước 1']);
    expect(sim.state.duplicates()).toHaveLength(1);
    expect(sim.state.dossiers.get(code(1))?.writes.map((write) => write.mode)).toEqual(['create', 'update']);
    expect((await portal.get(`/Document/${code(2)}`)).status).toBe(404);
  });

  it('accepts with Status 1 and with 200', async () => {
    const seen = new Set<unknown>();
    for (let n = 1; n <= 4; n++) seen.add((await portal.document(provincialDocument(n))).json['Status']);
    expect(seen).toEqual(new Set([1, 200]));
  });

  it('answers an unchanged one with 409 where the profile says so, and writes nothing', async () => {
    await sim.close();
    sim = await startProvincialSimulator({ profile: { identicalResend: 'alreadyExists' } });
    portal = new ProvincialCaller(sim);
    await portal.login();
    expect(accepted(await portal.document(provincialDocument(1)))).toBe(true);
    expect((await portal.document(provincialDocument(1))).json['Status']).toBe(409);
    expect(accepted(await portal.document(provincialDocument(1, { Note: 'khác' })))).toBe(true);
    expect(sim.state.dossiers.get(code(1))?.writes).toHaveLength(2);
  });

  it.each([
    ['DocCode', 'H56'],
    ['DocTypeCode', '1.001193.000'],
    ['DocTypeCode', '1.999999'],
    ['DocTypeName', undefined],
    ['CitizenName', ''],
    ['ApplicantsType', '1'],
    ['ApplicantsType', 5],
    ['DateReceived', '20240823080000'],
    ['DateReceived', '2024-02-30T01:30:00.000Z'],
    ['DateReceived', '2024-08-23T01:30:00Z'],
    ['IsSuccess', 'true'],
    ['Status', 1],
    ['Status', 3],
    ['IsReturned', true],
    ['ReturnedType', 2],
    ['OrganInchargeIdLevel1', 'H99'],
    ['Khac', 'x'],
    ['Attachments', []],
    ['Attachments', [{ AttachmentId: 1, AttachmentName: 'a', Base64: 'a$==', IsVerified: false }]],
    ['Attachments', [{ AttachmentId: 2 ** 31, AttachmentName: 'a', Base64: 'YQ==', IsVerified: false }]],
    ['DocFees', [{ FeeName: 'a', FeeType: 3, Price: 1 }]],
    ['DocFees', [{ FeeName: 'a', FeeType: 1, Price: '1' }]],
    ['DocPapers', [{ PaperName: 'a', Amount: 1.5, PaperType: 1 }]],
    ['Supplementaries', [{ SupplementaryId: 1, SendDate: '2024-08-23T01:30:00.000Z', IsReceived: true }]],
  ])('refuses %s = %j', async (key, value) => {
    const answer = await portal.document(provincialDocument(1, { [key]: value }));
    expect([answer.status, answer.json['Status']]).toEqual([200, 0]);
    expect(sim.state.dossiers.size).toBe(0);
  });

  it('refuses an attachment over the limit, and what a deployment wants and does not get', async () => {
    await sim.close();
    sim = await startProvincialSimulator({ profile: { maxAttachment: 3, required: ['Phone'] } });
    portal = new ProvincialCaller(sim);
    await portal.login();
    expect((await portal.document(provincialDocument(1, { Phone: '0900000000' }))).json['Status']).toBe(0);
    expect((await portal.document(provincialDocument(1, { Attachments: undefined }))).json['Status']).toBe(0);
    const good = provincialDocument(1, { Phone: '0900000000', Attachments: undefined });
    expect(accepted(await portal.document(good))).toBe(true);
  });

  it.each([
    ['an unknown dossier', { DocCode: code(9) }, 404],
    ['no actor', { UserName: undefined }, 0],
    ['a state out of its range', { Status: 11 }, 0],
    ['an unknown agency', { OrganizationInchargeIdLevel1: 'H99' }, 0],
    ['a key that is not its own', { Note: 'x' }, 0],
  ])('refuses an entry of %s', async (_what, over, status) => {
    await portal.document(provincialDocument(1));
    expect((await portal.trace(provincialTrace(1, 1, over))).json['Status']).toBe(status);
  });

  it('answers broken JSON with 400, another media type with 415, an unknown path with 404', async () => {
    expect((await portal.send('POST', '/Document/SyncDocument', '{"a"')).status).toBe(400);
    expect((await portal.send('POST', '/Document/SyncDocument', new FormData())).status).toBe(415);
    expect((await portal.get('/Khac')).status).toBe(404);
  });
});

describe('statistics and votes', () => {
  it('upserts by unit, month, year and kind', async () => {
    expect(accepted(await portal.send('POST', '/Statistic', statistic()))).toBe(true);
    expect(accepted(await portal.send('POST', '/Statistic', statistic({ Note: 'sửa' })))).toBe(true);
    expect(sim.state.statistics.size).toBe(1);
    const shown = await portal.get('/Statistic?unit=H56.14&year=2024&month=8&isMonth=true');
    expect(shown.json).toMatchObject({ Total: 12, Note: 'sửa' });
    expect((await portal.get('/Statistic?unit=H56.14&year=2024&month=9&isMonth=true')).status).toBe(404);
  });

  it.each([
    { Total: 13 },
    { TotalSolved: 8 },
    { Month: 0 },
    { Month: 13 },
    { IsMonthStatistic: false },
    { SolvedInTimePercent: 88.888 },
    { NewReception: '10' },
    { OrganizationInchargeIdlevel1: 'H99' },
    { OrganizationInchargeIdLevel1: 'H56.14' },
  ])('refuses %j', async (over) => {
    expect((await portal.send('POST', '/Statistic', statistic(over))).json['Status']).toBe(0);
  });

  it('takes votes', async () => {
    const votes = {
      DateCreated: '2024-08-23T01:30:00.000Z',
      TotalVoted: 3,
      PercentVeryGood: 66.67,
      PercentGood: 33.33,
      PercentBad: 0,
      Questions: [{ Content: 'Hài lòng?', PercentVeryGood: 100, PercentGood: 0, PercentBad: 0 }],
      OrganizationInchargeIdLevel1: 'H56.14',
      OrganizationInchargeName: 'UBND huyện Ngọc Lặc',
    };
    expect(accepted(await portal.send('POST', '/Vote', votes))).toBe(true);
    expect((await portal.send('POST', '/Vote', { ...votes, TotalVoted: -1 })).json['Status']).toBe(0);
    expect(sim.state.votes).toHaveLength(1);
  });
});

describe('articles and legal documents', () => {
  const article = (over: Record<string, unknown> = {}) => ({
    TieuDe: 'Thông báo lịch tiếp dân',
    NoiDung: '<p>Nội dung</p>',
    NgayBanHanh: '2024-08-23T01:30:00.000Z',
    NguonTin: 'UBND huyện Ngọc Lặc [LT-000123]',
    KenhTinId: sim.channels[0]?.id,
    TrangThaiId: sim.articleStates[2]?.id,
    ...over,
  });

  it('lists channels and states as lists answer', async () => {
    const channels = await portal.get('/KenhTins');
    expect(channels.json).toMatchObject({ currentPage: 1, totalCount: 7, hasNextPage: false });
    expect(listOf(channels.json, 'data').map((row) => row['tenKenhTin'])).toContain('Pháp luật');
    const states = await portal.get('/TrangThais');
    expect(listOf(states.json, 'data').map((row) => row['tenTrangThai'])).toContain('Đã đăng');
  });

  it('creates, reads in camelCase, changes, withdraws softly', async () => {
    const created = await portal.send('POST', '/TinBais', article());
    const id = String(created.json['data']);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    const read = async () => await portal.get(`/TinBais/${id}`);
    expect((await read()).json['data']).toMatchObject({
      id,
      tieuDe: 'Thông báo lịch tiếp dân',
      kenhTinId: sim.channels[0]?.id,
    });
    expect((await portal.send('PUT', `/TinBais/${id}`, article({ TieuDe: 'Sửa' }))).status).toBe(200);
    expect((await read()).json['data']).toMatchObject({ tieuDe: 'Sửa' });
    expect((await portal.send('DELETE', `/TinBais/${id}`)).status).toBe(200);
    const gone = await read();
    expect([gone.status, gone.json['statusCode'], listOf(gone.json, 'messages').length]).toEqual([
      404, 404, 1,
    ]);
    expect((await portal.send('PUT', `/TinBais/${id}`, article())).status).toBe(404);
    expect(sim.state.articles.get(id)?.last).toMatchObject({ TieuDe: 'Sửa' });
  });

  it('searches by title and summary only, newest first, by pages', async () => {
    for (let n = 1; n <= 25; n++)
      await portal.send('POST', '/TinBais', article({ TieuDe: `Tin số ${n}`, TrichYeu: `${n % 2}` }));
    const first = await portal.get(
      '/TinBais?TieuDe=tin%20s%E1%BB%91&pageNumber=1&pageSize=10&KenhTinId=khong-co',
    );
    expect(first.json).toMatchObject({
      totalCount: 25,
      totalPages: 3,
      hasPreviousPage: false,
      hasNextPage: true,
    });
    expect(listOf(first.json, 'data')[0]).toMatchObject({ tieuDe: 'Tin số 25' });
    const last = await portal.get('/TinBais?TieuDe=tin%20s%E1%BB%91&pageNumber=3&pageSize=10');
    expect(listOf(last.json, 'data').map((row) => row['tieuDe'])).toEqual(
      [5, 4, 3, 2, 1].map((n) => `Tin số ${n}`),
    );
    expect((await portal.get('/TinBais?TrichYeu=1&pageSize=50')).json['totalCount']).toBe(13);
    expect((await portal.get('/TinBais?TieuDe=khong%20co')).json['data']).toEqual([]);
  });

  it.each([
    ['no title', { TieuDe: undefined }],
    ['a channel that is not there', { KenhTinId: 'x' }],
    ['a state that is not there', { TrangThaiId: undefined }],
    ['script', { NoiDung: '<script>1</script>' }],
    ['a file that was not uploaded', { FileDinhKem: '/Uploads/x.pdf' }],
    ['a local date', { NgayBanHanh: '2024-08-23T08:30:00+07:00' }],
    ['a flag as text', { TinNoiBat: 'true' }],
    ['a key that is not its own', { MaTin: '1' }],
  ])('refuses an article with %s', async (_what, over) => {
    const answer = await portal.send('POST', '/TinBais', article(over));
    expect([answer.status, answer.json['statusCode']]).toEqual([400, 400]);
    expect(sim.state.articles.size).toBe(0);
  });

  it('keeps uploaded files and takes their paths', async () => {
    const paths = [await portal.upload('a.pdf', 'một'), await portal.upload('b.pdf', 'hai')].map((answer) =>
      String(answer.json['data']),
    );
    expect([...sim.state.files.values()].map((file) => file.sha256)).toEqual(
      ['một', 'hai'].map((text) => createHash('sha256').update(text).digest('hex')),
    );
    const answer = await portal.send(
      'POST',
      '/TinBais',
      article({ FileDinhKem: paths.join('##'), AnhDaiDien: paths[0] }),
    );
    expect(answer.status).toBe(200);
    expect((await portal.send('POST', '/Files/UploadFile', { file: 'x' })).status).toBe(400);
  });

  it('does the same for legal documents', async () => {
    const law = {
      SoKyHieu: '12/QĐ-UBND',
      NgaybanHanh: '2024-08-22T17:00:00.000Z',
      CongKhai: true,
      TrichYeu: 'Về việc mẫu',
      CoQuanBanHanh: 'UBND huyện Ngọc Lặc',
    };
    const created = await portal.send('POST', '/QuanLyVanBans', law);
    await portal.send('POST', '/QuanLyVanBans', law);
    const read = await portal.get(`/QuanLyVanBans/${created.json['data']}`);
    expect(read.json['data']).toMatchObject({
      soKyHieu: '12/QĐ-UBND',
      ngaybanHanh: '2024-08-22T17:00:00.000Z',
    });
    expect(sim.state.duplicates()).toEqual([expect.objectContaining({ count: 2 })]);
    expect(
      (await portal.send('POST', '/QuanLyVanBans', { ...law, NgayBanHanh: law.NgaybanHanh })).status,
    ).toBe(400);
    expect((await portal.send('POST', '/QuanLyVanBans', { ...law, SoKyHieu: undefined })).status).toBe(400);
  });
});
