import {
  type Check,
  type Complaint,
  checkShape,
  cleanHtml,
  flag,
  link,
  type Shape,
  text,
  wrong,
} from '../../simulation/check.js';
import type { FaultContext, FaultEngine } from '../../simulation/fault-engine.js';
import { type Answer, type Call, isObject, jsonOf } from '../../simulation/http.js';
import { guid } from '../../simulation/random.js';
import { instant } from './documents.js';
import type { HeldContent, ProvincialState, Section, WireObject } from './state.js';

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 500;

/** Channels or article states: GUID and name. */
export interface Named {
  id: string;
  name: string;
}

interface ContentParts {
  state: ProvincialState;
  faults: FaultEngine;
  channels: readonly Named[];
  articleStates: readonly Named[];
}

/** Articles (`/TinBais`) and legal documents (`/QuanLyVanBans`), provincial portal contract, section 4. */
export class Content {
  readonly #parts: ContentParts;
  readonly #shapes: Record<Section, Shape>;

  constructor(parts: ContentParts) {
    this.#parts = parts;
    const stored: Check = (value, field) =>
      typeof value === 'string' &&
      value !== '' &&
      value.split('##').every((path) => parts.state.files.has(path))
        ? undefined
        : wrong(field, 'đường dẫn tệp chưa được tải lên');
    const known =
      (named: readonly Named[]): Check =>
      (value, field) =>
        named.some((each) => each.id === value) ? undefined : wrong(field, 'không có trong danh mục');
    this.#shapes = {
      articles: {
        keys: {
          TieuDe: text(),
          TrichYeu: text(),
          NoiDung: cleanHtml,
          NgayBanHanh: instant,
          NgayKetThuc: instant,
          NguonTin: text(),
          KenhTinId: known(parts.channels),
          TrangThaiId: known(parts.articleStates),
          AnhDaiDien: (value, field) => stored(value, field) && link(value, field),
          FileDinhKem: stored,
          Tacgia: text(),
          TinNoiBat: flag,
        },
        needed: ['TieuDe', 'NoiDung', 'KenhTinId', 'TrangThaiId'],
        emptyIsAbsent: false,
      },
      legalDocuments: {
        keys: {
          SoKyHieu: text(),
          NgaybanHanh: instant,
          LoaiVanBan: text(),
          CongKhai: flag,
          TrichYeu: text(),
          FileDinhKem: stored,
          MaLinhVuc: text(),
          CoQuanBanHanh: text(),
        },
        needed: ['SoKyHieu', 'NgaybanHanh'],
        emptyIsAbsent: false,
      },
    };
  }

  /** Serves one call; `id` is the path's last part, if there is one. */
  handle(call: Call, section: Section, id: string | undefined, where: FaultContext): Answer {
    if (id === undefined) {
      if (call.method === 'GET') return this.#search(call, section);
      if (call.method === 'POST') return this.#create(call, section, where);
      return notFound();
    }
    const held = this.#parts.state[section].get(id);
    if (call.method === 'GET') {
      const shown = held?.record.seenAt(this.#now());
      return held && shown ? { status: 200, body: { data: camel(held, shown) } } : notFound();
    }
    if (!held?.record.current) return notFound();
    if (call.method === 'PUT') return this.#change(call, section, held, where);
    if (call.method === 'DELETE') return this.#write(section, id, undefined, 'withdraw', where);
    return notFound();
  }

  /** What is wrong with a body; for what is put in by hand too. */
  check(section: Section, body: unknown): Complaint | undefined {
    return checkShape(body, this.#shapes[section]);
  }

  #create(call: Call, section: Section, where: FaultContext): Answer {
    const body = jsonOf(call.body);
    const refusal = this.#refusal(section, body, where);
    if (refusal) return refusal;
    return this.#write(section, this.newId(section), isObject(body) ? body : {}, 'create', where);
  }

  #change(call: Call, section: Section, held: HeldContent, where: FaultContext): Answer {
    const body = jsonOf(call.body);
    const refusal = this.#refusal(section, body, where);
    return refusal ?? this.#write(section, held.id, isObject(body) ? body : {}, 'update', where);
  }

  #refusal(section: Section, body: unknown, where: FaultContext): Answer | undefined {
    const complaint = this.check(section, body);
    if (complaint) return badRequest(`${complaint.field}: ${complaint.message}`);
    const refused = this.#parts.faults.refuses(where.keys?.[0] ?? '', where);
    return refused ? badRequest(refused.message ?? 'Nội dung bị từ chối') : undefined;
  }

  #write(
    section: Section,
    id: string,
    value: WireObject | undefined,
    mode: 'create' | 'update' | 'withdraw',
    where: FaultContext,
  ): Answer {
    const now = this.#now();
    const lag = this.#parts.faults.play('readBackLag', where);
    this.#parts.state.writeContent(section, id, value, mode, now, lag ? now + (lag.ms ?? 3000) : now);
    return { status: 200, body: { data: id }, applied: [id] };
  }

  #search(call: Call, section: Section): Answer {
    const now = this.#now();
    const number = (name: string, otherwise: number) =>
      Math.max(1, Number(call.query.get(name) ?? otherwise) || otherwise);
    const size = Math.min(number('pageSize', DEFAULT_PAGE), LARGEST_PAGE);
    // Only title and summary really filter; whatever else is asked is ignored.
    const wanted = (['TieuDe', 'TrichYeu'] as const).flatMap((key) => {
      const asked = call.query.get(key);
      return asked ? [[key, asked.normalize('NFC').toLowerCase()] as const] : [];
    });
    const found = [...this.#parts.state[section].values()].flatMap((held) => {
      const shown = held.record.seenAt(now);
      const fits = wanted.every(([key, asked]) =>
        String(shown?.[key] ?? '')
          .toLowerCase()
          .includes(asked),
      );
      return shown && fits ? [{ held, shown }] : [];
    });
    found.sort((a, b) => b.held.sequence - a.held.sequence);
    const rows = found.map(({ held, shown }) => camel(held, shown));
    return { status: 200, body: pageOf(rows, number('pageNumber', 1), size) };
  }

  newId(section: Section): string {
    const { state, faults } = this.#parts;
    return guid(faults.seed, section, state[section].size, state.next());
  }

  #now(): number {
    return this.#parts.faults.clock.now();
  }
}

/** The form in which lists answer. */
export function pageOf(all: unknown[], currentPage: number, pageSize: number) {
  const totalPages = Math.ceil(all.length / pageSize);
  return {
    data: all.slice((currentPage - 1) * pageSize, currentPage * pageSize),
    currentPage,
    totalPages,
    totalCount: all.length,
    pageSize,
    hasPreviousPage: currentPage > 1,
    hasNextPage: currentPage < totalPages,
  };
}

/** Keys come back in camelCase: the first letter small. */
function camel(held: HeldContent, value: WireObject): WireObject {
  const keys = Object.entries(value).map(([key, each]) => [key.charAt(0).toLowerCase() + key.slice(1), each]);
  const createdOn = new Date(held.writes[0]?.at ?? 0).toISOString();
  return { id: held.id, ...Object.fromEntries(keys), createdOn };
}

export function notFound(): Answer {
  return failure(404, 'Không tìm thấy');
}

export function badRequest(message: string): Answer {
  return failure(400, message);
}

function failure(status: number, message: string): Answer {
  const errorId = guid('error', status, message);
  return {
    status,
    body: { messages: [message], source: 'Portal', exception: message, errorId, statusCode: status },
  };
}
