import { describe, expect, it } from 'vitest';
import { render } from '../../../../src/connectors/portals/national/mapping/index.js';
import { parseProfile } from '../../../../src/connectors/portals/national/profile.js';
import { ready } from '../../../../src/connectors/portals/national/ready.js';
import type { Carried, Catalogue, Wire } from '../../../../src/domain/ports.js';
import { FakeFiles } from '../../../support/portal-services.js';
import {
  carriedDossier,
  carriedNotice,
  carriedTrace,
  dossier,
  notice,
  RESULT_FILE,
  traceItem,
} from '../conformance/subjects.js';
import { goldenCatalogue, goldenDossiers, goldenFiles, goldenNotices, goldenTraces } from './golden.js';

const profile = parseProfile({});

function wireOf(carried: Carried, given = profile): Wire {
  const rendering = render(carried, goldenCatalogue, given);
  if (!rendering.ok) throw new Error(`held: ${rendering.hold} ${rendering.field}`);
  return rendering.wire;
}

async function payloadOf(wire: Wire): Promise<unknown> {
  const readiness = await ready(wire, goldenFiles());
  if (!readiness.ok) throw new Error('not ready');
  return readiness.wire.payload;
}

/** A dossier whose procedure the golden catalogue has. */
const known = (changes: Parameters<typeof dossier>[1] = {}) =>
  dossier(1, { procedureCode: '1.001612', ...changes });

function heldBy(carried: Carried, catalogue: Catalogue = goldenCatalogue) {
  const rendering = render(carried, catalogue, profile);
  if (rendering.ok) throw new Error('it was not held');
  return { hold: rendering.hold, field: rendering.field };
}

describe('golden wire files', () => {
  it.each(goldenDossiers)('$file: $what', async (golden) => {
    const carried = carriedDossier(golden.source);
    carried.snapshot.componentIds = golden.componentIds ?? [];
    carried.snapshot.resultIds = golden.resultIds ?? [];
    const wire = wireOf(carried, parseProfile(golden.profile));
    expect(wire).toMatchObject({ operation: 'dossier', key: golden.source.code, flags: golden.flags });
    const payload = await payloadOf(wire);
    expect(payload).toEqual(golden.wire);
    // toEqual is blind to undefined; the wire is text.
    expect(JSON.parse(JSON.stringify(payload))).toEqual(golden.wire);
  });

  it.each(goldenTraces)('trace: $what', async ({ key, source, wire: expected }) => {
    const wire = wireOf(carriedTrace(dossier(2, { code: key }), source, 1));
    expect(wire.operation).toBe('trace');
    expect(await payloadOf(wire)).toEqual(expected);
  });

  it.each(goldenNotices)('notice: $what', async ({ phase, source, wire: expected }) => {
    const wire = wireOf(carriedNotice(source, { phase }));
    expect(wire.operation).toBe('notice');
    expect(await payloadOf(wire)).toEqual(expected);
  });
});

describe('held, with the field', () => {
  const without = (part: 'fieldCode' | 'fieldName'): Catalogue => ({
    ...goldenCatalogue,
    procedure: (code) => {
      const found = goldenCatalogue.procedure(code);
      return found && { ...found, [part]: '' };
    },
  });

  it.each([
    ['an unknown procedure', 'TenTTHC', () => heldBy(carriedDossier(known({ procedureCode: '9.000000' })))],
    ['no field code', 'MaLinhVuc', () => heldBy(carriedDossier(known()), without('fieldCode'))],
    ['no field name', 'TenLinhVuc', () => heldBy(carriedDossier(known()), without('fieldName'))],
    ['no summary', 'TrichYeuHoSo', () => heldBy(carriedDossier(known({ summary: '' })))],
    ['an unknown unit', 'DonViXuLy', () => heldBy(carriedDossier(known({ receivingUnit: 'H56.99' })))],
    [
      'an unknown working unit: no falling back',
      'DonViXuLy',
      () => heldBy(carriedDossier(known({ processingUnit: 'H56.99' }))),
    ],
    [
      'a trace without an actor',
      'NguoiXuLy',
      () => heldBy(carriedTrace(known(), traceItem({ actor: '' }), 1)),
    ],
    ['a notice without a title', 'TieuDe', () => heldBy(carriedNotice(notice(1, { title: '' })))],
    ['a notice without a body', 'NoiDung', () => heldBy(carriedNotice(notice(1, { body: '' })))],
    [
      'a notice of an unknown unit, without an issuer',
      'CoQuanBanHanh',
      () => heldBy(carriedNotice(notice(1, { unit: 'H56.99' }))),
    ],
  ])('%s: MISSING_FIELD %s', (_what, field, held) => {
    expect(held()).toEqual({ hold: 'MISSING_FIELD', field });
  });

  const noTimes = (state: DossierStateOf) => {
    const { receivedAt: _received, dueAt: _due, ...rest } = known({ state });
    return carriedDossier(rest);
  };
  type DossierStateOf = ReturnType<typeof dossier>['state'];

  it.each([2, 4, 6, 8, 9, 10] as const)('state %i without NgayTiepNhan', (state) => {
    expect(heldBy(noTimes(state))).toEqual({ hold: 'MISSING_FIELD', field: 'NgayTiepNhan' });
  });

  it.each([2, 4, 5, 6, 8, 9, 10] as const)('state %i without NgayHenTra', (state) => {
    const { dueAt: _due, ...rest } = known({ state });
    expect(heldBy(carriedDossier(rest))).toEqual({ hold: 'MISSING_FIELD', field: 'NgayHenTra' });
  });

  it.each([1, 3, 7] as const)('state %i without either leaves', (state) => {
    const { body } = wireOf(noTimes(state));
    expect(body).not.toHaveProperty('NgayTiepNhan');
    expect(body).not.toHaveProperty('NgayHenTra');
  });

  it('an actor of more than 50 characters: TOO_LONG', () => {
    expect(heldBy(carriedTrace(known(), traceItem({ actor: 'ế'.repeat(51) }), 1))).toEqual({
      hold: 'TOO_LONG',
      field: 'NguoiXuLy',
    });
    // 50 in NFC, 150 as it came.
    expect(
      wireOf(carriedTrace(known(), traceItem({ actor: 'ế'.repeat(50).normalize('NFD') }), 1)).body,
    ).toMatchObject({
      NguoiXuLy: 'ế'.repeat(50),
    });
  });
});

