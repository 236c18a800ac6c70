import type { Cpu } from '../push/setting.js';

/** One side's way with one file. */
export interface Measured {
  records: number;
  /** From its start to its end: of the hub the whole process, of COPY its two statements. */
  ms: number;
  /** Most resident memory: of the hub its process, of COPY its session at the server. */
  peakKib: number;
  /** Absent where the system does not tell. */
  cpu?: Omit<Cpu, 'simulators'>;
}
