import { hash } from 'node:crypto';

/** A JSON value; what snapshots, wires and answers are made of. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };

/**
 * JSON text with sorted keys and without `undefined`, all text in NFC: equal values give equal text, whatever
 * order a source or a portal wrote them in.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'));
  // As JSON has it: what is not there keeps its place in a list.
  if (value === undefined) return 'null';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const inner = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(inner).sort()) {
    if (inner[key] === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(inner[key])}`;
  }
  return `{${text}}`;
}

/** SHA-256 over {@link canonicalJson}. */
export function hashOf(value: unknown): Buffer {
  return hash('sha256', canonicalJson(value), 'buffer');
}
