import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../../src/connectors/portals/simulation/catalogue.js';
import { decodeNotice } from '../../src/connectors/sources/notices/mapping.js';
import { decodeDossier } from '../../src/connectors/sources/one-stop/mapping.js';
import { decodeProcedure } from '../../src/connectors/sources/procedures/mapping.js';
import { decodeUnit } from '../../src/connectors/sources/units/mapping.js';
import { isStateOwed } from '../../src/domain/owing.js';
import type { DossierRecord } from '../../src/domain/records.js';
import { judgeStep, lastFinishedEntryAt, needsFinishedAt } from '../../src/domain/steps.js';
import { mediaTypeOf } from '../../src/files/media-type.js';
import { type SampleSummary, startOfToday, writeSample } from '../../src/sample/index.js';
import { resident } from '../../src/sample/residents.js';

const NOW = Date.parse('2026-03-10T17:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'lienthong-sample-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}
const digest = (root: string) =>
  Object.fromEntries(
    filesBelow(root).map((name) => {
      const path = join(root, name);
      const content = createHash('sha256').update(readFileSync(path)).digest('hex');
      // The order of the inbox is by time of change; of other files it tells nothing.
      return [name, name.includes('inbox') ? `${content} ${statSync(path).mtimeMs}` : content];
    }),
  );
const inbox = (out: string, name: string) => readFileSync(join(out, name), 'utf8').replace(/^\uFEFF/, '');
const jsonl = (text: string) => text.trimEnd().split('\n');

