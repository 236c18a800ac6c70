import type { JsonObject } from './canonical.js';
import type { DeliverAnswer, Outcome } from './ports.js';

const HIDDEN = '***';
/** Shorter values stand in many texts by chance. */
const SHORTEST = 4;
const EMAIL = /[^\s@"'<>]{1,64}@[^\s@"'<>]{1,255}/g;
/** Identity and phone numbers; a dossier's code has no run of so many digits. */
const LONG_NUMBER = /\d{9,}/g;

/**
 * A portal's words without personal data. A refusal likes to repeat the value that it refuses, and messages are stored and listed in
 * clear, unlike the answer that they come from. `values`: what was sent and must not be told on.
 */
export function withoutPersonalData(words: string, values: readonly string[]): string {
  let told = words.normalize('NFC');
  const longestFirst = values
    .map((value) => value.normalize('NFC').trim())
    .filter((value) => value.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  for (const value of longestFirst) told = told.replaceAll(value, HIDDEN);
  return told.replace(EMAIL, HIDDEN).replace(LONG_NUMBER, HIDDEN);
}

/** An answer whose messages are {@link withoutPersonalData}; `keys`: those of a payload that are personal. */
export function hushed(
  answer: DeliverAnswer,
  payloads: readonly JsonObject[],
  keys: readonly string[],
): DeliverAnswer {
  const values = payloads.flatMap((payload) =>
    keys.flatMap((key) => {
      const value = payload[key];
      return typeof value === 'string' ? [value] : [];
    }),
  );
  const quiet = (outcome: Outcome): Outcome => hushedOutcome(outcome, values);
  return answer.scope === 'whole'
    ? { ...answer, outcome: quiet(answer.outcome) }
    : { ...answer, outcomes: answer.outcomes.map(quiet) };
}

function hushedOutcome(outcome: Outcome, values: readonly string[]): Outcome {
  if (!('message' in outcome) || outcome.message === undefined) return outcome;
  return { ...outcome, message: withoutPersonalData(outcome.message, values) };
}
