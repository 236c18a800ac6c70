import { SAMPLE_PROCEDURES, type SampleProcedure } from '../connectors/portals/simulation/catalogue.js';
import type { DossierState } from '../domain/states.js';
import { addWorking, DAY, HOUR, MINUTE, nextOpen, startOfDay, termOf } from './calendar.js';
import { EVENTS, type EventKind, eventsOf } from './events.js';
import { Random } from './random.js';
import { placeOf, REFORM_DAY, type UnitPlace } from './units.js';

export interface PlannedEvent {
  kind: EventKind;
  state: DossierState;
  at: number;
}

/** Changes of a dossier that had to be looked at twice: kept and flagged, or legal only on a condition. */
export type Special = 'reopened' | 'corrected' | 'handedInAgain' | 'deskCorrection' | 'backDated';

/** One dossier's life as it will be told; times in ms. */
export interface DossierPlan {
  index: number;
  code: string;
  procedure: SampleProcedure;
  channel: 1 | 2 | 3;
  place: UnitPlace;
  /** In the order in which they became known; only a back-dated one is not in the order of time. */
  events: PlannedEvent[];
  /** How many of them the first file tells; fewer than all: an update tells the rest. */
  first: number;
  special: Special | undefined;
}

const ALL_STATES: readonly DossierState[] = [10, 9, 4, 2, 1, 3, 5, 6, 7, 8];
const STATE_WEIGHTS: readonly (readonly [DossierState, number])[] = [
  ...([
    [10, 45],
    [9, 12],
    [4, 18],
    [2, 6],
    [5, 5],
    [6, 3],
    [1, 3],
    [3, 3],
    [7, 3],
    [8, 2],
  ] as const),
];
/** Half of a district's dossiers are certified copies. */
const POPULAR: Readonly<Record<string, number>> = {
  '2.000815': 14,
  '1.001193': 3,
  '2.000635': 3,
  '2.000884': 3,
};
const OPEN = new Set<DossierState>([1, 2, 4, 5, 6]);

const FIRST_DAY = '2025-01-06';
const LAST_OLD_DAY = '2025-06-20';
const UPDATED = 0.1;

/** The life of dossier `index`; depends on nothing but its arguments. `now` in ms: nothing happens after it. */
export function planDossier(seed: string | number, index: number, now: number): DossierPlan {
  const random = new Random(seed, 'dossier', index);
  const special = specialOf(index);
  const procedure = procedureOf(index, random);
  const last = lastState(index, special, random);
  // Withdrawn before it was received, refused, registered: only what came over the network has that.
  const online =
    special === undefined ? last === 1 || last === 3 || random.chance(0.35) : special === 'handedInAgain';
  const channel = online ? 2 : random.chance(0.12) ? 3 : 1;
  const kinds = kindsOf(last, special, online, procedure.fee > 0, random);
  const events = timed(kinds, procedure, last, special, now, random);
  const start = events.find(({ kind }) => kind === 'receive') ?? events[0];
  const at = start?.at ?? now;
  const first = firstTold(events, special, random);
  if (special === 'backDated') addBackDated(events);
  else if (first === events.length && index % 150 === 11) levelTwo(events);
  return {
    index,
    code: codeOf(index, at),
    procedure,
    channel,
    place: placeOf(index, procedure, at, OPEN.has(last)),
    events,
    first,
    special,
  };
}

function specialOf(index: number): Special | undefined {
  if (index % 200 === 57) return 'backDated';
  const specials: Readonly<Record<number, Special>> = {
    7: 'reopened',
    107: 'corrected',
    207: 'handedInAgain',
    307: 'deskCorrection',
  };
  return specials[index % 400];
}

/** The first 160 dossiers show each state with each procedure; after them it is as in life. */
function lastState(index: number, special: Special | undefined, random: Random): DossierState {
  const drawn = random.weighted(STATE_WEIGHTS);
  switch (special) {
    case 'reopened':
      return 9;
    case 'corrected':
    case 'backDated':
      return 10;
    case 'handedInAgain':
      return 3;
    case 'deskCorrection':
      return 2;
    case undefined:
      return index < 160 ? (ALL_STATES[index % ALL_STATES.length] ?? drawn) : drawn;
  }
}

function procedureOf(index: number, random: Random): SampleProcedure {
  const drawn = random.weighted(SAMPLE_PROCEDURES.map((each) => [each, POPULAR[each.code] ?? 1] as const));
  const shown = SAMPLE_PROCEDURES[Math.floor(index / ALL_STATES.length) % SAMPLE_PROCEDURES.length];
  return index < 160 && shown ? shown : drawn;
}

