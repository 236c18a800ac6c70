import type { District } from './district.js';
import { refusal, stateOf } from './dossier-rules.js';
import { recordsOf } from './drop.js';
import { codeOf, flagOf, listOf, type Raw, textOf, timeOf } from './values.js';

/** One entry of a trace, with the version (from 0) that told it first. */
export interface KnownEntry {
  at: number;
  row: Raw;
  /** All that stands in it, in NFC; entries with equal text are equal. */
  text: string;
  since: number;
}

/** A dossier as the sources tell its life. */
export interface DossierLife {
  key: string;
  /** The newest good version that is not a tombstone. */
  newest: Raw;
  /** Whether the newest good version says that it was deleted there. */
  deleted: boolean;
  /** Of the newest version. */
  entries: KnownEntry[];
  /** Entries of older versions that the newest has no more: edited or taken out; they may have been sent. */
  former: KnownEntry[];
  /** `must`: its newest state is owed; `may`: an older one was; `never`. */
  owed: 'must' | 'may' | 'never';
}

/** Reads all dossiers of a drop. `isOwed` is the portal's own rule. */
export function readLives(folder: string, district: District, now: number): Map<string, DossierLife> {
  const lives = new Map<string, DossierLife & { changed: number; version: number; seen: Raw[] }>();
  for (const record of recordsOf(folder)) {
    const key = codeOf(record['MaHoSo']) ?? '';
    const life = lives.get(key);
    if (refusal(record, life?.newest, district, now) !== undefined) continue;
    const changed = timeOf(record['NgayCapNhat']) ?? 0;
    if (life && (changed < life.changed || life.seen.some((earlier) => isSame(earlier, record)))) continue;
    if (flagOf(record['DaXoa']) === true) {
      if (life)
        Object.assign(life, { deleted: true, changed, owed: life.owed === 'must' ? 'may' : life.owed });
      continue;
    }
    const version = life ? life.version + 1 : 0;
    const known = [...(life?.entries ?? []), ...(life?.former ?? [])];
    const entries = entriesOf(record, known, version);
    const kept = new Set(entries.map((entry) => entry.text));
    const owed = isOwed(record) ? 'must' : life && life.owed !== 'never' ? 'may' : 'never';
    const former = known.filter((entry) => !kept.has(entry.text));
    const seen = [...(life?.seen ?? []), record];
    lives.set(key, { key, newest: record, deleted: false, entries, former, owed, changed, version, seen });
  }
  return lives;
}

function isSame(a: Raw, b: Raw): boolean {
  return JSON.stringify(a).normalize('NFC') === JSON.stringify(b).normalize('NFC');
}

/** States 2 and 4–10; 3 only of what came online; 1 never. */
function isOwed(record: Raw): boolean {
  const state = stateOf(record);
  if (state === 3) return codeOf(record['KenhThucHien']) === '2';
  return state !== 1;
}

const ENTRY_FIELDS = ['NguoiXuLy', 'ChucDanh', 'PhongBan', 'NoiDung'];

function entriesOf(record: Raw, known: readonly KnownEntry[], version: number): KnownEntry[] {
  const left = [...known];
  return (listOf(record['QuaTrinh']) ?? []).map((row) => {
    const at = timeOf(row['ThoiDiem']) ?? 0;
    const times = [at, timeOf(row['BatDau']) ?? '', timeOf(row['Han']) ?? ''];
    const text = [
      ...times,
      codeOf(row['TrangThai']),
      ...ENTRY_FIELDS.map((field) => textOf(row[field]) ?? ''),
    ].join('|');
    const index = left.findIndex((entry) => entry.text === text);
    const [same] = index < 0 ? [] : left.splice(index, 1);
    return { at, row, text, since: same?.since ?? version };
  });
}
