import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { render as renderNational } from '../../../src/connectors/portals/national/mapping/index.js';
import { parseProfile as parseNational } from '../../../src/connectors/portals/national/profile.js';
import { renderDossier } from '../../../src/connectors/portals/provincial/mapping/dossier.js';
import { renderArticle, renderLegal } from '../../../src/connectors/portals/provincial/mapping/notice.js';
import { renderTrace } from '../../../src/connectors/portals/provincial/mapping/trace.js';
import { parseProfile as parseProvincial } from '../../../src/connectors/portals/provincial/profile.js';
import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../../../src/connectors/portals/simulation/catalogue.js';
import { decodeNotice } from '../../../src/connectors/sources/notices/mapping.js';
import { decodeDossier } from '../../../src/connectors/sources/one-stop/mapping.js';
import { isStateOwed } from '../../../src/domain/owing.js';
import type { Carried, Catalogue, FileHandle, Rendering } from '../../../src/domain/ports.js';
import type { DossierRecord, NoticeRecord } from '../../../src/domain/records.js';
import { writeSample } from '../../../src/sample/index.js';
import { comparePortals, stateOf } from '../../support/comparer/index.js';

/* Two readings of the contracts, made apart: the hub's mappings fill portals, the comparer judges them by the sample. */

const NOW = Date.parse('2026-03-10T17:00:00.000Z');
const out = mkdtempSync(join(tmpdir(), 'lienthong-agreement-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const catalogue: Catalogue = {
  version: '1',
  procedure: (code) => {
    const found = SAMPLE_PROCEDURES.find((each) => each.code === code);
    return found && { ...found, noDueTime: false };
  },
  unit: (code) => SAMPLE_UNITS.find((each) => each.code === code),
};
const account = { id: '1', portal: 'x', agencyCode: 'H56.14' };
const national = parseNational(undefined);
const provincial = parseProvincial(undefined);

type Row = Record<string, unknown>;
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = ({ origin, reference }: FileHandle) => readFileSync(join(out, origin, 'files', reference));

function bodyOf(rendering: Rendering): { body: unknown; files: FileHandle[] } {
  if (!rendering.ok) throw new Error(`${rendering.field}: ${rendering.message}`);
  return rendering.wire;
}

/** Puts in what a portal gets for a file. */
function filled(value: unknown, files: FileHandle[], put: (handle: FileHandle) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => filled(each, files, put));
  if (typeof value !== 'object' || value === null) return value;
  if ('$file' in value) {
    const file = value.$file;
    const handle = typeof file === 'number' ? files[file] : (file as FileHandle);
    if (!handle) throw new Error('no handle');
    return put(handle);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, files, put)]));
}

