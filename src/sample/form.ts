import type { Json } from '../domain/canonical.js';
import { HOUR } from './calendar.js';
import type { Random } from './random.js';

/** A raw record as a source writes it. */
export type RawForm = { [key: string]: Json | undefined };

/** How one desk's program writes times, numbers and flags; all of it is allowed, so all of it is shown. */
export interface Style {
  time(at: number): string;
  time(at: number | undefined): string | undefined;
  /** A date without a time. */
  day(at: number): string;
  number(value: number): Json;
  flag(value: boolean): Json;
}

const pad = (value: number) => String(value).padStart(2, '0');

interface Local {
  year: string;
  month: string;
  day: string;
  clock: string;
}

function local(at: number): Local {
  const there = new Date(at + 7 * HOUR);
  return {
    year: String(there.getUTCFullYear()),
    month: pad(there.getUTCMonth() + 1),
    day: pad(there.getUTCDate()),
    clock: `${pad(there.getUTCHours())}:${pad(there.getUTCMinutes())}:${pad(there.getUTCSeconds())}`,
  };
}

const TIMES: readonly (readonly [(at: Local) => string, number])[] = [
  [({ year, month, day, clock }) => `${year}-${month}-${day}T${clock}+07:00`, 70],
  [({ year, month, day, clock }) => `${year}-${month}-${day} ${clock}`, 12],
  [({ year, month, day, clock }) => `${day}/${month}/${year} ${clock}`, 12],
  [({ year, month, day, clock }) => `${year}${month}${day}${clock.replaceAll(':', '')}`, 6],
];
const FLAGS: readonly ((value: boolean) => Json)[] = [
  (value) => value,
  (value) => (value ? 1 : 0),
  (value) => (value ? '1' : '0'),
  (value) => String(value),
];

export function styleOf(random: Random): Style {
  const write = random.weighted(TIMES);
  const slashes = random.chance(0.3);
  const asText = random.chance(0.4);
  const flag = random.pick(FLAGS);
  function time(at: number): string;
  function time(at: number | undefined): string | undefined;
  function time(at: number | undefined): string | undefined {
    return at === undefined ? undefined : write(local(at));
  }
  return {
    time,
    day: (at) => {
      const { year, month, day } = local(at);
      return slashes ? `${day}/${month}/${year}` : `${year}-${month}-${day}`;
    },
    number: (value) => (asText ? String(value) : value),
    flag,
  };
}

/** Leaves out what is absent; sources write absent as nothing, `""` or `null`, and mean the same. */
export function form(values: RawForm): RawForm {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
