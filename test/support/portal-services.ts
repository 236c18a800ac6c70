import { createHash } from 'node:crypto';
import { SAMPLE_PROCEDURES, SAMPLE_UNITS } from '../../src/connectors/portals/simulation/catalogue.js';
import {
  type Account,
  type Catalogue,
  type FileHandle,
  type FileProblem,
  type Files,
  type KeptFile,
  LoginRefused,
  type NewSession,
  type PortalServices,
  type RateGate,
  type Session,
  type Sessions,
} from '../../src/domain/ports.js';
import { type Clock, systemClock } from '../../src/domain/time.js';

/** Sessions in memory: one login at a time for each account, those who wait get its result. Counts logins. */
export class FakeSessions implements Sessions {
  logins = 0;
  private readonly held = new Map<string, Session>();
  private readonly renewing = new Map<string, Promise<Session>>();
  private readonly refused = new Map<string, LoginRefused>();

  async current({ id }: Account): Promise<Session | undefined> {
    return this.held.get(id);
  }

  renew({ id }: Account, stale: number | undefined, login: () => Promise<NewSession>): Promise<Session> {
    const refusal = this.refused.get(id);
    if (refusal) return Promise.reject(refusal);
    const held = this.held.get(id);
    if (held && held.generation > (stale ?? 0)) return Promise.resolve(held);
    const under = this.renewing.get(id);
    if (under) return under;
    const renewal = this.logIn(id, held?.generation ?? 0, login).finally(() => this.renewing.delete(id));
    this.renewing.set(id, renewal);
    return renewal;
  }

  /** As if five minutes had passed since a refusal. */
  forgive(): void {
    this.refused.clear();
  }

  private async logIn(id: string, generation: number, login: () => Promise<NewSession>): Promise<Session> {
    this.logins += 1;
    try {
      const session = { ...(await login()), generation: generation + 1 };
      this.held.set(id, session);
      return session;
    } catch (error) {
      if (error instanceof LoginRefused) this.refused.set(id, error);
      throw error;
    }
  }
}

/** Lets everything pass and counts. */
export class FakeRate implements RateGate {
  taken = 0;

  async take(_account: Account, _requestsPerSecond: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.taken += 1;
  }
}

/** Files by reference; one that is not there has the problem given, or `FILE_UNAVAILABLE`. Each link has a new signature. */
export class FakeFiles implements Files {
  readonly kept: FileHandle[] = [];
  private signature = 0;

  constructor(
    readonly contents: Map<string, Buffer> = new Map(),
    readonly problems: Map<string, FileProblem['reason']> = new Map(),
  ) {}

  async keep(handle: FileHandle, maxBytes = Number.POSITIVE_INFINITY): Promise<KeptFile | FileProblem> {
    this.kept.push(handle);
    const content = this.contents.get(handle.reference);
    const problem = this.problems.get(handle.reference);
    if (problem !== undefined) return { ok: false, reason: problem, message: 'planted' };
    if (!content) return { ok: false, reason: 'FILE_UNAVAILABLE', message: 'no such file' };
    if (content.length > maxBytes) return { ok: false, reason: 'FILE_TOO_LARGE', message: 'too large' };
    return { ok: true, sha256: sha256(content), bytes: content.length, mediaType: 'application/pdf' };
  }

  async read(file: KeptFile): Promise<Buffer> {
    const content = [...this.contents.values()].find((each) => sha256(each) === file.sha256);
    if (!content) throw new Error('never kept');
    return content;
  }

  async link({ subjectId, reference }: FileHandle): Promise<string> {
    this.signature += 1;
    const name = sha256(Buffer.from(`${subjectId} ${reference}`)).slice(0, 16);
    return `http://127.0.0.1:4000/files/${name}?signature=${this.signature}`;
  }
}

export interface FakeServices extends PortalServices {
  sessions: FakeSessions;
  rate: FakeRate;
  warnings: string[];
}

export function fakePortalServices(clock: Clock = systemClock): FakeServices {
  const warnings: string[] = [];
  return {
    sessions: new FakeSessions(),
    rate: new FakeRate(),
    clock,
    warnings,
    warn: (message) => warnings.push(message),
  };
}

/** The catalogue that the simulators serve too. */
export const sampleCatalogue: Catalogue = {
  version: 'sample',
  procedure(code) {
    const found = SAMPLE_PROCEDURES.find((procedure) => procedure.code === code);
    return found && { ...found, noDueTime: found.noDueTime === true };
  },
  unit: (code) => SAMPLE_UNITS.find((unit) => unit.code === code),
};

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