function kindsOf(
  last: DossierState,
  special: Special | undefined,
  online: boolean,
  hasFee: boolean,
  random: Random,
): EventKind[] {
  if (special === 'reopened') return ['receive', 'assign', 'work', 'finish', 'reopen'];
  if (special === 'corrected') return ['receive', 'assign', 'work', 'finish', 'return', 'correct'];
  if (special === 'backDated') return ['receive', 'assign', 'work', 'finish', 'return'];
  if (special === 'handedInAgain') return ['submit', 'check', 'refuse', 'receive'];
  if (special === 'deskCorrection') return ['receive', 'forward', 'forward', 'refuse'];
  return eventsOf(last, online, hasFee, random);
}

/** Places the events in office hours, moving the whole dossier back until all of them lie before `now`. */
function timed(
  kinds: readonly EventKind[],
  procedure: SampleProcedure,
  last: DossierState,
  special: Special | undefined,
  now: number,
  random: Random,
): PlannedEvent[] {
  const term = termOf(procedure.term);
  const late = random.chance(0.15);
  const pace = term * (late ? 1.1 + random.next() : 0.25 + 0.7 * random.next());
  const shares = kinds.map((kind) => EVENTS[kind].weight * (0.6 + 0.8 * random.next()));
  const sum = shares.reduce((total, share) => total + share, 0) || 1;
  let start = startOf(OPEN.has(last), term, now, random);
  for (;;) {
    const events = placed(kinds, special, start, (index) => ((shares[index] ?? 0) / sum) * pace);
    const end = Math.max(...events.map(({ at }) => at)) + HOUR;
    if (end <= now) return events;
    start -= end - now + random.int(0, 48) * HOUR;
  }
}

function placed(
  kinds: readonly EventKind[],
  special: Special | undefined,
  start: number,
  pause: (index: number) => number,
): PlannedEvent[] {
  // A desk's correction is made on the day of reception.
  const sameDay = special === 'deskCorrection';
  let at = sameDay ? nextOpen(startOfDay(nextOpen(start))) + 20 * MINUTE : start;
  return kinds.map((kind, index) => {
    if (index > 0) at = sameDay ? at + 20 * MINUTE : addWorking(at, Math.max(pause(index), 5 * MINUTE));
    else if (kind !== 'submit' && !sameDay) at = nextOpen(at);
    at = Math.floor(at / 1000) * 1000;
    return { kind, state: EVENTS[kind].state, at };
  });
}

/** Open dossiers are young, some overdue, a few left over from before the reform; the others spread over the whole time. */
function startOf(open: boolean, term: number, now: number, random: Random): number {
  const reform = startOfDay(REFORM_DAY);
  const firstDay = Math.min(startOfDay(FIRST_DAY), now - 180 * DAY);
  const lastOldDay = Math.min(startOfDay(LAST_OLD_DAY), now);
  const old = random.chance(open ? 0.1 : 0.45) || now < reform + DAY;
  const within = random.int(0, 23) * HOUR + random.int(0, 3599) * 1000;
  if (open && !(old && now >= reform + DAY)) {
    const calendarTerm = (term / (8 * HOUR)) * 1.4 * DAY;
    const age = random.chance(0.3) ? 1.2 + 2 * random.next() : 0.1 + 0.8 * random.next();
    return now - age * Math.max(calendarTerm, 2 * DAY);
  }
  const [from, to] = old ? [firstDay, lastOldDay] : [reform, now];
  return from + Math.floor(((to - from) * random.next()) / DAY) * DAY + within;
}

/** How many events the first file tells. Updates come to about a tenth, and wherever an update is the point. */
function firstTold(events: readonly PlannedEvent[], special: Special | undefined, random: Random): number {
  const drawn = random.chance(UPDATED) ? random.int(1, events.length - 1) : events.length;
  if (special === undefined) return drawn;
  return special === 'backDated' ? events.length : events.length - 1;
}

/** The update adds an entry that lies before others that were told already. */
function addBackDated(events: PlannedEvent[]): void {
  const [, before, after] = events;
  if (!before || !after) return;
  const at = Math.floor((before.at + after.at) / 2000) * 1000;
  events.push({ kind: 'work', state: EVENTS.work.state, at });
}

/** Two entries at one time, by different people. */
function levelTwo(events: PlannedEvent[]): void {
  const review = events.findIndex(({ kind }) => kind === 'review');
  const before = events[review - 1];
  const found = events[review];
  if (before && found) found.at = before.at;
}

function codeOf(index: number, at: number): string {
  const day = new Date(at + 7 * HOUR).toISOString().slice(2, 10).replaceAll('-', '');
  // Some desks still write the agency in its older form.
  const agency = index % 200 === 121 ? '000.00.14.H56' : 'H56.14';
  return `${agency}-${day}-${String(index + 1).padStart(4, '0')}`;
}
