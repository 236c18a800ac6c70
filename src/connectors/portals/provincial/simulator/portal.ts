import type { DriftChange, Identity, PortalBehaviour } from '../../simulation/behaviour.js';
import type { SampleProcedure, SampleUnit } from '../../simulation/catalogue.js';
import type { FaultEngine } from '../../simulation/fault-engine.js';
import { type Answer, type Call, isObject, jsonOf } from '../../simulation/http.js';
import { guid } from '../../simulation/random.js';
import { spontaneous } from '../../simulation/spontaneous.js';
import { Content, type Named, notFound, pageOf } from './content.js';
import { DocumentChecks } from './documents.js';
import { DocumentService } from './documents-service.js';
import type { ProvincialSimulatorProfile } from './profile.js';
import { type Route, routeOf } from './routes.js';
import { seedProvincial } from './seed.js';
import { ProvincialState } from './state.js';
import { bearerOf, issueToken, unauthorised } from './tokens.js';
import { upload } from './uploads.js';

/** Services that answer an `MResult`, and so can say busy in it. */
const WITH_RESULT = new Set(['SyncDocument', 'UpdateDocumentTraces', 'Statistic', 'Vote']);

interface Parts {
  profile: ProvincialSimulatorProfile;
  faults: FaultEngine;
  credentials: { clientId: string; clientSecret: string };
  procedures: readonly SampleProcedure[];
  units: readonly SampleUnit[];
}

/** How the provincial portal behaves towards one call; sockets and transport faults are the server's. */
export class ProvincialPortal implements PortalBehaviour {
  readonly alters = 'ProcessingOrganName';
  readonly state = new ProvincialState();
  readonly channels: readonly Named[];
  readonly articleStates: readonly Named[];
  readonly #parts: Parts;
  readonly #checks: DocumentChecks;
  readonly #documents: DocumentService;
  readonly #content: Content;
  readonly #routes = new WeakMap<Call, Route>();

  constructor(parts: Parts) {
    const { profile, faults, procedures, units } = parts;
    this.#parts = parts;
    this.channels = profile.channels.map((name) => ({ id: guid('channel', name), name }));
    this.articleStates = profile.articleStates.map((name) => ({ id: guid('state', name), name }));
    this.#checks = new DocumentChecks(
      profile,
      new Set(procedures.map((procedure) => procedure.code)),
      new Set(units.map((unit) => unit.code)),
    );
    this.#documents = new DocumentService({ state: this.state, faults, profile, checks: this.#checks });
    this.#content = new Content({
      state: this.state,
      faults,
      channels: this.channels,
      articleStates: this.articleStates,
    });
  }

  identify(call: Call): Identity {
    const route = this.#route(call);
    const body = call.method === 'GET' || route.service === 'UploadFile' ? undefined : jsonOf(call.body);
    const given = isObject(body) ? body : {};
    const reference = /\[[^\]]+\]$/.exec(String(given['NguonTin'] ?? ''))?.[0];
    const keys = [
      reference,
      given['DocCode'],
      given['SoKyHieu'],
      given['TieuDe'],
      route.id,
      given['OrganizationInchargeIdlevel1'],
    ];
    return {
      service: route.service,
      keys: keys.filter((key) => typeof key === 'string'),
      login: route.service === 'token',
      write: call.method !== 'GET' && route.service !== 'token',
    };
  }

  expire(call: Call): Answer {
    this.state.tokens.delete(bearerOf(call) ?? '');
    return unauthorised();
  }

  authorise(call: Call, identity: Identity): Answer | undefined {
    if (identity.login) return undefined;
    const ends = this.state.tokens.get(bearerOf(call) ?? '');
    return ends !== undefined && this.#now() < ends ? undefined : unauthorised();
  }

  busy(call: Call, identity: Identity): Answer | undefined {
    if (!WITH_RESULT.has(identity.service) || call.method === 'GET') return undefined;
    return this.#documents.result(call, this.#parts.profile.statuses.busy, 'Hệ thống đang bận');
  }

  otherShape(identity: Identity): unknown {
    return WITH_RESULT.has(identity.service) ? { code: 'OK', success: true } : { items: [], ok: true };
  }

  async handle(call: Call, identity: Identity): Promise<Answer> {
    const answer = await this.#serve(call, identity);
    const status =
      isObject(answer.body) && 'Status' in answer.body
        ? String(answer.body['Status'])
        : `http${answer.status}`;
    this.state.count(identity.service || 'unknown');
    this.state.count(`${identity.service || 'unknown'}:${status}`);
    if (answer.applied?.length)
      spontaneous(this.#parts.faults, call, identity, () => [...this.state.dossiers.keys()], this);
    return answer;
  }

  #serve(call: Call, identity: Identity): Answer | Promise<Answer> {
    const { credentials, faults, profile } = this.#parts;
    const route = this.#route(call);
    const where = { path: call.path, service: identity.service, keys: identity.keys };
    switch (route.kind) {
      case 'token':
        return issueToken(call, this.state, credentials, faults.seed, this.#now(), profile.tokenSeconds);
      case 'write':
        return this.#documents.write(call, identity);
      case 'document':
        return this.#documents.document(route.id ?? '');
      case 'statistic':
        return this.#documents.statistic(call);
      case 'upload':
        return upload(call, this.state);
      case 'channels':
        return list(
          this.channels.map(({ id, name }) => ({ id, tenKenhTin: name, maKenhTinCha: null })),
          call,
        );
      case 'states':
        return list(
          this.articleStates.map(({ id, name }) => ({ id, tenTrangThai: name })),
          call,
        );
      case 'procedures':
        return list(this.#parts.procedures.map(procedureOf), call);
      case 'articles':
      case 'legalDocuments':
        return this.#content.handle(call, route.kind, route.id, where);
      default:
        return notFound();
    }
  }

  inspect(part: string, offset: number, limit: number): unknown {
    return this.state.inspect(part, offset, limit);
  }

  reset(): void {
    this.state.reset();
  }

  seed(given: Record<string, unknown>): string[] {
    return seedProvincial(this.state, this.#checks, this.#content, this.#now(), given);
  }

  drift(change: DriftChange): boolean {
    return this.state.drift(change, this.#now());
  }

  #route(call: Call): Route {
    const known = this.#routes.get(call);
    if (known) return known;
    const route = routeOf(call, this.#parts.profile);
    this.#routes.set(call, route);
    return route;
  }

  #now(): number {
    return this.#parts.faults.clock.now();
  }
}

/** When the simulated portal last changed its list. */
const LISTED_AT = '2024-01-02T03:04:05.000Z';
/** As the province's software counts them. */
const LEVELS = { TOAN_TRINH: '4', MOT_PHAN: '3', THONG_TIN: '2' } as const;

function procedureOf({ code, name, onlineLevel }: SampleProcedure) {
  return {
    id: guid('procedure', code),
    maTTHC: code,
    tenTTHC: name,
    mucDo: LEVELS[onlineLevel],
    suDung: true,
    ngayCapNhat: LISTED_AT,
  };
}

function list(rows: unknown[], call: Call): Answer {
  const size = Number(call.query.get('pageSize') ?? rows.length) || rows.length;
  return { status: 200, body: pageOf(rows, Number(call.query.get('pageNumber') ?? 1) || 1, size) };
}
