import { type NationalSimulator, startNationalSimulator } from '../national/simulator/index.js';
import { type ProvincialSimulator, startProvincialSimulator } from '../provincial/simulator/index.js';
import type { FaultRule } from './fault-kinds.js';
import { FAULTS } from './fault-kinds.js';
import { parseFaults } from './fault-text.js';

export { FAULTS, type FaultKind, type FaultRule } from './fault-kinds.js';
export { FaultTextError, parseFaults } from './fault-text.js';

/** What `lienthong simulate` takes. */
export interface SimulationOptions {
  /** 0 or absent: a free port. */
  nationalPort?: number;
  provincialPort?: number;
  /** Rules, or their text: JSON, a file of it, or `status500:0.05,timeoutAfterApply:0.01`. */
  faults?: string | readonly FaultRule[];
  seed?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Whether the national portal fetches the file links that it is given. Default false. */
  downloads?: boolean;
}

export interface Simulation {
  national: NationalSimulator;
  provincial: ProvincialSimulator;
  close(): Promise<void>;
}

/**
 * Starts both portals; prints nothing. Each gets the faults that it can play. Throws {@link FaultTextError} for faults that
 * cannot be read, and what `listen` throws for a port that is taken.
 */
export async function runSimulators(options: SimulationOptions = {}): Promise<Simulation> {
  const rules = typeof options.faults === 'string' ? parseFaults(options.faults) : (options.faults ?? []);
  const common = { seed: options.seed ?? 1, ...(options.host !== undefined && { host: options.host }) };
  const national = await startNationalSimulator({
    ...common,
    port: options.nationalPort ?? 0,
    faults: rules.filter((rule) => plays(rule, 'national')),
    profile: { downloads: options.downloads ?? false },
  });
  try {
    const provincial = await startProvincialSimulator({
      ...common,
      port: options.provincialPort ?? 0,
      faults: rules.filter((rule) => plays(rule, 'provincial')),
    });
    const close = async () => {
      await Promise.all([national.close(), provincial.close()]);
    };
    return { national, provincial, close };
  } catch (error) {
    await national.close();
    throw error;
  }
}

function plays(rule: FaultRule, portal: 'national' | 'provincial'): boolean {
  const scope = FAULTS.find((fault) => fault.kind === rule.kind)?.scope;
  return scope === 'both' || scope === portal;
}
