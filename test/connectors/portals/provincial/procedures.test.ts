import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { provincial } from '../../../../src/connectors/portals/provincial/index.js';
import {
  type ProvincialSimulator,
  type ProvincialSimulatorOptions,
  startProvincialSimulator,
} from '../../../../src/connectors/portals/provincial/simulator/index.js';
import { SAMPLE_PROCEDURES } from '../../../../src/connectors/portals/simulation/catalogue.js';
import { type Decoded, type Source, SourceUnreachable } from '../../../../src/domain/ports.js';
import { fakePortalServices } from '../../../support/portal-services.js';
import { ACCOUNT } from '../conformance/harness.js';
import { HandServer } from './hand-server.js';

const NOW = Date.parse('2024-08-23T01:30:00.000Z');
let simulator: ProvincialSimulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

const run = () => ({ now: NOW, signal: new AbortController().signal });
const ON = { procedureListPath: '/ThuTucs' };

function sourcesAt(url: string, profile: Record<string, unknown> = ON): Source[] {
  const environment = {
    PROVINCIAL_PORTAL_URL: url,
    PROVINCIAL_PORTAL_CLIENT_ID: 'lienthong',
    PROVINCIAL_PORTAL_CLIENT_SECRET: 'lienthong',
  };
  return (
    provincial.catalogueSources?.(environment, profile, fakePortalServices(), () =>
      Promise.resolve(ACCOUNT),
    ) ?? []
  );
}
async function served(
  options: ProvincialSimulatorOptions = {},
  profile?: Record<string, unknown>,
): Promise<Source> {
  simulator = await startProvincialSimulator(options);
  const [source] = sourcesAt(simulator.url, profile);
  if (!source) throw new Error('no source');
  return source;
}
async function decoded(source: Source): Promise<Decoded[]> {
  const all: Decoded[] = [];
  for await (const { records } of source.pull(undefined, run())) {
    all.push(...records.map((raw) => source.decode(raw, { now: NOW })));
  }
  return all;
}
const codesOf = (all: Decoded[]) => all.map((each) => (each.ok ? each.record.code : each.problems)).sort();
const WHOLE = SAMPLE_PROCEDURES.map(({ code }) => `provincial:${code}`).sort();

describe('the provincial portal’s own list of procedures', () => {
  test('is off until the profile says where it is', () => {
    expect(sourcesAt('http://127.0.0.1:1', {})).toEqual([]);
    expect(
      provincial.catalogueSources?.({}, ON, fakePortalServices(), () => Promise.resolve(ACCOUNT)),
    ).toEqual([]);
  });

  test('is read under the portal’s token, whole, once a day, as the source of its name', async () => {
    const source = await served();
    expect(source).toMatchObject({ name: 'portal-procedures', configured: true, everyMs: 86_400_000 });
    const all = await decoded(source);
    expect(codesOf(all)).toEqual(WHOLE);
    const [sample] = SAMPLE_PROCEDURES;
    expect(all.find((each) => each.ok && each.record.code === `provincial:${sample?.code}`)).toEqual({
      ok: true,
      record: {
        kind: 'portal-procedure',
        code: `provincial:${sample?.code}`,
        portal: 'provincial',
        procedureCode: sample?.code,
        name: sample?.name,
        onlineLevel: sample?.onlineLevel,
        changedAt: '2024-01-02T03:04:05.000Z',
      },
    });
    expect(await source.probe?.(AbortSignal.timeout(5_000))).toBe(`${WHOLE.length} thủ tục (procedures)`);
  });

  test('comes in pages of the portal’s, of which none is lost', async () => {
    const [sample] = SAMPLE_PROCEDURES;
    if (!sample) throw new Error('no sample');
    const procedures = Array.from({ length: 620 }, (_, index) => ({
      ...sample,
      code: `1.${String(100_000 + index)}`,
    }));
    const source = await served({ procedures });
    expect(new Set(codesOf(await decoded(source))).size).toBe(620);
  });

  test.each([
    ['a token that ended in the middle', 'sessionExpired'],
    ['a server that is busy', 'status503'],
    ['a server that failed', 'status500'],
    ['an answer that was cut', 'halfBody'],
    ['JSON of another shape', 'otherShape'],
    ['a page of HTML', 'html200'],
    ['a connection that broke', 'resetBeforeRead'],
  ] as const)('is asked for again after %s', async (_what, kind) => {
    const source = await served({ faults: [{ kind, times: 1, match: { service: 'ThuTucs' } }] });
    expect(codesOf(await decoded(source))).toEqual(WHOLE);
    expect(simulator?.faults.played[kind]).toBe(1);
  });

  test('item by item, by hand: levels by number, a code with its suffix, what is in use no more, what says too little', async () => {
    const portal = new HandServer();
    const url = await portal.start();
    portal.handler = ({ path, method }) =>
      method === 'GET' && path === '/api/ThuTucs'
        ? { body: JSON.parse(readFileSync(new URL('golden/procedure-list.json', import.meta.url), 'utf8')) }
        : undefined;
    const [source] = sourcesAt(url, { ...ON, contentPath: '/api' });
    const all = await decoded(source as Source);
    await portal.stop();
    const base = { kind: 'portal-procedure', portal: 'provincial' };
    expect(all).toEqual([
      {
        ok: true,
        record: {
          ...base,
          code: 'provincial:1.001193',
          procedureCode: '1.001193',
          name: 'Thủ tục đăng ký khai sinh',
          onlineLevel: 'TOAN_TRINH',
          url: 'https://dichvucong.example.vn/1.001193',
          changedAt: '2024-08-01T02:03:04.000Z',
        },
      },
      {
        ok: true,
        record: {
          ...base,
          code: 'provincial:2.000815',
          procedureCode: '2.000815',
          name: 'Chứng thực bản sao từ bản chính',
          onlineLevel: 'MOT_PHAN',
          changedAt: '2024-08-01T02:03:04.000Z',
        },
      },
      {
        ok: true,
        record: {
          kind: 'portal-procedure',
          code: 'provincial:1.004873',
          changedAt: '2024-08-02T00:00:00.000Z',
          deleted: true,
        },
      },
      {
        ok: false,
        key: 'provincial:1.000894',
        problems: [expect.objectContaining({ field: 'MucDo', code: 'MISSING' })],
        references: [],
      },
    ]);
  });

  test('cannot be read from a portal that is down or knows no such route', async () => {
    const source = await served({}, { procedureListPath: '/DanhMuc' });
    await expect(decoded(source)).rejects.toThrow(SourceUnreachable);
    await expect(source.probe?.(AbortSignal.timeout(5_000))).rejects.toThrow(SourceUnreachable);
    const [down] = sourcesAt('http://127.0.0.1:1');
    await expect(decoded(down as Source)).rejects.toThrow(SourceUnreachable);
  });
});
