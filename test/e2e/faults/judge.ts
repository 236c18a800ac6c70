import { type Comparison, comparePortals } from '../../../src/demo/comparer/index.js';
import { fetchState } from '../../../src/demo/comparer/portal-state.js';
import type { PortalName } from './schedule.js';

export interface Question {
  sources: { units: string; procedures: string; oneStop: string; notices: string };
  portal: PortalName;
  /** The simulator's address. */
  origin: string;
  /** ms */
  now: number;
  refusedRecords: ReadonlySet<string>;
  refusedEntries: ReadonlySet<string>;
}

export interface Judgement {
  comparison: Comparison;
  /** What is wrong and no fault of the portal's own explains, in words; empty: nothing. */
  wrong: string[];
  lost: number;
  duplicates: number;
  outOfOrder: number;
  /** Dossiers that the portal altered or lost by itself, and of them those that still show it. */
  drifted: { altered: number; lost: number; stillShown: number };
}

interface Drift {
  key: string;
  what: string;
}

/** The field that the simulators alter by themselves. */
const ALTERED = new Set(['DonViXuLy', 'ProcessingOrganName']);

/**
 * Compares a portal with the source files. Excused are only the keys that it was told to refuse, and, of a dossier that it altered
 * or lost by itself, just that field or that record; everything else counts.
 */
export async function judge(question: Question): Promise<Judgement> {
  const { sources, portal, origin, now, refusedRecords, refusedEntries } = question;
  const [state, drifts] = await Promise.all([fetchState(origin, portal), driftsAt(origin)]);
  const verdict = await comparePortals({ sources, [portal]: state, now, excused: refusedRecords });
  const comparison = verdict[portal];
  if (!comparison) throw new Error(`no verdict about the ${portal} portal`);
  const altered = new Set(drifts.filter(({ what }) => what === 'altered').map(({ key }) => key));
  const lost = new Set(drifts.filter(({ what }) => what === 'lost').map(({ key }) => key));
  const dossier = (text: string) => text.split(' ')[0] ?? '';
  const ofRefusedEntry = (text: string) => refusedEntries.has(dossier(text)) && text.includes(' QuaTrinh[');

  const missing = comparison.missing.filter((text) => !lost.has(text) && !ofRefusedEntry(text));
  const different = comparison.different.filter(
    ({ key, field }) => !(altered.has(key) && ALTERED.has(field)),
  );
  // An entry whose answer and whose dossier were both lost cannot be seen again: sent once more, it stands there twice.
  const duplicates = comparison.duplicates.filter(({ key }) => !lost.has(dossier(key)));
  const refusedThere = state.dossiers.filter(
    ({ key, record, traces }) => refusedRecords.has(key) && (record !== undefined || traces.length > 0),
  );
  const stillShown =
    comparison.missing.filter((text) => lost.has(text)).length +
    comparison.different.length -
    different.length;
  return {
    comparison,
    wrong: [
      ...missing.map((text) => `lost: ${text}`),
      ...different.map((one) => `different: ${one.key} ${one.field}: ${one.expected} ≠ ${one.found}`),
      ...duplicates.map(({ key, count }) => `duplicate: ${key} × ${count}`),
      ...comparison.outOfOrder.map((text) => `out of order: ${text}`),
      ...comparison.unexpected.map((text) => `unexpected: ${text}`),
      ...refusedThere.map(({ key }) => `refused, yet there: ${key}`),
    ],
    lost: missing.length,
    duplicates: duplicates.length,
    outOfOrder: comparison.outOfOrder.length,
    drifted: { altered: altered.size, lost: lost.size, stillShown },
  };
}

async function driftsAt(origin: string): Promise<Drift[]> {
  const { data } = (await getJson(new URL('/_sim/state?part=drifts', origin))) as { data: Drift[] };
  return data;
}

export async function getJson(url: URL): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
  return response.json();
}
