import type { Principal } from '../access/principal.js';
import { canonicalJson } from '../domain/canonical.js';
import type { Sealer } from '../store/sealed.js';

export type TokenProblem = 'INVALID' | 'TOKEN_EXPIRED';

/** So long a dry run holds. */
const LIFETIME_MS = 60 * 60_000;

/** What a dry run gives: signed, bound to who asked, for what, and how many there were. `now`: ms. */
export function replayToken(
  sealer: Sealer,
  principal: Principal,
  filter: object,
  count: number,
  now: number,
): string {
  return `${count}.${now}.${signature(sealer, principal, filter, count, now)}`;
}

/** The count that a token of this caller for this filter stands for. */
export function checkReplayToken(
  sealer: Sealer,
  principal: Principal,
  filter: object,
  token: string,
  now: number,
): { ok: true; count: number } | { ok: false; problem: TokenProblem } {
  const [, count, at] = /^(\d{1,9})\.(\d{1,15})\.[\w-]{43}$/.exec(token) ?? [];
  if (count === undefined || at === undefined) return { ok: false, problem: 'INVALID' };
  // Compared as signatures of their own: how long that takes tells nothing.
  const expected = sealer.sign(
    'replay-check',
    replayToken(sealer, principal, filter, Number(count), Number(at)),
  );
  if (!expected.equals(sealer.sign('replay-check', token))) return { ok: false, problem: 'INVALID' };
  if (now - Number(at) > LIFETIME_MS) return { ok: false, problem: 'TOKEN_EXPIRED' };
  return { ok: true, count: Number(count) };
}

function signature(
  sealer: Sealer,
  { id, unit }: Principal,
  filter: object,
  count: number,
  at: number,
): string {
  const bound = canonicalJson({ id, unit: unit ?? null, filter, count, at });
  return sealer.sign('replay', bound).toString('base64url');
}
