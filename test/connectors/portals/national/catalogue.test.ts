import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeProcedure } from '../../../../src/connectors/portals/national/catalogue/decode-procedure.js';
import { decodeUnit } from '../../../../src/connectors/portals/national/catalogue/decode-unit.js';
import { national } from '../../../../src/connectors/portals/national/index.js';
import {
  type NationalSimulator,
  startNationalSimulator,
} from '../../../../src/connectors/portals/national/simulator/index.js';
import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../../../../src/connectors/portals/simulation/catalogue.js';
import { type Decoded, type Page, type Source, SourceUnreachable } from '../../../../src/domain/ports.js';
import { fakePortalServices } from '../../../support/portal-services.js';
import { ACCOUNT } from '../conformance/harness.js';

const NOW = Date.parse('2024-08-23T01:30:00.000Z');
let simulator: NationalSimulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

async function sources(options: Parameters<typeof startNationalSimulator>[0] = {}): Promise<Source[]> {
  simulator = await startNationalSimulator(options);
  const environment = {
    NATIONAL_PORTAL_URL: simulator.url,
    NATIONAL_PORTAL_USERNAME: 'lienthong',
    NATIONAL_PORTAL_PASSWORD: 'lienthong',
  };
  const profile = national.parseProfile({});
  return (
    national.catalogueSources?.(environment, profile, fakePortalServices(), () => Promise.resolve(ACCOUNT)) ??
    []
  );
}

async function pulled(source: Source): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of source.pull(undefined, { now: NOW, signal: new AbortController().signal })) {
    pages.push(page);
  }
  return pages;
}

function decoded(source: Source, pages: Page[]): Decoded[] {
  return pages.flatMap(({ records }) => records.map((raw) => source.decode(raw, { now: NOW })));
}

describe('procedures of the catalogue', () => {
  it('come with their fields, terms and levels', async () => {
    const [source] = await sources();
    if (!source) throw new Error('no source');
    expect(source).toMatchObject({
      name: 'national-catalogue',
      kind: 'procedure',
      order: 20,
      configured: true,
    });
    const pages = await pulled(source);
    expect(pages.map(({ cursor }) => cursor)).toEqual([null]);
    const records = decoded(source, pages).map((each) => (each.ok ? each.record : each.problems));
    expect(records).toHaveLength(SAMPLE_PROCEDURES.length);
    for (const sample of SAMPLE_PROCEDURES) {
      expect(records).toContainEqual(
        expect.objectContaining({
          kind: 'procedure',
          code: sample.code,
          name: sample.name,
          fieldCode: sample.fieldCode,
          fieldName: sample.fieldName,
          onlineLevel: sample.onlineLevel,
          levels: expect.arrayContaining([...sample.levels]),
          ...(sample.noDueTime ? { noDueTime: true } : { term: sample.term }),
          changedAt: '2024-08-23T01:30:00.000Z',
        }),
      );
    }
  });

  it('come in pages of at most 500', async () => {
    const [first] = SAMPLE_PROCEDURES;
    if (!first) throw new Error('no sample');
    const procedures = Array.from({ length: 501 }, (_, index) => ({
      ...first,
      code: `9.${String(index).padStart(6, '0')}`,
    }));
    const [source] = await sources({ procedures });
    if (!source) throw new Error('no source');
    const pages = await pulled(source);
    expect(pages.map(({ records }) => records.length)).toEqual([500, 1]);
    expect(pages.map(({ progress }) => progress)).toEqual([500 / 501, 1]);
    expect(pages[1]?.records[0]?.place).toEqual({ row: 501 });
  });

  it('are not asked for again before the time that the portal names', async () => {
    const [source] = await sources();
    if (!source) throw new Error('no source');
    simulator?.faults.add({ kind: 'status429', ms: 90_000, match: { service: 'LayDanhSachTTHC' } });
    await expect(pulled(source)).rejects.toThrow(SourceUnreachable);
    expect(simulator?.faults.played['status429']).toBe(1);
  });

  it('are asked for again when the portal is busy or its answer is lost', async () => {
    const [source] = await sources();
    if (!source) throw new Error('no source');
    const once = { times: 1, match: { service: 'LayThuTuc' } };
    simulator?.faults.add({ kind: 'busy', ...once }, { kind: 'html200', after: 3, ...once });
    const records = decoded(source, await pulled(source));
    expect(records).toHaveLength(SAMPLE_PROCEDURES.length);
    expect(records.every(({ ok }) => ok)).toBe(true);
  });

  it('cannot be read from a portal that is down', async () => {
    const all = await sources();
    await simulator?.down();
    for (const source of all) await expect(pulled(source)).rejects.toThrow(SourceUnreachable);
  });

  it.each([
    ['no code', { TENTTHC: 'x' }, 'MATTHC', 'MISSING'],
    ['a code of another shape', { MATTHC: 'ABC', TENTTHC: 'x' }, 'MATTHC', 'BAD_SHAPE'],
    ['no name', { MATTHC: '1.001193' }, 'TENTTHC', 'MISSING'],
    ['no field', { MATTHC: '1.001193', TENTTHC: 'x' }, 'LINHVUCTHUCHIEN[0].MALINHVUC', 'MISSING'],
    ['text', 'x', '', 'BAD_SHAPE'],
  ])('with %s is refused', (_name, raw, field, code) => {
    const result = decodeProcedure(raw, NOW);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.problems).toContainEqual(expect.objectContaining({ field, code }));
  });

  it('is read with all that its detail says, and what is told in words stays words', () => {
    const { raw, record } = JSON.parse(
      readFileSync(new URL('catalogue-procedure.json', import.meta.url), 'utf8'),
    ) as { raw: object; record: object };
    expect(decodeProcedure(raw, NOW)).toEqual({ ok: true, record });
  });

  it('takes the first field of several, cuts the suffix, and says nothing that the catalogue does not', () => {
    const result = decodeProcedure(
      {
        MATTHC: '1.001193.000.00.00.H56',
        TENTTHC: ' Đăng ký khai sinh ',
        LINHVUCTHUCHIEN: [
          { MALINHVUC: 'A', TENLINHVUC: 'Một' },
          { MALINHVUC: 'B', TENLINHVUC: 'Hai' },
        ],
      },
      NOW,
    );
    expect(result).toEqual({
      ok: true,
      record: {
        kind: 'procedure',
        code: '1.001193',
        fullCode: '1.001193.000.00.00.H56',
        name: 'Đăng ký khai sinh',
        fieldCode: 'A',
        fieldName: 'Một',
        levels: [],
        onlineLevel: 'THONG_TIN',
        changedAt: '2024-08-23T01:30:00.000Z',
      },
    });
  });

  it.each([
    ['every way without a time: no due time', [[], []], true],
    ['a time that is only told in words: unknown', [[{ MOTA: 'Trong ngày' }]], undefined],
    [
      'one way with a time: a due time',
      [[], [{ THOIGIANGIAIQUYET: 3, DONVITINH: 'Ngày làm việc' }]],
      undefined,
    ],
  ])('%s', (_name, times, noDueTime) => {
    const result = decodeProcedure(
      {
        MATTHC: '1.001193',
        TENTTHC: 'x',
        LINHVUCTHUCHIEN: [{ MALINHVUC: 'A', TENLINHVUC: 'Một' }],
        CACHTHUCTHUCHIEN: times.map((THOIGIAN) => ({ KENH: 'Trực tiếp', THOIGIAN })),
      },
      NOW,
    );
    expect(result.ok && result.record.kind === 'procedure' && result.record.noDueTime).toBe(noDueTime);
  });
});

