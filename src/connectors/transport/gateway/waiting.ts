import { SourceUnreachable } from '../../../domain/ports.js';

/** A gateway that lists more at once is asked again by the next run. */
const MAX_WAITING = 10_000;
const MAX_ID = 200;

/** How a list of ids is written. */
export interface ListForm {
  listField: string;
  idField: string;
}

/**
 * The ids of waiting packages, each once and in the gateway's order: of `["a", "b"]`, `[{"id": "a"}]`, or either under a field. Throws
 * `SourceUnreachable` for what is no such list; an entry without an id that can be used makes it none.
 */
export function waitingIds(text: string, what: string, { listField, idField }: ListForm): string[] {
  const list = listIn(parsed(text, what), listField);
  if (!list) throw notAList(what);
  const ids = list.map((entry) => (isObject(entry) ? entry[idField] : entry));
  const usable = ids.flatMap((id) => {
    const written = typeof id === 'number' ? String(id) : id;
    return typeof written === 'string' && written !== '' && written.length <= MAX_ID ? [written] : [];
  });
  if (usable.length < ids.length) throw notAList(what);
  return [...new Set(usable)].slice(0, MAX_WAITING);
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notAList(what);
  }
}

function listIn(answer: unknown, field: string): unknown[] | undefined {
  const found = isObject(answer) ? answer[field] : answer;
  return Array.isArray(found) ? found : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notAList(what: string): SourceUnreachable {
  return new SourceUnreachable(
    `${what}: câu trả lời không phải danh sách mã gói tin, xem LIST_FIELD và ID_FIELD (the answer is no list of package ids: check LIST_FIELD and ID_FIELD)`,
  );
}
