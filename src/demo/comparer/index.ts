import { readDistrict } from './district.js';
import { type DossierLife, readLives } from './dossier-lives.js';
import { DropFiles } from './drop.js';
import { type Comparison, Findings } from './findings.js';
import { compareNationalDossier, isHeldNationally } from './national-dossiers.js';
import { readNotices } from './notice-lives.js';
import { compareNationalNotices, compareProvincialNotices } from './notices.js';
import { fetchState, type PortalState } from './portal-state.js';
import { compareProvincialDossier } from './provincial-dossiers.js';
import type { Question } from './question.js';

export type { Comparison, Counted, Different } from './findings.js';
export { type PortalState, stateOf } from './portal-state.js';

export interface CompareOptions {
  /** Folders of the four drops, each with `inbox/` or `done/`. Without notices none are expected. */
  sources: { units: string; procedures: string; oneStop: string; notices?: string };
  /** A simulator's address, or a state that was read already. Absent: that portal is not looked at. */
  national?: string | PortalState;
  provincial?: string | PortalState;
  /** AGENCY_CODE of the account. */
  agency?: string;
  /** Business time, ms: what is published or has expired. */
  now: number;
  /** Keys of dossiers and notices that may be missing or different: refused or held on purpose. */
  excused?: ReadonlySet<string>;
}

export interface Verdict {
  ok: boolean;
  national?: Comparison;
  provincial?: Comparison;
}

/**
 * Says whether each portal holds what the source files say that it should: every record field by field, every file by its
 * SHA-256, every trace entry once and in order, nothing else. Reads nothing but the sources and the simulators' state, by its own
 * reading of the contracts; the hub's store and code have no part in it. Throws when a simulator does not answer.
 */
export async function comparePortals(options: CompareOptions): Promise<Verdict> {
  const { sources, now, agency = 'H56.14' } = options;
  const district = readDistrict(sources.units, sources.procedures);
  const question: Question = {
    district,
    files: new DropFiles(sources.oneStop),
    noticeFiles: new DropFiles(sources.notices ?? sources.oneStop),
    agency,
    now,
  };
  const lives = readLives(sources.oneStop, district, now);
  const notices =
    sources.notices === undefined ? new Map() : readNotices(sources.notices, now, options.excused);
  const verdict: Verdict = { ok: true };
  if (options.national !== undefined) {
    const findings = new Findings();
    const state = await stateFrom(options.national, 'national');
    const held = (life: DossierLife) => isHeldNationally(life, question);
    eachDossier(findings, lives, state, options.excused, held, (life, dossier) =>
      compareNationalDossier(findings, life, dossier, state, question),
    );
    compareNationalNotices(findings, notices, state, question);
    verdict.national = findings.conclude('national');
  }
  if (options.provincial !== undefined) {
    const findings = new Findings();
    const state = await stateFrom(options.provincial, 'provincial');
    eachDossier(
      findings,
      lives,
      state,
      options.excused,
      () => false,
      (life, dossier) => compareProvincialDossier(findings, life, dossier, question),
    );
    compareProvincialNotices(findings, notices, state, question);
    verdict.provincial = findings.conclude('provincial');
  }
  verdict.ok = (verdict.national?.ok ?? true) && (verdict.provincial?.ok ?? true);
  return verdict;
}

type Held = PortalState['dossiers'][number];
type HeldRecord = Held & { record: NonNullable<Held['record']> };

function eachDossier(
  findings: Findings,
  lives: ReadonlyMap<string, DossierLife>,
  state: PortalState,
  excused: ReadonlySet<string> | undefined,
  isHeld: (life: DossierLife) => boolean,
  compare: (life: DossierLife, held: HeldRecord) => void,
): void {
  const there = new Map(state.dossiers.map((held) => [held.key, held]));
  for (const [key, life] of lives) {
    const held = there.get(key);
    there.delete(key);
    if (excused?.has(key)) continue;
    const must = life.owed === 'must' && !isHeld(life);
    if (must || (held?.record && life.owed !== 'never')) findings.expected.dossiers += 1;
    if (!held?.record) {
      if (must) findings.missing.push(key);
      continue;
    }
    findings.found.dossiers += 1;
    if (life.owed === 'never') findings.unexpected.push(key);
    else compare(life, { ...held, record: held.record });
  }
  for (const { key, record } of there.values())
    if (record && !excused?.has(key)) findings.unexpected.push(key);
}

function stateFrom(from: string | PortalState, portal: 'national' | 'provincial'): Promise<PortalState> {
  return typeof from === 'string' ? fetchState(from, portal) : Promise.resolve(from);
}