describe('a sample of 1,000', () => {
  const out = join(folder, 'thousand');
  let summary: SampleSummary;
  let first: DossierRecord[];
  let updates: DossierRecord[];

  beforeAll(async () => {
    summary = await writeSample({ dossiers: 1000, seed: 7, out, now: NOW });
    const decoded = (raw: unknown) => {
      const result = decodeDossier(raw as object, NOW);
      return result.ok && result.record.kind === 'dossier' ? result.record : undefined;
    };
    const badAt = new Set(summary.bad.map(({ file, line }) => `${file}:${line}`));
    const good = (file: string) =>
      jsonl(inbox(out, file)).flatMap((line, index) => {
        if (badAt.has(`${file}:${index + 1}`)) return [];
        const record = decoded(JSON.parse(line));
        if (!record)
          throw new Error(`${file}:${index + 1}: ${JSON.stringify(decodeDossier(JSON.parse(line), NOW))}`);
        return [record];
      });
    const rows: unknown[] = parse(inbox(out, 'one-stop/inbox/01-ho-so.csv'), { columns: true });
    const csv = rows.map((row) => {
      const record = decoded(row);
      if (!record) throw new Error(JSON.stringify(decodeDossier(row as object, NOW)));
      return record;
    });
    first = [...good('one-stop/inbox/01-ho-so-001.jsonl'), ...csv];
    updates = good('one-stop/inbox/02-cap-nhat.jsonl');
  });

  it('counts what it wrote', () => {
    expect(first).toHaveLength(1000);
    expect(updates).toHaveLength(summary.updates);
    expect(summary.updates).toBeGreaterThan(70);
    expect(summary.records).toBe(1000 + summary.updates + summary.bad.length);
    expect(summary.bad).toHaveLength(10);
    expect(new Set(first.map(({ code }) => code)).size).toBe(1000);
    expect(summary.files).toBe(
      filesBelow(join(out, 'one-stop/files')).length + filesBelow(join(out, 'notices/files')).length,
    );
    expect(Object.keys(summary.environment)).toContain('SOURCE_ONE_STOP_URL');
  });

  it('shows all states, procedures, units and channels', () => {
    const newest = new Map([...first, ...updates].map((record) => [record.code, record]));
    const all = [...newest.values()];
    expect(new Set(all.map(({ state }) => state)).size).toBe(10);
    expect(new Set(all.map(({ procedureCode }) => procedureCode))).toEqual(
      new Set(SAMPLE_PROCEDURES.map(({ code }) => code)),
    );
    const units = SAMPLE_UNITS.filter(({ level }) => level === 'XA' || level === 'PHONG_BAN');
    expect(new Set(all.map(({ receivingUnit }) => receivingUnit))).toEqual(
      new Set(units.map(({ code }) => code)),
    );
    expect(new Set(all.map(({ channel }) => channel)).size).toBe(3);
    expect(all.some(({ vneidVerified }) => vneidVerified)).toBe(true);
    expect(all.some(({ rating }) => rating)).toBe(true);
    expect(all.some(({ supplements }) => supplements.length > 0)).toBe(true);
    const open = all.filter(({ state }) => state === 4 || state === 2);
    expect(open.some(({ dueAt }) => dueAt !== undefined && Date.parse(dueAt) > NOW)).toBe(true);
    expect(open.some(({ dueAt }) => dueAt !== undefined && Date.parse(dueAt) < NOW)).toBe(true);
    expect(summary.states).toEqual(countBy(all.map(({ state }) => String(state))));
    expect(all.reduce((sum, { trace }) => sum + trace.length, 0)).toBe(summary.entries);
  });

  it('gives each dossier to a unit that existed then', () => {
    const units = new Map(SAMPLE_UNITS.map((unit) => [unit.code, unit]));
    for (const { receivingUnit, receivedAt } of first) {
      const unit = units.get(receivingUnit);
      if (!receivedAt) continue;
      const day = new Date(Date.parse(receivedAt) + 7 * 3_600_000).toISOString().slice(0, 10);
      if (unit?.validTo) expect(day <= unit.validTo, receivingUnit).toBe(true);
      if (unit?.validFrom) expect(day >= unit.validFrom, receivingUnit).toBe(true);
    }
  });

  it('tells lives that are possible: 3–8 entries, legal steps, nothing after now', () => {
    const before = new Map(first.map((record) => [record.code, record]));
    for (const record of updates) {
      const old = before.get(record.code);
      if (!old) throw new Error('an update of nothing');
      const finished = lastFinishedEntryAt(old.trace);
      const step = judgeStep(
        {
          state: old.state,
          ...(old.receivedAt ? { receivedAt: old.receivedAt } : {}),
          ...(finished ? { lastFinishedEntryAt: finished } : {}),
        },
        record,
      );
      expect(step.ok, `${record.code} ${old.state} → ${record.state}`).toBe(true);
      expect(Date.parse(record.changedAt)).toBeGreaterThan(Date.parse(old.changedAt));
      expect(record.trace.length).toBeGreaterThan(old.trace.length);
      before.set(record.code, record);
    }
    for (const record of before.values()) {
      expect(record.trace.length).toBeGreaterThanOrEqual(3);
      expect(record.trace.length).toBeLessThanOrEqual(8);
      expect(record.trace.every(({ at }) => Date.parse(at) <= NOW)).toBe(true);
      expect(record.trace.some(({ state }) => state === record.state)).toBe(true);
      if (record.finishedAt === undefined) expect(needsFinishedAt(record, undefined)).toBe(false);
      const needsDue = isStateOwed(record, false) && record.state !== 3 && record.state !== 7;
      if (needsDue) expect(record.dueAt).toBeDefined();
    }
  });

  it('keeps office hours for what officers do', () => {
    for (const { trace, code } of first) {
      for (const { at, actor } of trace.filter((entry) => entry.state !== 1)) {
        const there = new Date(Date.parse(at) + 7 * 3_600_000);
        const minutes = there.getUTCHours() * 60 + there.getUTCMinutes();
        expect([1, 2, 3, 4, 5], `${code} ${actor} ${at}`).toContain(there.getUTCDay());
        expect(minutes).toBeGreaterThanOrEqual(7 * 60);
        expect(minutes).toBeLessThanOrEqual(17 * 60);
      }
    }
  });

  it('holds nobody’s data', () => {
    for (const { identityNumber, phone, email, address } of [...first, ...updates]) {
      if (identityNumber !== undefined) expect(identityNumber).toMatch(/^000(\d{6}|\d{9})$/);
      if (phone !== undefined) expect(phone).toMatch(/^0100\d{6}$/);
      if (email !== undefined) expect(email).toMatch(/^[a-z0-9.]+@example\.vn$/);
      if (address !== undefined) expect(address).toContain('Không Có Thật');
    }
  });

  it('knows one person by one number in every system', () => {
    const rows = (path: string) =>
      jsonl(inbox(out, path)).map((line) => JSON.parse(line) as Record<string, string | undefined>);
    const officials = rows('personnel/inbox/01-can-bo.jsonl').filter(
      ({ SoHieu }) => !SoHieu?.startsWith('SAI'),
    );
    const numbers = new Map(officials.map(({ SoDinhDanh, HoTen }) => [SoDinhDanh, HoTen]));
    const named = [
      ...rows('commendations/inbox/01-khen-thuong.jsonl'),
      ...rows('signatures/inbox/01-chung-thu.jsonl'),
    ].filter(({ SoDinhDanh }) => SoDinhDanh !== undefined);
    expect(named.length).toBeGreaterThan(30);
    for (const { SoDinhDanh, TenNguoiNhan } of named) {
      expect(numbers.has(SoDinhDanh)).toBe(true);
      if (TenNguoiNhan) expect(numbers.get(SoDinhDanh)).toBe(TenNguoiNhan);
    }
    const keys = new Set(officials.map(({ CoQuanQuanLy, SoHieu }) => `${CoQuanQuanLy}/${SoHieu}`));
    const owners = [...inbox(out, 'mailboxes/inbox/01-hop-thu.ldif').matchAll(/^employeeNumber: (.*)$/gm)];
    expect(owners.length).toBeGreaterThan(15);
    for (const [, owner = ''] of owners) expect(keys.has(owner)).toBe(true);
    const asked = first.flatMap(({ identityNumber }) => identityNumber ?? []);
    expect(asked.some((number) => numbers.has(number))).toBe(true);
    expect(new Set(asked).size).toBeLessThan(asked.length);
    const drawn = Array.from({ length: 2_000 }, (_, place) => resident(7, place).personalId);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  it('has real files for all references, each result its own', () => {
    const references = [...first, ...updates].flatMap(({ results, components }) =>
      [...results, ...components].flatMap(({ file }) => file ?? []),
    );
    expect(references.length).toBeGreaterThan(500);
    for (const reference of new Set(references)) {
      const content = readFileSync(join(out, 'one-stop/files', reference));
      // Markup is never named as what a browser would open.
      const mediaType = reference.endsWith('.xml') ? 'application/octet-stream' : 'application/pdf';
      expect(mediaTypeOf(content, reference)).toEqual({ mediaType, contradicts: false });
    }
    const results = filesBelow(join(out, 'one-stop/files/ket-qua'));
    const contents = results.map((name) =>
      readFileSync(join(out, 'one-stop/files/ket-qua', name)).toString('latin1'),
    );
    expect(new Set(contents).size).toBe(results.length);
  });

  it('writes PDFs whose cross-references are right', () => {
    const name = filesBelow(join(out, 'one-stop/files/ket-qua')).find((one) => one.endsWith('.pdf')) ?? '';
    const text = readFileSync(join(out, 'one-stop/files/ket-qua', name)).toString('latin1');
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe('xref');
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) =>
      Number(offset),
    );
    offsets.forEach((offset, index) => {
      expect(text.slice(offset, offset + 8)).toBe(`${index + 1} 0 obj\n`);
    });
  });

  it('has text in NFC, and some apart on purpose', () => {
    const text = inbox(out, 'one-stop/inbox/01-ho-so-001.jsonl');
    expect(text).toMatch(/[ăâđêôơư]/);
    const apart = jsonl(text).filter((line) => line !== line.normalize('NFC'));
    expect(apart.length).toBeGreaterThan(5);
    expect(apart.length).toBeLessThan(100);
  });

  it('says of each bad record where it is and why it is refused', () => {
    for (const bad of summary.bad) {
      const line = jsonl(inbox(out, bad.file))[bad.line - 1] ?? '';
      if (bad.code === 'BROKEN_JSON') {
        expect(() => JSON.parse(line)).toThrow();
        continue;
      }
      const result = decodeDossier(JSON.parse(line), NOW);
      if (bad.code.startsWith('UNKNOWN_') || bad.code === 'ILLEGAL_STEP') {
        expect(result.ok, JSON.stringify(bad)).toBe(true);
        continue;
      }
      expect(result, JSON.stringify(bad)).toMatchObject({
        ok: false,
        problems: [{ field: bad.field, code: bad.code }],
      });
      if (!result.ok) expect(result.problems).toHaveLength(1);
    }
    expect(summary.bad.some(({ code }) => code === 'ILLEGAL_STEP')).toBe(true);
  });

  it('has units and procedures that their forms accept', () => {
    for (const line of jsonl(inbox(out, 'units/inbox/01-don-vi.jsonl'))) {
      expect(decodeUnit(JSON.parse(line), NOW).ok).toBe(true);
    }
    for (const name of ['01', '02']) {
      for (const line of jsonl(inbox(out, `procedures/inbox/${name}-thu-tuc.jsonl`))) {
        expect(decodeProcedure(JSON.parse(line), NOW)).toMatchObject({ ok: true });
      }
    }
    expect(summary.units).toBe(SAMPLE_UNITS.length);
    expect(summary.procedures).toBe(16);
  });

  it('has notices over the seven categories with the odd fates', () => {
    const notices = jsonl(inbox(out, 'notices/inbox/01-tin.jsonl')).map((line) => {
      const result = decodeNotice(JSON.parse(line), NOW);
      if (!result.ok || result.record.kind !== 'notice') throw new Error(JSON.stringify(result));
      return result.record;
    });
    expect(notices).toHaveLength(40);
    expect(new Set(notices.map(({ category }) => category)).size).toBe(7);
    expect(new Set(notices.map(({ title }) => title)).size).toBe(40);
    expect(notices.filter(({ publishedAt }) => Date.parse(publishedAt) > NOW)).toHaveLength(1);
    expect(notices.filter(({ expiresAt }) => expiresAt && Date.parse(expiresAt) < NOW)).toHaveLength(1);
    expect(notices.filter(({ withdrawn }) => withdrawn)).toHaveLength(1);
    expect(notices.filter(({ number }) => number)).toHaveLength(14);
    expect(summary.noticeFates).toMatchObject({ future: 1, expired: 1, withdrawn: 1 });
    for (const { attachments } of notices) {
      for (const { file } of attachments)
        expect(statSync(join(out, 'notices/files', file)).size).toBeGreaterThan(300);
    }
  });
});

