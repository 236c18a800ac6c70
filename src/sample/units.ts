import {
  SAMPLE_UNITS,
  type SampleProcedure,
  type SampleUnit,
} from '../connectors/portals/simulation/catalogue.js';
import { startOfDay } from './calendar.js';

/** The first day without a district tier (resolution 1686/NQ-UBTVQH15). */
export const REFORM_DAY = '2025-07-01';

/** Who received a dossier and who works on it. */
export interface UnitPlace {
  receiving: SampleUnit;
  processing: SampleUnit | undefined;
}

const OFFICES = SAMPLE_UNITS.filter((unit) => unit.level === 'PHONG_BAN');
const OLD_COMMUNES = SAMPLE_UNITS.filter((unit) => unit.level === 'XA' && unit.validTo !== undefined);
const NEW_COMMUNES = SAMPLE_UNITS.filter((unit) => unit.level === 'XA' && unit.validTo === undefined);

/** By field of work, what a word in the office's name is. */
const OFFICE_OF_FIELD: Readonly<Record<string, string>> = {
  'G15-TP02': 'Tư pháp',
  'G15-TP08': 'Tư pháp',
  'G05-KH04': 'Tài chính',
  'G10-NN07': 'Nông nghiệp',
};

/**
 * The unit that received a dossier at `at` (ms): the district's offices or one of 21 communes until 30 June 2025, one of the six
 * communes since. What was still open then is worked on by the successor. Goes round, so that every unit has its share.
 */
export function placeOf(index: number, procedure: SampleProcedure, at: number, open: boolean): UnitPlace {
  if (at >= startOfDay(REFORM_DAY)) return { receiving: turn(NEW_COMMUNES, index), processing: undefined };
  const byDistrict =
    !procedure.levels.includes('XA') || (procedure.levels.includes('HUYEN') && index % 4 === 0);
  const receiving = turn(byDistrict ? OFFICES : OLD_COMMUNES, index);
  if (open)
    return { receiving, processing: SAMPLE_UNITS.find(({ code }) => code === receiving.successors[0]) };
  const word = OFFICE_OF_FIELD[procedure.fieldCode];
  const office = byDistrict && word ? OFFICES.find(({ name }) => name.includes(word)) : undefined;
  return { receiving, processing: office === receiving ? undefined : office };
}

/** The six communes since the reform. */
export function currentCommunes(): readonly SampleUnit[] {
  return NEW_COMMUNES;
}

/** The unit that publishes notices at `at`. */
export function publisherAt(index: number, at: number): SampleUnit {
  return at >= startOfDay(REFORM_DAY) ? turn(NEW_COMMUNES, index) : turn(OFFICES.slice(0, 1), index);
}

function turn(units: readonly SampleUnit[], index: number): SampleUnit {
  const unit = units[index % units.length];
  if (!unit) throw new RangeError('the catalogue has no such units');
  return unit;
}
