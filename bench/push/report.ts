import type { RecordedCall } from './recorder.js';
import { bothOf, type Cpu, type Measured, type PortalCode } from './setting.js';

export type Owed = Record<PortalCode, number>;

/** One paired round: the bare loop, the hub at portals known to be empty, and the hub that looks first everywhere. */
export interface Round {
  loop: Measured;
  hub: Measured;
  adoption: Measured;
}

interface Spread {
  median: number;
  least: number;
  most: number;
}

/** Of one portal or both: deliveries a second, and the hub's share of the loop's, pair by pair. */
export interface Line {
  what: PortalCode | 'both';
  deliveries: number;
  calls: number;
  loop: Spread;
  hub: Spread;
  ratio: Spread;
  adoption: Spread;
  adoptionRatio: Spread;
}

export function summaryOf(rounds: readonly Round[], owed: Owed, calls: readonly RecordedCall[]): Line[] {
  return (['national', 'provincial', 'both'] as const).map((what) => {
    const deliveries = what === 'both' ? owed.national + owed.provincial : owed[what];
    const msOf = (side: Measured) => (what === 'both' ? bothOf(side) : side.ms[what]);
    const rates = (side: keyof Round) =>
      spread(rounds.map((round) => (deliveries * 1_000) / msOf(round[side])));
    const ratio = (side: keyof Round) => spread(rounds.map((round) => msOf(round.loop) / msOf(round[side])));
    return {
      what,
      deliveries,
      calls: calls.filter(({ portal }) => what === 'both' || portal === what).length,
      loop: rates('loop'),
      hub: rates('hub'),
      ratio: ratio('hub'),
      adoption: rates('adoption'),
      adoptionRatio: ratio('adoption'),
    };
  });
}

export function rowsOf(lines: readonly Line[]): { head: string[]; rows: (string | number)[][] } {
  return {
    head: ['', 'deliveries', 'calls', 'loop /s', 'hub /s', 'ratio', 'adopting /s', 'ratio'],
    rows: lines.map((line) => [
      line.what,
      line.deliveries,
      line.calls,
      told(line.loop, 0),
      told(line.hub, 0),
      told(line.ratio, 2),
      told(line.adoption, 0),
      told(line.adoptionRatio, 2),
    ]),
  };
}

/** Processor time a delivery: what is left of the difference when nothing has to wait. Medians. */
export function cpuRowsOf(rounds: readonly Round[], owed: Owed): { head: string[]; rows: string[][] } {
  const deliveries = owed.national + owed.provincial;
  const head = ['CPU ms a delivery', 'process', 'simulators', 'PostgreSQL', 'together', 'ratio'];
  const of = (side: keyof Round, part: (cpu: Cpu) => number): number | undefined => {
    const values = rounds.flatMap((round) => (round[side].cpu ? [part(round[side].cpu)] : []));
    return values.length > 0 ? spread(values).median / deliveries : undefined;
  };
  const all = ({ process, simulators, postgres }: Cpu) => process + simulators + postgres;
  const loop = of('loop', all);
  const rows = (['loop', 'hub', 'adoption'] as const).flatMap((side) => {
    const [mine, simulators, postgres, together] = [
      of(side, (cpu) => cpu.process),
      of(side, (cpu) => cpu.simulators),
      of(side, (cpu) => cpu.postgres),
      of(side, all),
    ];
    if (loop === undefined || mine === undefined || together === undefined) return [];
    const cells = [mine, simulators ?? 0, postgres ?? 0, together, loop / together];
    return [[side, ...cells.map((value) => value.toFixed(2))]];
  });
  return { head, rows };
}

function told({ median, least, most }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median =
    sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return { median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}