describe('writing', () => {
  it('gives the same bytes for the same seed, size and now, whatever was there', async () => {
    const one = join(folder, 'one');
    const two = join(folder, 'two');
    const options = { dossiers: 120, seed: 'x', now: NOW };
    await writeSample({ ...options, out: one });
    await writeSample({ ...options, out: two, dossiers: 300 });
    writeFileSync(join(two, 'one-stop/inbox/cua-toi.jsonl'), '{}\n');
    rmSync(join(two, 'one-stop/files'), { recursive: true });
    rmSync(join(two, 'notices/files'), { recursive: true });
    await writeSample({ ...options, out: two });
    expect(readFileSync(join(two, 'one-stop/inbox/cua-toi.jsonl'), 'utf8')).toBe('{}\n');
    rmSync(join(two, 'one-stop/inbox/cua-toi.jsonl'));
    expect(digest(two)).toEqual(digest(one));
    const other = join(folder, 'other');
    await writeSample({ ...options, out: other, seed: 'y' });
    expect(digest(other)).not.toEqual(digest(one));
  });

  it('needs no files, and takes any number and day', async () => {
    for (const [dossiers, now] of [
      [0, '2025-07-01T17:00:00.000Z'],
      [60, '2025-07-01T17:00:00.000Z'],
      [60, '2024-11-03T17:00:00.000Z'],
    ] as const) {
      const out = join(folder, `small-${dossiers}-${now}`);
      const summary = await writeSample({
        dossiers,
        seed: 1,
        out,
        now: Date.parse(now),
        withFiles: false,
        badRecords: 0,
      });
      expect(summary).toMatchObject({ files: 0, bad: [], dossiers });
      expect(Object.values(summary.states).reduce((sum, count) => sum + count, 0)).toBe(dossiers);
      for (const name of ['01-ho-so-001.jsonl', '02-cap-nhat.jsonl']) {
        const path = join(out, 'one-stop/inbox', name);
        if (dossiers === 0 && name.startsWith('01')) continue;
        for (const line of jsonl(readFileSync(path, 'utf8')).filter((text) => text !== '')) {
          expect(decodeDossier(JSON.parse(line), Date.parse(now))).toMatchObject({ ok: true });
        }
      }
    }
    await expect(writeSample({ dossiers: 1.5, seed: 1, out: folder })).rejects.toThrow(RangeError);
  });

  it('takes today from midnight in Việt Nam', () => {
    expect(new Date(startOfToday(Date.parse('2026-03-10T16:59:59Z'))).toISOString()).toBe(
      '2026-03-09T17:00:00.000Z',
    );
    expect(new Date(startOfToday(Date.parse('2026-03-10T17:00:00Z'))).toISOString()).toBe(
      '2026-03-10T17:00:00.000Z',
    );
  });
});

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
