import type { SubjectKind } from '../records.js';
import type { NamedFile } from '../signature.js';
import type { Clock } from '../time.js';
import type { Environment, Variable } from '../variable.js';
import type { Account } from './carried.js';
import type { Contents } from './contents.js';
import type { Portal } from './portal.js';
import type { RateGate, Sessions } from './session.js';
import type { Source } from './source.js';
import type { Staging } from './staging.js';

/** What a portal's folder exports and connectors/portals/registry.ts lists by one line. */
export interface PortalDefinition {
  code: string;
  label: string;
  /** The variable with its address, `NATIONAL_PORTAL_URL`: one of `variables`. */
  address: string;
  variables: readonly Variable[];
  /** Parses this portal's part of the profile file; throws with the key's name and what is expected. Unknown keys are errors. */
  parseProfile(profile: unknown): unknown;
  /** Undefined when its address is not configured. `profile` is what `parseProfile` gave. */
  create(environment: Environment, profile: unknown, services: PortalServices): Portal | undefined;
  /** Sources that read this portal's catalogue (procedures, units); used where no file source is configured. */
  catalogueSources?(
    environment: Environment,
    profile: unknown,
    services: PortalServices,
    account: () => Promise<Account>,
  ): Source[];
}

export interface PortalServices {
  sessions: Sessions;
  rate: RateGate;
  clock: Clock;
  /** Never given personal data or secrets. */
  warn(message: string, facts?: Record<string, string | number>): void;
}

/** What a source's folder exports and connectors/sources/registry.ts lists by one line. */
export interface SourceDefinition {
  name: string;
  kind: SubjectKind;
  /** The variable with its address, `SOURCE_ONE_STOP_URL`: one of `variables`. */
  address: string;
  variables: readonly Variable[];
  /** What is wrong with the variables taken together; each by itself is as its `expected` wants it, or absent. */
  misfits(environment: Environment): { variable: string; expected: string }[];
  create(environment: Environment, services: SourceServices): Source;
}

export type SignatureProblem = (xml: Buffer, files: readonly NamedFile[]) => Promise<string | undefined>;

export interface SourceServices {
  clock: Clock;
  /** For what must wait outside of memory until the record that it belongs to is read. */
  staging: Staging;
  /** For files that come inside of records. */
  contents: Contents;
  /**
   * What stands in a key for an identity number, or for what must not be kept: the same for the same text, in this installation only. Absent
   * where no such key is made; a record that needs one cannot be read then.
   */
  keyed?(text: string): string;
  /**
   * Why a signature in this XML does not sign what is there, or why none signs some of it, Vietnamese · English, whoever signed and when; undefined: each
   * holds, and all is signed. What is signed and not safe to read is not, nor is what has no signature that can be read. `files`: what came with it. Absent: nothing can be verified here.
   */
  signatureProblem?: SignatureProblem;
  warn(message: string, facts?: Record<string, string | number>): void;
}