describe('units of the catalogue', () => {
  it('come with their level, validity in local days, successors and older codes', async () => {
    const [, source] = await sources();
    if (!source) throw new Error('no source');
    expect(source).toMatchObject({ name: 'national-units', kind: 'unit', order: 10, configured: true });
    const records = decoded(source, await pulled(source)).map((each) =>
      each.ok ? each.record : each.problems,
    );
    expect(records).toHaveLength(SAMPLE_UNITS.length);
    for (const sample of SAMPLE_UNITS) {
      expect(records).toContainEqual(
        expect.objectContaining({
          kind: 'unit',
          code: sample.code,
          name: sample.name,
          level: sample.level,
          successors: sample.successors,
          aliases: sample.aliases,
        }),
      );
    }
    const ended = SAMPLE_UNITS.find(({ validTo }) => validTo === '2025-06-30');
    expect(records).toContainEqual(
      expect.objectContaining({ code: ended?.code, validTo: '2025-06-30T16:59:59.999Z' }),
    );
    const begun = SAMPLE_UNITS.find(({ validFrom }) => validFrom === '2025-07-01');
    expect(records).toContainEqual(
      expect.objectContaining({ code: begun?.code, validFrom: '2025-06-30T17:00:00.000Z' }),
    );
  });

  it.each([
    ['1', 'TINH'],
    [2, 'HUYEN'],
    ['XA', 'XA'],
    ['4', 'PHONG_BAN'],
    ['Cấp xã', 'XA'],
    ['CAP_HUYEN', 'HUYEN'],
    ['thị xã', 'HUYEN'],
    ['Sở, ban, ngành', 'PHONG_BAN'],
  ])('CAPDONVI %j is %s', (CAPDONVI, level) => {
    expect(decodeUnit({ MADONVI: 'H56', TENDONVI: 'x', CAPDONVI }, NOW)).toMatchObject({ record: { level } });
  });

  it.each([
    ['H56.14.3', 'Ủy ban nhân dân xã Kiên Thọ', undefined, 'XA'],
    ['H56.14.3', 'Văn phòng HĐND và UBND huyện', undefined, 'PHONG_BAN'],
    ['H56.14', 'UBND huyện Ngọc Lặc', 'toString', 'HUYEN'],
    ['H56.14.3', 'Kiên Thọ', '7', 'XA'],
  ])('%s %s with CAPDONVI %s is %s', (MADONVI, TENDONVI, CAPDONVI, level) => {
    expect(decodeUnit({ MADONVI, TENDONVI, CAPDONVI }, NOW)).toMatchObject({ record: { level } });
  });

  it.each([
    ['no code', { TENDONVI: 'x', CAPDONVI: 'XA' }, 'MADONVI', 'MISSING'],
    ['no name', { MADONVI: 'H56', CAPDONVI: 'XA' }, 'TENDONVI', 'MISSING'],
    ['a level above ours', { MADONVI: 'H56', TENDONVI: 'x', CAPDONVI: 'BO' }, 'CAPDONVI', 'NOT_IN_LIST'],
    [
      'a day that is none',
      { MADONVI: 'H56', TENDONVI: 'x', CAPDONVI: 'XA', HIEULUCTU: '20240230' },
      'HIEULUCTU',
      'BAD_DATE',
    ],
    ['nothing', null, '', 'BAD_SHAPE'],
  ])('with %s is refused', (_name, raw, field, code) => {
    const result = decodeUnit(raw, NOW);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.problems).toContainEqual(expect.objectContaining({ field, code }));
  });
});
