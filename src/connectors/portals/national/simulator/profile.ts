import type { SampleProcedure, SampleUnit } from '../../simulation/catalogue.js';
import type { SimClock } from '../../simulation/fault-engine.js';
import type { FaultRule } from '../../simulation/fault-kinds.js';
import type { ServerOptions } from '../../simulation/server.js';

/** How a batch with a bad item is answered (national portal contract, section 3). */
export type BatchBehaviour = 'atomic' | 'listed' | 'silentPart';

/** What the contract leaves to a deployment, with the contract's own defaults. */
export interface NationalSimulatorProfile {
  base: string;
  loginPath: string;
  servicePath: string;
  /** Where the routing code must stand. `none`: it is not looked at. */
  dstcodeIn: 'header' | 'query' | 'both' | 'none';
  /** The only code that is routed; absent: any. */
  dstcode?: string;
  /** Whether `Accept`, `Content-Type` and `Charset` must be as in section 1. */
  strictHeaders: boolean;
  codes: {
    alreadyExists: number;
    notFound: number;
    sessionExpired: number;
    busy: number;
    wrongLogin: number;
    envelope: number;
    missing: number;
    value: number;
    unknownKey: number;
    procedure: number;
    agency: number;
    batch: number;
    refused: number;
  };
  /** How `error_code` is written: as text, as a number, or in turn. */
  errorCodes: 'string' | 'number' | 'alternate';
  /** How a look-up of an unknown dossier is answered: code 0 with `[]`, the code `notFound`, or in turn. */
  unknownLookup: 'empty' | 'notFound' | 'alternate';
  /** A login ends the same user's session before it. */
  singleSession: boolean;
  maxBatch: number;
  maxBatchBytes: number;
  traceBatch: number;
  traceReadBack: boolean;
  /** `TenTTHC`, `MaLinhVuc`, `TenLinhVuc` must be the catalogue's. */
  checkNames: boolean;
  /** Whether notices have services at all. */
  notices: boolean;
  batch: { records: BatchBehaviour; traces: BatchBehaviour; notices: BatchBehaviour };
  /** Really fetches each file link that it is given and keeps status and SHA-256. */
  downloads: boolean;
}

export const NATIONAL_SIMULATOR_PROFILE: NationalSimulatorProfile = {
  base: '/VXPAdapter/RestService/forward',
  loginPath: '/mapi/login',
  servicePath: '/mapi/g',
  dstcodeIn: 'both',
  strictHeaders: true,
  codes: {
    alreadyExists: 3,
    notFound: -3,
    sessionExpired: -2,
    busy: -9,
    wrongLogin: -1,
    envelope: 10,
    missing: 11,
    value: 12,
    unknownKey: 13,
    procedure: 14,
    agency: 15,
    batch: 16,
    refused: 17,
  },
  errorCodes: 'alternate',
  unknownLookup: 'alternate',
  singleSession: true,
  maxBatch: 50,
  maxBatchBytes: 4_000_000,
  traceBatch: 10,
  traceReadBack: true,
  checkNames: true,
  notices: true,
  batch: { records: 'atomic', traces: 'atomic', notices: 'atomic' },
  downloads: false,
};

/** What `startNationalSimulator` takes; every part has a default. */
export interface NationalSimulatorOptions extends ServerOptions {
  seed?: number;
  faults?: readonly FaultRule[];
  profile?: Partial<NationalSimulatorProfile>;
  credentials?: { username: string; password: string };
  procedures?: readonly SampleProcedure[];
  units?: readonly SampleUnit[];
  /** Time for lags and windows. Default the machine's. */
  clock?: SimClock;
}
