import type { Call } from '../../simulation/http.js';
import type { ProvincialSimulatorProfile } from './profile.js';

/** Where a call goes. `service` is what faults match. */
export interface Route {
  kind:
    | 'token'
    | 'write'
    | 'document'
    | 'statistic'
    | 'upload'
    | 'channels'
    | 'states'
    | 'procedures'
    | 'articles'
    | 'legalDocuments'
    | 'none';
  service: string;
  id?: string;
}

/** Method and path under the adapter's or the content's base. `:id` takes one part. */
const ADAPTER: [string, string, Route['kind'], string][] = [
  ['POST', '/Document/SyncDocument', 'write', 'SyncDocument'],
  ['POST', '/Document/UpdateDocumentTraces', 'write', 'UpdateDocumentTraces'],
  ['POST', '/Statistic', 'write', 'Statistic'],
  ['POST', '/Vote', 'write', 'Vote'],
  ['GET', '/Statistic', 'statistic', 'GetStatistic'],
  ['GET', '/Document/:id', 'document', 'GetDocument'],
];
const CONTENT: [string, string, Route['kind'], string][] = [
  ['GET', '/KenhTins', 'channels', 'KenhTins'],
  ['GET', '/TrangThais', 'states', 'TrangThais'],
  ['GET', '/ThuTucs', 'procedures', 'ThuTucs'],
  ['POST', '/Files/UploadFile', 'upload', 'UploadFile'],
  ...(['GET', 'POST'] as const).flatMap((method): [string, string, Route['kind'], string][] => [
    [method, '/TinBais', 'articles', 'TinBais'],
    [method, '/QuanLyVanBans', 'legalDocuments', 'QuanLyVanBans'],
  ]),
  ...(['GET', 'PUT', 'DELETE'] as const).flatMap((method): [string, string, Route['kind'], string][] => [
    [method, '/TinBais/:id', 'articles', 'TinBais'],
    [method, '/QuanLyVanBans/:id', 'legalDocuments', 'QuanLyVanBans'],
  ]),
];

export function routeOf(call: Call, profile: ProvincialSimulatorProfile): Route {
  if (call.path === profile.tokenPath) return { kind: 'token', service: 'token' };
  for (const [base, routes] of [
    [profile.adapterPath, ADAPTER],
    [profile.contentPath, CONTENT],
  ] as const) {
    if (!call.path.startsWith(base)) continue;
    const rest = call.path.slice(base.length);
    for (const [method, path, kind, service] of routes) {
      if (method !== call.method) continue;
      if (rest === path) return { kind, service };
      const prefix = path.endsWith('/:id') ? path.slice(0, -':id'.length) : undefined;
      if (!prefix || !rest.startsWith(prefix)) continue;
      const id = decoded(rest.slice(prefix.length));
      if (id !== '' && !id.includes('/')) return { kind, service, id };
    }
  }
  return { kind: 'none', service: '' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
