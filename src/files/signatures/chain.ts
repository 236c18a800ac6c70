import { CertificateChainValidationEngine } from 'pkijs';
import type { SignatureCheck } from '../../domain/signature.js';
import type { Certificate } from './certificate.js';
import { failed, passed, unknown } from './checks.js';
import type { Trust } from './trust.js';

/** What a certificate is to be good for. */
export type Purpose = 'signature' | 'timestamp';

export interface Chain {
  check: SignatureCheck;
  /** The certificate first, its root last; empty where there is none. */
  path: Certificate[];
}

/** pkijs asks for issuers depth first and without end where two certificates have signed each other. */
const MAX_QUESTIONS = 64;
const MAX_CERTIFICATES = 50;
const OUT_OF_TIME = 8;

/**
 * A path from the certificate to one of the roots (RFC 5280, 6), with the certificates that came with the signature between. All issuers
 * must have been valid `at` that time; the certificate's own time is a check of its own.
 */
export async function buildChain(
  leaf: Certificate,
  others: readonly Certificate[],
  { roots }: Trust,
  at: Date,
  purpose: Purpose,
): Promise<Chain> {
  const misuse = misuseOf(leaf, purpose);
  if (misuse) return { check: misuse, path: [] };
  if (roots.some(({ fingerprint }) => fingerprint === leaf.fingerprint)) {
    return { check: trusted(), path: [leaf] };
  }
  const between = distinct(others)
    .filter(({ fingerprint }) => fingerprint !== leaf.fingerprint)
    .slice(0, MAX_CERTIFICATES);
  const known = new Map([...between, ...roots, leaf].map((one) => [one.pki, one]));
  const { notBefore, notAfter } = leaf.pki;
  const wasValid = at >= notBefore.value && at <= notAfter.value;

  let found = await validate(leaf, between, roots, at);
  if (found.code === OUT_OF_TIME && !wasValid) found = await validate(leaf, between, roots, notBefore.value);
  const path = found.path.flatMap((pki) => known.get(pki) ?? []);
  if (path[0] !== leaf)
    return { check: found.code === OUT_OF_TIME ? issuerOutOfTime() : none(leaf, roots), path: [] };
  return tooLong(path) ? { check: brokenLimit(), path: [] } : { check: trusted(), path };
}

async function validate(
  leaf: Certificate,
  between: readonly Certificate[],
  roots: readonly Certificate[],
  checkDate: Date,
): Promise<{ code: number | undefined; path: Certificate['pki'][] }> {
  let questions = 0;
  const engine: CertificateChainValidationEngine = new CertificateChainValidationEngine({
    trustedCerts: roots.map(({ pki }) => pki),
    // The engine takes the last for the one that is to be judged.
    certs: [...between, leaf].map(({ pki }) => pki),
    checkDate,
    findIssuer: (certificate, self, crypto) => {
      questions += 1;
      if (questions > MAX_QUESTIONS) throw new RangeError('too many ways to an issuer');
      return engine.defaultFindIssuer(certificate, self, crypto);
    },
  });
  const { result, resultCode, certificatePath } = await engine.verify();
  return result && certificatePath
    ? { code: undefined, path: certificatePath }
    : { code: resultCode, path: [] };
}

function distinct(certificates: readonly Certificate[]): Certificate[] {
  return [...new Map(certificates.map((one) => [one.fingerprint, one])).values()];
}

const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const BASIC_CONSTRAINTS = '2.5.29.19';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** digitalSignature or nonRepudiation. */
const SIGNING = 0x80 | 0x40;

function misuseOf({ pki: { extensions = [] } }: Certificate, purpose: Purpose): SignatureCheck | undefined {
  if (extensions.some(({ critical, parsedValue }) => critical && !parsedValue)) {
    return misused('có mở rộng bắt buộc không nhận biết được', 'has a critical extension that is not known');
  }
  const of = (id: string) => extensions.find(({ extnID }) => extnID === id);
  const usage = of(KEY_USAGE)?.parsedValue;
  if (usage && ((usage.valueBlock.valueHexView[0] ?? 0) & SIGNING) === 0) {
    return misused('không dùng để ký', 'is not meant for signatures');
  }
  if (purpose === 'signature') return undefined;
  // RFC 3161, 2.3: this and nothing else, and critical.
  const extended = of(EXTENDED_KEY_USAGE);
  const purposes: readonly string[] = extended?.parsedValue?.keyPurposes ?? [];
  return extended?.critical && purposes.length === 1 && purposes[0] === TIME_STAMPING
    ? undefined
    : misused('không dùng để cấp dấu thời gian', 'is not meant for time stamps');
}

/** pathLenConstraint (RFC 5280, 4.2.1.9): how many authorities may stand below one. */
function tooLong(path: readonly Certificate[]): boolean {
  return path.some(({ pki }, index) => {
    const limit = pki.extensions?.find(({ extnID }) => extnID === BASIC_CONSTRAINTS)?.parsedValue
      ?.pathLenConstraint;
    if (index === 0 || typeof limit !== 'number') return false;
    const below = path.slice(1, index).filter((one) => !one.pki.issuer.isEqual(one.pki.subject));
    return below.length > limit;
  });
}

const trusted = () => passed('Chuỗi chứng thư dẫn tới gốc được tin cậy', 'the chain leads to a trusted root');
const misused = (vietnamese: string, english: string) =>
  failed('CHAIN_CONSTRAINTS_FAILURE', `Chứng thư ${vietnamese}`, `the certificate ${english}`);
const brokenLimit = () =>
  failed(
    'CHAIN_CONSTRAINTS_FAILURE',
    'Cơ quan cấp chứng thư vượt quá cấp được phép',
    'an authority stands below one that may have none below it',
  );
const issuerOutOfTime = () =>
  failed(
    'CHAIN_CONSTRAINTS_FAILURE',
    'Chứng thư của cơ quan cấp không có hiệu lực tại thời điểm ký',
    "an issuer's certificate was not valid at that time",
  );

function none({ pki }: Certificate, roots: readonly Certificate[]): SignatureCheck {
  const say = (vietnamese: string, english: string) =>
    unknown('NO_CERTIFICATE_CHAIN_FOUND', vietnamese, english);
  if (roots.length === 0) return say('Chưa khai báo chứng thư gốc tin cậy', 'no trusted root is configured');
  if (pki.issuer.isEqual(pki.subject)) return say('Chứng thư tự ký', 'the certificate is self-signed');
  return say('Không có chuỗi chứng thư tới gốc được tin cậy', 'no chain leads to a trusted root');
}
