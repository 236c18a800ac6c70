import { isObject } from '../../simulation/http.js';
import type { Content } from './content.js';
import type { DocumentChecks } from './documents.js';
import type { ProvincialState } from './state.js';

/**
 * Puts in what stood at the portal before the hub came: `{dossiers: [{record, traces: []}], articles: [], legalDocuments: [],
 * check?: false}`. Returns complaints; the first bad item ends it.
 */
export function seedProvincial(
  state: ProvincialState,
  checks: DocumentChecks,
  content: Content,
  now: number,
  given: Record<string, unknown>,
): string[] {
  const check = given['check'] !== false;
  for (const [index, each] of rows(given['dossiers']).entries()) {
    const record = each['record'];
    if (!isObject(record)) return [`dossiers[${index}].record: missing`];
    const complaint = check ? checks.document(record) : undefined;
    if (complaint) return [`dossiers[${index}].record.${complaint.field}: ${complaint.message}`];
    const key = String(record['DocCode']);
    state.writeDossier(key, record, 'seed', now, now);
    for (const item of rows(each['traces'])) {
      const bad = check ? checks.trace(item) : undefined;
      if (bad) return [`dossiers[${index}].traces.${bad.field}: ${bad.message}`];
      state.append(key, item, now, now);
    }
  }
  for (const section of ['articles', 'legalDocuments'] as const) {
    for (const [index, record] of rows(given[section]).entries()) {
      const complaint = check ? content.check(section, record) : undefined;
      if (complaint) return [`${section}[${index}].${complaint.field}: ${complaint.message}`];
      state.writeContent(section, content.newId(section), record, 'seed', now, now);
    }
  }
  return [];
}

function rows(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
