import { sql } from 'kysely';
import type { Principal } from '../../access/principal.js';
import { demand, may } from '../../access/roles.js';
import type { CoverageArgs, CoverageMeasure, CoverageReport } from '../../schema/coverage.js';
import type { Reads } from '../engine/reads.js';
import { freshnessOf, type KnownSystems, percent, type SystemFacts, systemFacts } from '../freshness.js';
import { limited } from '../limited.js';
import { withScope } from '../scope.js';
import { disclosuresInTime } from './disclosures.js';
import { documentsOnline } from './documents.js';
import { dossiersAtNationalPortal, dossiersAtProvincialPortal } from './dossiers.js';
import type { Limit, Measure } from './measure.js';
import { computersConnected } from './network.js';
import { onlineAny, onlineWhole, proceduresListed } from './procedures.js';
import { systemMeasures } from './systems.js';

/** What is measured; one line each. */
export const measures: readonly Measure[] = [
  dossiersAtNationalPortal,
  dossiersAtProvincialPortal,
  documentsOnline,
  computersConnected,
  proceduresListed,
  onlineWhole,
  onlineAny,
  disclosuresInTime,
];

interface Facts {
  at: string;
  systems: SystemFacts[];
  counts: { part: number; whole: number }[];
}

/**
 * Which systems are connected and how far the district is covered, in one statement. `unit`: only what this unit and all below it have, and, unless
 * `follow` says otherwise, what took over from these. A key of one unit is told of its own; a measure of what the caller may not read is left out.
 */
export async function readCoverage(
  reads: Reads,
  principal: Principal,
  systems: KnownSystems,
  args: CoverageArgs,
  counted: boolean,
): Promise<CoverageReport> {
  demand(principal, 'catalogue.read');
  const shown = measures.filter(({ permission }) => may(principal, permission));
  const limit: Limit = (code) => limited(principal, code, args);
  const counts = shown.map(
    ({ count }) => sql`(select json_build_object('part', c.part, 'whole', c.whole) from (${count(limit)}) c)`,
  );
  const body = sql`select json_build_object('at', now(), 'systems', ${systemFacts(systems.sources, counted)},
    'counts', json_build_array(${sql.join(counts)})) as data`;
  const whole = principal.unit === undefined ? body : withScope(principal.unit, body);
  const facts = (await reads.run(whole)) as unknown as Facts;
  const fresh = freshnessOf(systems, facts.systems, facts.at);
  return {
    at: facts.at,
    systemsConnected: fresh.filter(({ configured, lastDoneAt }) => configured && lastDoneAt !== null).length,
    systemsKnown: fresh.length,
    systems: fresh,
    measures: [
      ...systemMeasures.map((measure) => measured({ ...measure, byUnit: false, ...measure.count(fresh) })),
      ...shown.map((measure, index) => measured({ ...measure, ...(facts.counts[index] ?? NOTHING) })),
    ],
  };
}

const NOTHING = { part: 0, whole: 0 };

function measured({
  code,
  label,
  labelEn,
  target = null,
  byUnit,
  part,
  whole,
}: Pick<Measure, 'code' | 'label' | 'labelEn' | 'byUnit'> & {
  target?: number | null;
  part: number;
  whole: number;
}): CoverageMeasure {
  const reachedPercent = percent(part, whole);
  const reached = reachedPercent === null || target === null ? null : reachedPercent >= target;
  return {
    ...{ code, label, labelEn, target, numerator: part, denominator: whole, percent: reachedPercent },
    ...{ reached, byUnit },
  };
}
