import type { DriftChange, Identity, PortalBehaviour } from '../../simulation/behaviour.js';
import type { SampleProcedure, SampleUnit } from '../../simulation/catalogue.js';
import type { FaultEngine } from '../../simulation/fault-engine.js';
import { type Answer, type Call, isObject, jsonOf } from '../../simulation/http.js';
import { chance, hash32, token } from '../../simulation/random.js';
import { spontaneous } from '../../simulation/spontaneous.js';
import { Downloader } from './downloads.js';
import { ACCEPTED, checkEnvelope, checkTransport, Manner, type Verdict } from './envelope.js';
import { fieldRows, procedureDetail, procedureRow, showNotice, showRecord, unitRow } from './lookups.js';
import type { NationalSimulatorProfile } from './profile.js';
import { seedNational } from './seed.js';
import { NationalState } from './state.js';
import { type WriteContext, write } from './writes.js';

const WRITES = new Set(['DongBoHoSoMC', 'CapNhatTienDoHoSoMC', 'DongBoThongBao']);

interface Parts {
  profile: NationalSimulatorProfile;
  faults: FaultEngine;
  credentials: { username: string; password: string };
  procedures: readonly SampleProcedure[];
  units: readonly SampleUnit[];
}

/** How the national portal behaves towards one call; sockets and transport faults are the server's. */
export class NationalPortal implements PortalBehaviour {
  readonly state = new NationalState();
  readonly alters = 'DonViXuLy';
  readonly downloader: Downloader;
  readonly #parts: Parts;
  readonly #context: WriteContext;
  readonly #agencies: ReadonlySet<string>;
  #logins = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.downloader = new Downloader(this.state, parts.profile.downloads);
    this.#agencies = new Set(parts.units.map((unit) => unit.code));
    this.#context = {
      state: this.state,
      profile: parts.profile,
      faults: parts.faults,
      manner: new Manner(parts.profile, parts.faults.seed),
      procedures: new Map(parts.procedures.map((procedure) => [procedure.code, procedure])),
      downloader: this.downloader,
    };
  }

  identify(call: Call): Identity {
    const { profile } = this.#parts;
    if (call.path === profile.base + profile.loginPath)
      return { service: 'login', keys: [], login: true, write: false };
    const body = this.#body(call);
    const service = isObject(body) ? String(body['service'] ?? '') : '';
    const rows = isObject(body) && Array.isArray(body['data']) ? body['data'] : [body];
    const keys = rows.flatMap((row: unknown) => {
      const key = isObject(row)
        ? (row['MaHoSo'] ?? row['MaThongBao'] ?? row['mahoso'] ?? row['mathongbao'])
        : undefined;
      return typeof key === 'string' ? [key] : [];
    });
    return { service, keys, login: false, write: WRITES.has(service) };
  }

  expire(call: Call, _identity: Identity, how: 'sessionExpired' | 'otherLogin'): Answer | undefined {
    const body = this.#body(call);
    if (isObject(body)) this.state.sessions.delete(String(body['session']));
    // An expiry shows as a code or as HTTP 401, in turn.
    if (how === 'sessionExpired' && call.number % 2 === 0)
      return { status: 401, type: 'text', body: 'Unauthorized' };
    return this.#answer(call, this.#sessionEnded());
  }

  authorise(call: Call, identity: Identity): Answer | undefined {
    const { profile } = this.#parts;
    if (identity.login) return undefined;
    if (call.path !== profile.base + profile.servicePath)
      return { status: 404, type: 'text', body: 'Not Found' };
    const transport = checkTransport(call, profile);
    if (transport) return transport;
    const body = this.#body(call);
    if (body === undefined) return { status: 400, type: 'text', body: 'Bad Request' };
    const session = isObject(body) ? body['session'] : undefined;
    if (typeof session === 'string' && this.state.sessions.has(session)) return undefined;
    return this.#answer(call, this.#sessionEnded());
  }

  busy(call: Call): Answer | undefined {
    return this.#answer(call, { code: this.#parts.profile.codes.busy, message: 'Hệ thống đang bận' });
  }

  otherShape(): unknown {
    return { status: 'OK', data: { received: true } };
  }

  handle(call: Call, identity: Identity): Answer {
    const answer = identity.login ? this.#login(call) : this.#serve(call, identity);
    const code = isObject(answer.body) ? `:${Number(answer.body['error_code'])}` : `:http${answer.status}`;
    this.state.count(identity.service || 'unknown');
    this.state.count((identity.service || 'unknown') + code);
    if (answer.applied?.length)
      spontaneous(this.#parts.faults, call, identity, () => [...this.state.dossiers.keys()], this);
    return answer;
  }

  #login(call: Call): Answer {
    const { profile, credentials } = this.#parts;
    const transport = checkTransport(call, profile);
    if (transport) return transport;
    const body = this.#body(call);
    const given = isObject(body) ? body : {};
    const known = Object.keys(given).every((key) => key === 'username' || key === 'password');
    if (!known || given['username'] !== credentials.username || given['password'] !== credentials.password) {
      return this.#answer(call, { code: profile.codes.wrongLogin, message: 'Sai tài khoản hoặc mật khẩu' });
    }
    if (profile.singleSession) this.state.sessions.clear();
    this.#logins += 1;
    const session = token(this.#parts.faults.seed, 'session', this.#logins, call.number);
    this.state.sessions.set(session, { username: credentials.username, at: this.#now() });
    return {
      status: 200,
      body: { error_code: this.#context.manner.code(call.number, 0), message: ACCEPTED.message, session },
    };
  }

  #serve(call: Call, identity: Identity): Answer {
    const { profile } = this.#parts;
    const body = this.#body(call);
    const envelope = checkEnvelope(body, profile);
    if (envelope || !isObject(body)) return this.#answer(call, envelope ?? ACCEPTED);
    if (!this.#agencies.has(String(body['madonvi']))) {
      return this.#answer(call, { code: profile.codes.agency, message: 'madonvi: không có trong danh mục' });
    }
    if (identity.write) return write(this.#context, call, identity, body);
    return this.#look(call, identity.service, body);
  }

  #look(call: Call, service: string, body: Record<string, unknown>): Answer {
    const { profile, procedures, units } = this.#parts;
    const rows = (result: unknown[]) => this.#answer(call, ACCEPTED, result);
    switch (service) {
      case 'TraCuuHoSo': {
        const key = String(body['mahoso']);
        const shown = showRecord(this.state.dossiers.get(key), key, this.#now(), profile.traceReadBack);
        return shown ? rows([shown]) : this.#unknown(call, key);
      }
      case 'TraCuuThongBao': {
        const key = String(body['mathongbao']);
        const shown = showNotice(this.state.notices.get(key), this.#now());
        return shown ? rows([shown]) : this.#unknown(call, key);
      }
      case 'LayThuTuc': {
        const found = this.#context.procedures.get(String(body['maTTHC']));
        return rows(found ? [procedureDetail(found)] : []);
      }
      case 'LayDanhSachTTHC':
        return rows(procedures.map(procedureRow));
      case 'LayDanhMucCoQuan':
        return rows(units.map(unitRow));
      case 'LayDanhMucLinhVuc':
        return rows(fieldRows(procedures));
      default:
        return this.#techId(call, body);
    }
  }

  #techId(call: Call, body: Record<string, unknown>): Answer {
    const number = String(body['mstorcmnd']);
    if (body['provider'] !== 'wso2is' || !/^(\d{9}|\d{10}|\d{12}|\d{13})$/.test(number)) {
      return this.#answer(call, {
        code: this.#parts.profile.codes.value,
        message: 'provider, mstorcmnd: không hợp lệ',
      });
    }
    // Not everybody has an account.
    const has = chance('techid', number) < 0.8;
    return this.#answer(call, ACCEPTED, has ? [{ TECHNICALID: token('techid', number) }] : []);
  }

  #unknown(call: Call, key: string): Answer {
    const { unknownLookup, codes } = this.#parts.profile;
    const asCode = unknownLookup === 'notFound' || (unknownLookup === 'alternate' && hash32(key) % 2 === 0);
    return asCode
      ? this.#answer(call, { code: codes.notFound, message: 'Không tìm thấy' })
      : this.#answer(call, ACCEPTED, []);
  }

  inspect(part: string, offset: number, limit: number): unknown {
    const shown = this.state.inspect(part, offset, limit);
    // Links are fetched after the answer: whoever compares the files has to know when that is over.
    return part === 'summary' && isObject(shown)
      ? { ...shown, pendingDownloads: this.downloader.pending }
      : shown;
  }

  reset(): void {
    this.state.reset();
  }

  seed(given: Record<string, unknown>): string[] {
    return seedNational(this.#context, given);
  }

  drift(change: DriftChange): boolean {
    return this.state.drift(change, this.#now());
  }

  #sessionEnded(): Verdict {
    return { code: this.#parts.profile.codes.sessionExpired, message: 'Phiên làm việc đã hết hạn' };
  }

  #answer(call: Call, verdict: Verdict, result?: unknown[]): Answer {
    return this.#context.manner.answer(call, verdict, result);
  }

  #now(): number {
    return this.#parts.faults.clock.now();
  }

  readonly #parsed = new WeakMap<Call, { value: unknown }>();

  /** The body as JSON, decoded once a call. */
  #body(call: Call): unknown {
    const known = this.#parsed.get(call);
    if (known) return known.value;
    const value = jsonOf(call.body);
    this.#parsed.set(call, { value });
    return value;
  }
}