describe('a long summary', () => {
  it.each([
    ['1,000 code points stay', 'a'.repeat(999).concat('𠮷'), false],
    ['1,000 in NFC stay', 'ế'.repeat(1000).normalize('NFD'), false],
    ['1,001 are cut', `${'𠮷'.repeat(1001)}`, true],
  ])('%s', (_what, summary, cut) => {
    const { body, flags } = wireOf(carriedDossier(known({ summary })));
    const sent = String(body['TrichYeuHoSo']);
    expect([...sent].length).toBe(1000);
    expect(sent.endsWith('…')).toBe(cut);
    expect(flags).toEqual(cut ? ['SUMMARY_CUT'] : []);
    if (cut) expect([...sent].slice(0, 999).join('')).toBe('𠮷'.repeat(999));
  });
});

describe('files', () => {
  it('keeps results before sending, links papers without fetching them', async () => {
    const files = goldenFiles();
    const wire = wireOf(carriedDossier(known()));
    expect(wire.files.map(({ mode }) => mode)).toEqual(['on-demand', 'kept']);
    await ready(wire, files);
    expect(files.kept.map(({ reference }) => reference)).toEqual([RESULT_FILE]);
  });

  it.each([
    ['FILE_UNAVAILABLE', { ok: false, retry: false, hold: 'FILE_UNAVAILABLE' }],
    ['FILE_TOO_LARGE', { ok: false, retry: false, hold: 'FILE_TOO_LARGE' }],
    ['FILE_HOST_NOT_ALLOWED', { ok: false, retry: false, hold: 'FILE_HOST_NOT_ALLOWED' }],
    ['retry', { ok: false, retry: true }],
  ] as const)('a result file with %s', async (reason, expected) => {
    const files = new FakeFiles(new Map(), new Map([[RESULT_FILE, reason]]));
    expect(await ready(wireOf(carriedDossier(known())), files)).toMatchObject({
      ...expected,
      field: 'DanhSachGiayToKetQua[0].DuongDanTepTinKetQua',
    });
  });

  it('counts bytes as they travel and leaves a link’s query out of the hash', async () => {
    const wire = wireOf(carriedDossier(known()));
    const files = goldenFiles();
    const first = await ready(wire, files);
    const second = await ready(wire, files);
    if (!first.ok || !second.ok) throw new Error('not ready');
    expect(first.wire.bytes).toBe(Buffer.byteLength(JSON.stringify(first.wire.payload)));
    expect(first.wire.payload).not.toEqual(second.wire.payload);
    expect(first.wire.payloadHash).toEqual(second.wire.payloadHash);
  });
});

describe('entry keys', () => {
  const keyOf = (changes: Parameters<typeof traceItem>[0]) =>
    wireOf(carriedTrace(known(), traceItem(changes), 1)).entryKey;

  it('are alike for what reads alike, apart for anything in the natural key, blind to the rest', () => {
    const key = keyOf({});
    expect(keyOf({ note: 'Tiếp nhận hồ sơ' })).toBe(key);
    expect(keyOf({ title: 'Chức danh khác', department: 'Nơi khác' })).toBe(key);
    const others = [
      keyOf({ note: 'Nội dung khác' }),
      keyOf({ actor: 'Người khác' }),
      keyOf({ state: 4 }),
      keyOf({ at: '2024-08-23T01:30:01.000Z' }),
    ];
    expect(new Set([key, ...others]).size).toBe(5);
  });
});
