import { existsSync, readFileSync } from 'node:fs';
import { FAULTS, type FaultRule, isFaultKind } from './fault-kinds.js';

const NUMBERS = ['rate', 'times', 'after', 'every', 'for', 'ms', 'code'] as const;
const KEYS = new Set<string>(['kind', 'match', 'message', 'keys', 'html', ...NUMBERS]);

/** What the text of a faults option is not; `message` says what is expected. */
export class FaultTextError extends Error {
  override readonly name = 'FaultTextError';
}

/**
 * Rules from the text of an option: a JSON list of rules, the name of a file that holds one, or a comma list
 * `status500:0.05,timeoutAfterApply:0.01,latency:1:200` (kind, rate, ms).
 * Throws {@link FaultTextError} naming what is wrong.
 */
export function parseFaults(text: string): FaultRule[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (trimmed.startsWith('[') || trimmed.startsWith('{')) return rulesOf(json(trimmed));
  if (existsSync(trimmed)) return rulesOf(json(readFileSync(trimmed, 'utf8')));
  return trimmed.split(',').map((part) => {
    const [kind = '', rate, ms] = part.trim().split(':');
    const rule: Record<string, unknown> = { kind };
    if (rate !== undefined && rate !== '') rule['rate'] = Number(rate);
    if (ms !== undefined && ms !== '') rule['ms'] = Number(ms);
    return ruleOf(rule);
  });
}

/** Checks rules that came as JSON, one or a list. Throws {@link FaultTextError}. */
export function rulesOf(value: unknown): FaultRule[] {
  return Array.isArray(value) ? value.map(ruleOf) : [ruleOf(value)];
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FaultTextError('faults: not valid JSON');
  }
}

function ruleOf(value: unknown): FaultRule {
  if (typeof value !== 'object' || value === null) throw new FaultTextError('faults: a rule is an object');
  const given: Record<string, unknown> = { ...value };
  const kind = String(given['kind'] ?? '');
  if (!isFaultKind(kind)) {
    throw new FaultTextError(
      `faults: unknown kind "${kind}"; known: ${FAULTS.map((fault) => fault.kind).join(', ')}`,
    );
  }
  for (const key of Object.keys(given)) {
    if (!KEYS.has(key))
      throw new FaultTextError(`faults: ${kind} has no "${key}"; known: ${[...KEYS].join(', ')}`);
  }
  const rule: FaultRule = { kind };
  for (const key of NUMBERS) {
    const number = given[key];
    if (number === undefined) continue;
    if (typeof number !== 'number' || !Number.isFinite(number) || (key !== 'code' && number < 0)) {
      throw new FaultTextError(`faults: ${kind}.${key} must be a number`);
    }
    rule[key] = number;
  }
  if (rule.rate !== undefined && rule.rate > 1)
    throw new FaultTextError(`faults: ${kind}.rate is a probability, 0 to 1`);
  if (rule.every !== undefined && rule.every < 1)
    throw new FaultTextError(`faults: ${kind}.every is at least 1`);
  if (given['message'] !== undefined) rule.message = String(given['message']);
  if (given['html'] !== undefined) rule.html = given['html'] === true;
  if (Array.isArray(given['keys'])) rule.keys = given['keys'].map(String);
  const match = given['match'];
  if (match !== undefined) rule.match = matchOf(kind, match);
  return rule;
}

function matchOf(kind: string, value: unknown): NonNullable<FaultRule['match']> {
  if (typeof value !== 'object' || value === null)
    throw new FaultTextError(`faults: ${kind}.match is an object`);
  const match: NonNullable<FaultRule['match']> = {};
  for (const [key, text] of Object.entries(value)) {
    if ((key !== 'service' && key !== 'path' && key !== 'key') || typeof text !== 'string') {
      throw new FaultTextError(`faults: ${kind}.match takes service, path, key, each a text`);
    }
    match[key] = text;
  }
  return match;
}
