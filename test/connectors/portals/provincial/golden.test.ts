import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/domain/canonical.js';
import type { Carried, Catalogue } from '../../../../src/domain/ports.js';
import type { DossierRecord, NoticeRecord, TraceItem } from '../../../../src/domain/records.js';
import { FakeFiles } from '../../../support/portal-services.js';
import { carriedDossier, carriedNotice, carriedTrace } from '../conformance/subjects.js';
import { handMade, type Made, options } from './hand-server.js';

/** Wire files written by hand from the contract: what really travels must equal them, key for key. */
interface Golden {
  what: string;
  profile?: Record<string, unknown>;
  wire: JsonObject;
}
type GoldenDossier = Golden & { source: DossierRecord; resultIds?: number[]; supplementIds?: number[] };
type GoldenTrace = Golden & { source: TraceItem; key: string; entryId: number };
type GoldenNotice = Golden & {
  source: NoticeRecord;
  form: 'article' | 'legal';
  number: number;
  path: string;
  uploads: string[];
};

const folder = new URL('./golden/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const dossiers = readdirSync(folder)
  .filter((file) => file.startsWith('dossier-'))
  .sort()
  .map((file) => ({ ...(read(file) as GoldenDossier), file }));
const traces = read('traces.json') as GoldenTrace[];
const notices = read('notices.json') as GoldenNotice[];

const catalogue: Catalogue = {
  version: 'golden',
  procedure: (code) =>
    code === '1.001612'
      ? { code, name: 'Đăng ký thành lập hộ kinh doanh', fieldCode: 'KD', fieldName: 'KD', noDueTime: false }
      : undefined,
  unit: (code) =>
    [
      { code: 'H56.14', name: 'UBND huyện Ngọc Lặc' },
      { code: 'H56.14.1', name: 'Văn phòng HĐND và UBND huyện' },
      { code: 'H56.14.4', name: 'Phòng Tài chính – Kế hoạch' },
    ].find((unit) => unit.code === code),
};
const files = new FakeFiles(
  new Map([
    ['files/ket-qua.pdf', Buffer.from('%PDF-1.7 kết quả')],
    ['files/thong-bao.pdf', Buffer.from('%PDF-1.7 thông báo')],
    ['files/anh.png', Buffer.from('png')],
  ]),
);

describe('golden wire files of the provincial portal', () => {
  let made: Made | undefined;
  afterEach(async () => {
    await made?.stop();
    made = undefined;
  });

  async function send(carried: Carried, profile: Record<string, unknown> | undefined): Promise<Made> {
    const now = await handMade(profile);
    made = now;
    const rendering = now.portal.render(carried, catalogue, options().account);
    if (!rendering.ok) throw new Error(rendering.message);
    const ready = await now.portal.ready(rendering.wire, files);
    if (!ready.ok) throw new Error(ready.message);
    const item = { wire: ready.wire, standing: { exists: false }, phase: 'PUBLISH' as const };
    const answer = await now.portal.deliver([item], options());
    expect(answer.scope === 'items' && answer.outcomes).toMatchObject([{ type: 'accepted' }]);
    return now;
  }

  it.each(dossiers)('$file: $what', async ({ source, profile, wire, resultIds, supplementIds }) => {
    const carried = carriedDossier(source);
    if (resultIds) carried.snapshot.resultIds = resultIds;
    if (supplementIds) carried.snapshot.supplementIds = supplementIds;
    const { server } = await send(carried, profile);
    expect(server.lastBody('/Document/SyncDocument')).toEqual(wire);
  });

  it.each(traces)('trace: $what', async ({ source, key, entryId, profile, wire }) => {
    const record = { ...(dossiers[0]?.source as DossierRecord), code: key };
    const { server } = await send(carriedTrace(record, source, entryId), profile);
    expect(server.lastBody('/Document/UpdateDocumentTraces')).toEqual(wire);
  });

  it.each(notices)('$form: $what', async ({ source, form, number, path, uploads, wire }) => {
    const carried = carriedNotice(source, { form, snapshot: { record: source, number } });
    const { server } = await send(carried, undefined);
    expect(server.lastBody(path)).toEqual(wire);
    const sent = server.arrived.filter((request) => request.path === '/Files/UploadFile');
    expect(sent.map(({ body }) => nameIn(body))).toEqual(uploads);
    for (const { body } of sent) expect(body).toContain('name="file"');
  });
});

/** The uploaded file's name without the tag that tells its content. */
function nameIn(multipart: string): string {
  const name = /filename="([^"]*)"/.exec(multipart)?.[1] ?? '';
  return name.replace(/-lt[0-9a-f]{16}/, '');
}