describe('the mappings and the comparer', () => {
  const records = new Map<string, DossierRecord>();
  const notices: NoticeRecord[] = [];

  beforeAll(async () => {
    const { bad } = await writeSample({ dossiers: 600, seed: 3, out, now: NOW });
    const badAt = new Set(bad.map(({ file, line }) => `${file}:${line}`));
    const take = (raw: unknown) => {
      const decoded = decodeDossier(raw as object, NOW);
      if (!decoded.ok || decoded.record.kind !== 'dossier') throw new Error(JSON.stringify(decoded));
      records.set(decoded.record.code, decoded.record);
    };
    const lines = (file: string) => readFileSync(join(out, file), 'utf8').trimEnd().split('\n');
    const jsonl = (file: string) =>
      lines(file).forEach((line, index) => {
        if (!badAt.has(`${file}:${index + 1}`)) take(JSON.parse(line));
      });
    jsonl('one-stop/inbox/01-ho-so-001.jsonl');
    const csv = readFileSync(join(out, 'one-stop/inbox/01-ho-so.csv'), 'utf8');
    for (const row of parse(csv, { columns: true, bom: true })) take(row);
    jsonl('one-stop/inbox/02-cap-nhat.jsonl');
    for (const line of lines('notices/inbox/01-tin.jsonl')) {
      const decoded = decodeNotice(JSON.parse(line), NOW);
      if (decoded.ok && decoded.record.kind === 'notice') notices.push(decoded.record);
    }
  });

  const judge = (states: {
    national?: Parameters<typeof stateOf>[0];
    provincial?: Parameters<typeof stateOf>[0];
  }) =>
    comparePortals({
      sources: {
        units: join(out, 'units'),
        procedures: join(out, 'procedures'),
        oneStop: join(out, 'one-stop'),
        notices: join(out, 'notices'),
      },
      now: NOW,
      ...(states.national && { national: stateOf(states.national) }),
      ...(states.provincial && { provincial: stateOf(states.provincial) }),
    });

  const owed = () => [...records.values()].filter((record) => isStateOwed(record, false));
  const carriedDossier = (record: DossierRecord): Extract<Carried, { type: 'dossier' }> => ({
    ...{ type: 'dossier', subjectId: '1', key: record.code, form: 'record', version: 1, generation: 0 },
    ...{ phase: 'PUBLISH', origin: 'one-stop' },
    snapshot: {
      record,
      componentIds: record.components.map((_, index) => index + 1),
      resultIds: record.results.map((_, index) => index + 1),
      supplementIds: record.supplements.map((_, index) => index + 1),
    },
  });
  const carriedTraces = (record: DossierRecord): Extract<Carried, { type: 'trace' }>[] =>
    [...record.trace]
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
      .map((entry, index) => ({
        ...{ type: 'trace', subjectId: '1', key: record.code, form: 'record', entryId: index + 1 },
        ...{ entry, record },
      }));
  const live = () =>
    notices.filter(
      ({ withdrawn, publishedAt, expiresAt }) =>
        !withdrawn && Date.parse(publishedAt) <= NOW && !(expiresAt && Date.parse(expiresAt) <= NOW),
    );
  const carriedNotice = (record: NoticeRecord, number: number, form: 'record' | 'article' | 'legal') =>
    ({
      ...{ type: 'notice', subjectId: '1', key: record.code, form, version: 1, generation: 0 },
      ...{ phase: 'PUBLISH', origin: 'notices', snapshot: { record, number } },
    }) as Extract<Carried, { type: 'notice' }>;

  it('agree about the national portal', async () => {
    const downloads: Row[] = [];
    const link = (handle: FileHandle) => {
      const address = `http://hub/files/${sha(Buffer.from(`${handle.origin}${handle.reference}`))}/a.pdf`;
      downloads.push({ link: `${address}?e=1`, status: 200, sha256: sha(bytesOf(handle)) });
      return `${address}?e=2`;
    };
    const wire = (carried: Carried) => {
      const { body, files } = bodyOf(renderNational(carried, catalogue, national));
      return filled(body, files, link) as Row;
    };
    const dossiers = owed().map((record) => ({
      key: record.code,
      record: wire(carriedDossier(record)),
      traces: carriedTraces(record).map((each, sequence) => ({ sequence, ...wire(each) })),
    }));
    const texts = live().map((record, index) => ({
      key: record.code,
      record: wire(carriedNotice(record, index + 1, 'record')),
    }));
    const verdict = await judge({ national: { dossiers, notices: texts, downloads } });
    expect(verdict.national).toMatchObject({
      different: [],
      missing: [],
      unexpected: [],
      duplicates: [],
      outOfOrder: [],
    });
    expect(verdict.national?.expected.dossiers).toBe(dossiers.length);
    expect(dossiers.length).toBeGreaterThan(500);
    expect(verdict.ok).toBe(true);
  });

  it('agree about the provincial portal', async () => {
    const files: Row[] = [];
    const base64 = (handle: FileHandle) => bytesOf(handle).toString('base64');
    const stored = (handle: FileHandle) => {
      const path = `/Uploads/${files.length}`;
      files.push({ path, sha256: sha(bytesOf(handle)) });
      return path;
    };
    const text = (rendering: Rendering) => {
      const { body, files: handles } = bodyOf(rendering);
      const row = filled(body, handles, stored) as Row;
      const paths = row['FileDinhKem'];
      const joined = Array.isArray(paths) ? { FileDinhKem: paths.join('##') } : {};
      return {
        ...row,
        ...joined,
        ...('KenhTinId' in row ? { KenhTinId: JSON.stringify(row['KenhTinId']), TrangThaiId: 's' } : {}),
      };
    };
    const dossiers = owed().map((record) => {
      const carried = carriedDossier(record);
      const { body, files: handles } = bodyOf(renderDossier(carried, catalogue, account, provincial));
      return {
        key: record.code,
        record: filled(body, handles, base64) as Row,
        traces: carriedTraces(record).map((each, sequence) => ({
          sequence,
          ...(bodyOf(renderTrace(each, catalogue, account, provincial)).body as Row),
        })),
      };
    });
    const articles = live().map((record, index) => ({
      id: `a${index}`,
      record: text(renderArticle(carriedNotice(record, index + 1, 'article'), catalogue, provincial)),
    }));
    const legalDocuments = live()
      .filter(({ number }) => number !== undefined)
      .map((record, index) => ({
        id: `l${index}`,
        record: text(renderLegal(carriedNotice(record, index + 1, 'legal'), catalogue)),
      }));
    const verdict = await judge({ provincial: { dossiers, articles, legalDocuments, files } });
    expect(verdict.provincial).toMatchObject({
      different: [],
      missing: [],
      unexpected: [],
      duplicates: [],
      outOfOrder: [],
    });
    expect(verdict.ok).toBe(true);
    expect(existsSync(join(out, 'one-stop/done'))).toBe(false);
  });
});
