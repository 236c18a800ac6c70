import { isObject } from '../../simulation/http.js';
import { judgeSeed, type WriteContext } from './writes.js';

/**
 * Puts in what stood at the portal before the hub came: `{dossiers: [{record, traces: []}], notices: [], check?: false}`.
 * Everything is judged like a create; returns complaints, the first bad item ends it.
 */
export function seedNational(context: WriteContext, given: Record<string, unknown>): string[] {
  const check = given['check'] !== false;
  const now = context.faults.clock.now();
  for (const [index, each] of rows(given['dossiers']).entries()) {
    const record = each['record'];
    if (!isObject(record)) return [`dossiers[${index}].record: missing`];
    const complaint = check ? judgeSeed(context, 'record', record) : undefined;
    if (complaint) return [`dossiers[${index}].record: ${complaint}`];
    const key = String(record['MaHoSo']);
    context.state.write('dossier', key, record, 'seed', now, now);
    for (const item of rows(each['traces'])) {
      const bad = check ? judgeSeed(context, 'trace', item) : undefined;
      if (bad) return [`dossiers[${index}].traces: ${bad}`];
      context.state.append(key, item, now, now);
    }
  }
  for (const [index, notice] of rows(given['notices']).entries()) {
    const complaint = check ? judgeSeed(context, 'notice', notice) : undefined;
    if (complaint) return [`notices[${index}]: ${complaint}`];
    context.state.write('notice', String(notice['MaThongBao']), notice, 'seed', now, now);
  }
  return [];
}

function rows(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
