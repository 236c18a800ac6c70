import type { Answer, Call } from './http.js';

/** What the admin routes need of a portal. */
export interface Inspectable {
  /** `part` empty: everything. Lists are cut to `offset`, `limit`. */
  inspect(part: string, offset: number, limit: number): unknown;
  reset(): void;
  /** Puts in what was there before the hub came. Returns complaints; nothing is put in when there is one. */
  seed(given: Record<string, unknown>): string[];
  /** Alters (`set`) or loses (`lose: true`) what stands under a key; false: nothing there. */
  drift(change: DriftChange): boolean;
}

export interface DriftChange {
  key: string;
  /** What it is a key of; default `dossier`. */
  of?: string;
  lose?: boolean;
  /** With `lose`: its trace entries go too; else they stay and show again when the record comes back. */
  entries?: boolean;
  set?: Record<string, unknown>;
}

/** What a call is, found out from its body or route before anything is checked. */
export interface Identity {
  /** The envelope's service (`DongBoHoSoMC`, `login`) or the route's name (`SyncDocument`, `token`). */
  service: string;
  keys: string[];
  login: boolean;
  write: boolean;
}

/** One portal's own behaviour; everything about faults and sockets is the server's. */
export interface PortalBehaviour extends Inspectable {
  identify(call: Call): Identity;
  /** Ends the session that this call uses, and answers as the portal would; undefined when the call has none. */
  expire(call: Call, identity: Identity, how: 'sessionExpired' | 'otherLogin'): Answer | undefined;
  /** The answer to a call that may not pass; undefined when it may. */
  authorise(call: Call, identity: Identity): Answer | undefined;
  /** How this portal says busy to such a call; undefined where it has no way to. */
  busy(call: Call, identity: Identity): Answer | undefined;
  handle(call: Call, identity: Identity): Answer | Promise<Answer>;
  /** Valid JSON that is not what the contract promises. */
  otherShape(identity: Identity): unknown;
}
