import { render as renderNational } from '../../../src/connectors/portals/national/mapping/index.js';
import { parseProfile as nationalProfile } from '../../../src/connectors/portals/national/profile.js';
import { renderDossier } from '../../../src/connectors/portals/provincial/mapping/dossier.js';
import { renderTrace } from '../../../src/connectors/portals/provincial/mapping/trace.js';
import { parseProfile as provincialProfile } from '../../../src/connectors/portals/provincial/profile.js';
import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../../../src/connectors/portals/simulation/catalogue.js';
import { decodeDossier } from '../../../src/connectors/sources/one-stop/mapping.js';
import type { Carried, Catalogue, Rendering } from '../../../src/domain/ports.js';
import type { DossierRecord } from '../../../src/domain/records.js';

const catalogue: Catalogue = {
  version: 'sample',
  procedure: (code) => {
    const found = SAMPLE_PROCEDURES.find((each) => each.code === code);
    return found && { ...found, noDueTime: found.noDueTime === true };
  },
  unit: (code) => SAMPLE_UNITS.find((each) => each.code === code),
};
const account = { id: '1', portal: 'x', agencyCode: 'H56.14' };
const national = nationalProfile(undefined);
const provincial = provincialProfile(undefined);

type Body = Record<string, unknown>;
export interface Seed {
  record: Body;
  traces: Body[];
}

/** Ids that no entry of the hub will have. */
const FIRST_ID = 900_000_000;

/**
 * What an officer once put into both portals by hand: with `whole`, where the record has no files and no supplements (which carry
 * ids of the hub), exactly what the source says, with all its entries; otherwise another summary, none of the files, and the first
 * half of the entries.
 */
export function seedsOf(
  raw: Record<string, unknown>,
  { now, whole, number }: { now: number; whole: boolean; number: number },
): { same: boolean; national: Seed; provincial: Seed } | undefined {
  const decoded = decodeDossier(raw, now);
  if (!decoded.ok || decoded.record.kind !== 'dossier') return undefined;
  const { record } = decoded;
  const hasFile = (row: { file?: unknown }) => row.file !== undefined && row.file !== null;
  const rows: { file?: unknown }[] = [...record.components, ...record.results];
  const same = whole && !rows.some(hasFile) && record.supplements.length === 0;
  const told: DossierRecord = same
    ? record
    : {
        ...record,
        summary: `${record.summary} (nhập tay)`,
        components: record.components.filter((row) => !hasFile(row)),
        results: record.results.filter((row) => !hasFile(row)),
        supplements: [],
      };
  const entries = [...record.trace].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const kept = same ? entries : entries.slice(0, Math.ceil(entries.length / 2));
  const carried = carriedOf(told);
  const traces = kept.map(
    (entry, index): Extract<Carried, { type: 'trace' }> => ({
      ...{ type: 'trace', subjectId: '1', key: told.code, form: 'record' },
      ...{ entryId: FIRST_ID + number * 100 + index, entry, record: told },
    }),
  );
  return {
    same,
    national: {
      record: bodyOf(renderNational(carried, catalogue, national)),
      traces: traces.map((each) => bodyOf(renderNational(each, catalogue, national))),
    },
    provincial: {
      record: bodyOf(renderDossier(carried, catalogue, account, provincial)),
      traces: traces.map((each) => bodyOf(renderTrace(each, catalogue, account, provincial))),
    },
  };
}

function carriedOf(record: DossierRecord): Extract<Carried, { type: 'dossier' }> {
  return {
    ...{ type: 'dossier', subjectId: '1', key: record.code, form: 'record', version: 1, generation: 0 },
    ...{ phase: 'PUBLISH', origin: 'one-stop' },
    snapshot: {
      record,
      componentIds: record.components.map((_, index) => index + 1),
      resultIds: record.results.map((_, index) => index + 1),
      supplementIds: [],
    },
  };
}

function bodyOf(rendering: Rendering): Body {
  if (!rendering.ok) throw new Error(`${rendering.field}: ${rendering.message}`);
  return rendering.wire.body as Body;
}
