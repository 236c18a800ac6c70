import { createHash } from 'node:crypto';
import type { NationalState, WireObject } from './state.js';

const AT_ONCE = 4;
const TIME_OUT_MS = 30_000;

/** Fetches the file links of accepted records, as the real portal does: later, a few at a time, result in `state.downloads`. */
export class Downloader {
  readonly #waiting: { key: string; link: string }[] = [];
  readonly #stop = new AbortController();
  #running = 0;

  constructor(
    readonly state: NationalState,
    readonly enabled: boolean,
  ) {}

  /** Links not fetched yet. */
  get pending(): number {
    return this.#waiting.length + this.#running;
  }

  take(key: string, record: WireObject): void {
    if (!this.enabled) return;
    for (const link of linksOf(record)) this.#waiting.push({ key, link });
    this.#next();
  }

  close(): void {
    this.#waiting.length = 0;
    this.#stop.abort();
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#running += 1;
      void this.#fetch(next.key, next.link).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  async #fetch(key: string, link: string): Promise<void> {
    try {
      const response = await fetch(link, {
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(TIME_OUT_MS)]),
      });
      const body = Buffer.from(await response.arrayBuffer());
      const sha256 = createHash('sha256').update(body).digest('hex');
      this.state.downloads.push({ key, link, status: response.status, sha256, bytes: body.length });
    } catch {
      if (!this.#stop.signal.aborted) this.state.downloads.push({ key, link, status: 0 });
    }
  }
}

function linksOf(record: WireObject): string[] {
  return ['TaiLieuNop', 'DanhSachGiayToKetQua', 'TepDinhKem'].flatMap((list) => {
    const rows = record[list];
    if (!Array.isArray(rows)) return [];
    return rows.flatMap((row: WireObject) => {
      const link = row['DuongDanTaiTepTin'] ?? row['DuongDanTepTinKetQua'];
      return typeof link === 'string' && link !== '' ? [link] : [];
    });
  });
}
