import type { SignedData, SignerInfo } from 'pkijs';
import type { SignatureFormat, SignatureLevel } from '../../../domain/signature.js';
import { bufferContent, type Covered, wholeOf } from '../content.js';
import type { Circumstances, Reading } from '../judge.js';
import { unsignedValues } from './attributes.js';
import { type SignerOutcome, verifySigner } from './signer.js';
import { trustedTimes } from './timestamp.js';

const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';
const CERTIFICATE_VALUES = '1.2.840.113549.1.9.16.2.23';
const REVOCATION_VALUES = '1.2.840.113549.1.9.16.2.24';

/** Reads one signer of a CMS over the covered bytes, with the time stamps over his signature. */
export async function readSigner(
  signed: SignedData,
  info: SignerInfo,
  covered: Covered | undefined,
  format: SignatureFormat,
  circumstances: Circumstances,
): Promise<Omit<Reading, 'coverage'>> {
  const outcome = await verifySigner(signed, info, covered);
  const tokens = unsignedValues(info.unsignedAttrs, SIGNATURE_TIMESTAMP);
  const stamps = await trustedTimes(tokens, wholeOf(bufferContent(outcome.value)), circumstances);
  const level = levelOf(outcome, stamps.length > 0, hasValues(signed, info));
  return { ...outcome, format, isTimestamp: false, stamps, ...(level ? { level } : {}) };
}

/** EN 319 122-1: it binds its certificate; it is time-stamped; it carries certificates and revocation. */
function levelOf(
  { bindsCertificate }: SignerOutcome,
  isStamped: boolean,
  isLongTerm: boolean,
): SignatureLevel | undefined {
  if (!bindsCertificate) return undefined;
  if (!isStamped) return 'B_B';
  return isLongTerm ? 'B_LT' : 'B_T';
}

function hasValues({ crls = [] }: SignedData, { unsignedAttrs }: SignerInfo): boolean {
  const has = (type: string) => unsignedValues(unsignedAttrs, type).length > 0;
  return crls.length > 0 || (has(CERTIFICATE_VALUES) && has(REVOCATION_VALUES));
}
