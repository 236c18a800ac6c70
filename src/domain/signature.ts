import type { Instant } from './time.js';

/*
 * What is said of one digital signature of one file. The words of results and reasons are those of ETSI EN 319 102-1; which check
 * leads to which result stands here and nowhere else.
 */

export const SIGNATURE_FORMATS = ['PADES', 'XADES', 'CADES'] as const;
export type SignatureFormat = (typeof SIGNATURE_FORMATS)[number];

/** How much of what proves a signature in later years it carries itself. */
export const SIGNATURE_LEVELS = ['B_B', 'B_T', 'B_LT', 'B_LTA'] as const;
export type SignatureLevel = (typeof SIGNATURE_LEVELS)[number];

export const SIGNATURE_RESULTS = ['TOTAL_PASSED', 'TOTAL_FAILED', 'INDETERMINATE'] as const;
export type SignatureResult = (typeof SIGNATURE_RESULTS)[number];

export const SIGNATURE_REASONS = [
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'SIGNED_DATA_NOT_FOUND',
  'SIG_CONSTRAINTS_FAILURE',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'OUT_OF_BOUNDS_NO_POE',
  'REVOKED_NO_POE',
  'TRY_LATER',
] as const;
export type SignatureReason = (typeof SIGNATURE_REASONS)[number];

/** `integrity`: what was signed is what is there. `coverage`: what is there is what was signed, all of it. */
export const SIGNATURE_CHECKS = [
  'integrity',
  'coverage',
  'chain',
  'time',
  'revocation',
  'algorithm',
] as const;
export type SignatureCheckName = (typeof SIGNATURE_CHECKS)[number];

export type CheckState = 'PASSED' | 'FAILED' | 'UNKNOWN';

/** One check by itself. `reason` is there unless it passed; `message`: Vietnamese · English, without personal data. */
export type SignatureCheck =
  | { state: 'PASSED'; message: string }
  | { state: 'FAILED' | 'UNKNOWN'; reason: SignatureReason; message: string };

/** The signer's certificate as it came with the signature. */
export interface SignerFacts {
  /** RFC 4514, most specific name first. */
  subjectDn: string;
  issuerDn: string;
  /** Hexadecimal, upper case, without leading zeros. */
  serial: string;
  notBefore: Instant;
  notAfter: Instant;
  /** SHA-256 of the certificate, hexadecimal. */
  fingerprint: string;
}

/** All that is known of one signature of one file. */
export interface SignatureReport {
  /** From 0, in the order in which they stand in the file. */
  index: number;
  format: SignatureFormat;
  /** Absent where the signature does not even bind its certificate (below baseline). */
  level?: SignatureLevel;
  /** A time stamp over the whole document rather than somebody's signature. */
  isTimestamp: boolean;
  signer?: SignerFacts;
  /** As the signer claims. */
  signedAt?: Instant;
  /** The earliest trusted time stamp over the signature. */
  timestampAt?: Instant;
  /** Of what was signed: `SHA256`; absent when it is not known. */
  digest?: string;
  checks: Record<SignatureCheckName, SignatureCheck>;
  result: SignatureResult;
  reason?: SignatureReason;
}

/** Digests by which a signature in XML may name a file beside it, by their names in node:crypto. */
export const FILE_DIGESTS = ['sha1', 'sha256', 'sha384', 'sha512'] as const;

/** A file that came with signed XML, in it or beside it, and that a signature there may name. */
export interface NamedFile {
  /** Whether the URI of a reference means it. */
  isMeantBy(uri: string): boolean;
  /** Of its content, by {@link FILE_DIGESTS}. */
  digests: ReadonlyMap<string, Buffer>;
  /** It is no part of the XML: what does not name it does not sign all that came. */
  beside: boolean;
}

/** The reasons that settle the matter: nothing that might still be learned makes such a signature good. */
const FINAL: ReadonlySet<SignatureReason> = new Set([
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
]);

/** The result of a signature by its checks (EN 319 102-1, tables 5 and 6): the first final reason wins, then the first other. */
export function judgeSignature(checks: SignatureReport['checks']): {
  result: SignatureResult;
  reason?: SignatureReason;
} {
  const reasons = SIGNATURE_CHECKS.flatMap((name) => {
    const check = checks[name];
    return check.state === 'PASSED' ? [] : [check.reason];
  });
  const final = reasons.find((reason) => FINAL.has(reason));
  if (final) return { result: 'TOTAL_FAILED', reason: final };
  const [first] = reasons;
  return first ? { result: 'INDETERMINATE', reason: first } : { result: 'TOTAL_PASSED' };
}
