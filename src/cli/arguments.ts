import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../domain/variable.js';

/** A command was used in a way that cannot be; the message says how it goes. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('expected a whole number.');
  return value;
}

/** `10m` in ms. */
export function duration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new InvalidArgumentError('expected a duration such as 30s, 10m or 1h.');
  return ms;
}
