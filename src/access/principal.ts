import type { Role } from '../domain/role.js';

/**
 * Who asks. Each function of intake, ledger and reads takes one, so that a forgotten check does not compile.
 * `unit` limits to that unit and what the store's function `unit_scope` says goes with it; absent: the whole district.
 */
export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly role: Role | 'system';
  readonly unit?: string;
  /** Code of the official who asks: their own file is shown whole, whatever the scopes. Absent: nobody's file is the caller's. */
  readonly official?: string;
  /** Keyed hash of the identity number of whom that file was about when the key was made: nobody else's is theirs. Absent: not known, as of a token. */
  readonly officialPerson?: Buffer;
  /** What is shown unmasked; see scopes.ts. */
  readonly scopes: readonly string[];
  /** When what it asks with ends by itself; absent: not by itself. What stays open, a subscription, ends with it. */
  readonly expiresAt?: Date;
}

/** The hub's own work: jobs, the CLI on the machine itself. */
export function systemPrincipal(name: string): Principal {
  return { id: `system:${name}`, name, role: 'system', scopes: [] };
}
