import type {
  DeliverAnswer,
  LookupAnswer,
  LookupKey,
  Outcome,
  Portal,
  ReadyWire,
  Standing,
} from '../../../../src/domain/ports.js';
import type { NoticeRecord } from '../../../../src/domain/records.js';
import { FakeFiles, sampleCatalogue } from '../../../support/portal-services.js';
import { carriedNotice, FILES, notice } from '../conformance/subjects.js';
import { type Handler, list, type Made, options } from './hand-server.js';

type Form = 'article' | 'legal';
export const numbered = (changes: Partial<NoticeRecord> = {}) => notice(5, { number: '5/QĐ', ...changes });

export async function wireOf(
  by: Portal,
  form: Form,
  record = numbered(),
  phase: 'PUBLISH' | 'WITHDRAW' = 'PUBLISH',
): Promise<ReadyWire> {
  const rendering = by.render(carriedNotice(record, { form, phase }), sampleCatalogue, options().account);
  if (!rendering.ok) throw new Error(rendering.message);
  const ready = await by.ready(rendering.wire, new FakeFiles(FILES));
  if (!ready.ok) throw new Error(ready.message);
  return ready.wire;
}
export async function send(
  { portal: by }: Made,
  form: Form,
  standing: Standing = { exists: false },
  record = numbered(),
  phase: 'PUBLISH' | 'WITHDRAW' = 'PUBLISH',
): Promise<Outcome> {
  const wire = await wireOf(by, form, record, phase);
  const answer: DeliverAnswer = await by.deliver([{ wire, standing, phase }], options());
  return answer.scope === 'items' && answer.outcomes[0]
    ? answer.outcomes[0]
    : { type: 'unknown', error: '?' };
}
export async function look(
  { portal: by }: Made,
  form: Form,
  more: Partial<LookupKey> = {},
): Promise<LookupAnswer> {
  const wire = more.wire ?? (await wireOf(by, form));
  return await by.lookup({ operation: form, key: wire.key, wire, ...more }, options());
}
export const OURS = 'UBND huyện Ngọc Lặc [LT-000005]';
export const shown = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  tieuDe: 'Thông báo số 5',
  ngayBanHanh: '2024-08-20T01:00:00.000Z',
  nguonTin: 'Văn phòng',
  ...more,
});

/** Answers the search and reads of these articles or documents. */
export function holding(items: readonly Record<string, unknown>[]): Handler {
  return ({ method, path }) => {
    if (method !== 'GET' || !/^\/(TinBais|QuanLyVanBans)/.test(path)) return undefined;
    const id = path.split('/')[2];
    if (id === undefined) return list(items);
    const found = items.find((item) => item['id'] === id);
    return found ? { body: { data: found } } : { status: 404 };
  };
}
