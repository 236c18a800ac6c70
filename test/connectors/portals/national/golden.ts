import { readdirSync, readFileSync } from 'node:fs';
import type { JsonObject } from '../../../../src/domain/canonical.js';
import type { Phase } from '../../../../src/domain/delivery.js';
import type { Catalogue, FileHandle, Files } from '../../../../src/domain/ports.js';
import type { DossierRecord, NoticeRecord, TraceItem } from '../../../../src/domain/records.js';

/** Wire files written by hand from the contract; nothing of the connector made them. */
export interface GoldenDossier {
  file: string;
  what: string;
  profile?: Record<string, unknown>;
  source: DossierRecord;
  componentIds?: number[];
  resultIds?: number[];
  wire: JsonObject;
  flags: string[];
}
export interface GoldenTrace {
  what: string;
  key: string;
  source: TraceItem;
  wire: JsonObject;
}
export interface GoldenNotice {
  what: string;
  phase: Phase;
  source: NoticeRecord;
  wire: JsonObject;
}

const folder = new URL('./golden/', import.meta.url);

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

export const goldenDossiers: GoldenDossier[] = readdirSync(folder)
  .filter((file) => file.startsWith('dossier-'))
  .sort()
  .map((file) => ({ ...(read(file) as GoldenDossier), file }));
export const goldenTraces = read('traces.json') as GoldenTrace[];
export const goldenNotices = read('notices.json') as GoldenNotice[];
export const goldenEnvelopes = read('envelopes.json') as Record<string, JsonObject>;

/** The names that the golden files use. */
export const goldenCatalogue: Catalogue = {
  version: 'golden',
  procedure: (code) =>
    [
      {
        code: '1.001612',
        name: 'Đăng ký thành lập hộ kinh doanh (danh mục)',
        fieldCode: 'KD-01',
        fieldName: 'Thành lập và hoạt động của hộ kinh doanh',
        noDueTime: false,
      },
      {
        code: '1.009999',
        name: 'Tiếp nhận phản ánh',
        fieldCode: 'PA-01',
        fieldName: 'Phản ánh, kiến nghị',
        noDueTime: true,
      },
    ].find((procedure) => procedure.code === code),
  unit: (code) =>
    [
      { code: 'H56.14.1', name: 'Văn phòng HĐND và UBND huyện' },
      { code: 'H56.14.4', name: 'Phòng Tài chính – Kế hoạch' },
    ].find((unit) => unit.code === code),
};

/** Links that show what they lead to, signed anew each time; every file is there. */
export function goldenFiles(): Files & { kept: FileHandle[] } {
  const kept: FileHandle[] = [];
  let signature = 0;
  return {
    kept,
    async keep(handle) {
      kept.push(handle);
      return { ok: true, sha256: 'x', bytes: 1, mediaType: 'application/pdf' };
    },
    read: () => Promise.reject(new Error('not read here')),
    async link({ reference }) {
      signature += 1;
      return `https://hub.test/${reference}?signature=${signature}`;
    },
  };
}
