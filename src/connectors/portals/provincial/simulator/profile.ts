import type { SampleProcedure, SampleUnit } from '../../simulation/catalogue.js';
import type { SimClock } from '../../simulation/fault-engine.js';
import type { FaultRule } from '../../simulation/fault-kinds.js';
import type { ServerOptions } from '../../simulation/server.js';

/** What the contract leaves to a deployment, with the contract's own defaults. */
export interface ProvincialSimulatorProfile {
  tokenPath: string;
  adapterPath: string;
  contentPath: string;
  /** What an accepted write answers: `Status` 1, 200, or in turn. */
  accepted: 'one' | 'twoHundred' | 'alternate';
  /** What a dossier answers that is sent again unchanged; `alreadyExists` writes nothing. */
  identicalResend: 'accepted' | 'alreadyExists';
  statuses: { refused: number; alreadyExists: number; busy: number; unknown: number };
  /** How long a token is good for, seconds. */
  tokenSeconds: number;
  traceReadBack: boolean;
  /** Largest attachment, bytes once decoded. */
  maxAttachment: number;
  /** What stands for a date before its event. */
  absentDate: 'omit' | 'empty' | 'zero';
  /** Keys that this deployment wants of every dossier beside those that each has (`Phone`, `ApplicantsId`). */
  required: readonly string[];
  channels: readonly string[];
  articleStates: readonly string[];
}

export const PROVINCIAL_SIMULATOR_PROFILE: ProvincialSimulatorProfile = {
  tokenPath: '/token',
  adapterPath: '',
  contentPath: '',
  accepted: 'alternate',
  identicalResend: 'accepted',
  statuses: { refused: 0, alreadyExists: 409, busy: 503, unknown: 404 },
  tokenSeconds: 3600,
  traceReadBack: true,
  maxAttachment: 10_485_760,
  absentDate: 'omit',
  required: [],
  channels: [
    'Pháp luật',
    'Chính sách',
    'Thủ tục hành chính',
    'Quy trình',
    'Dự án đầu tư',
    'Đấu thầu, mua sắm',
    'Hoạt động',
  ],
  articleStates: ['Bản nháp', 'Chờ duyệt', 'Đã đăng', 'Đã gỡ'],
};

/** What `startProvincialSimulator` takes; every part has a default. */
export interface ProvincialSimulatorOptions extends ServerOptions {
  seed?: number;
  faults?: readonly FaultRule[];
  profile?: Partial<ProvincialSimulatorProfile>;
  credentials?: { clientId: string; clientSecret: string };
  procedures?: readonly SampleProcedure[];
  units?: readonly SampleUnit[];
  /** Time for lags, windows and tokens. Default the machine's. */
  clock?: SimClock;
}
