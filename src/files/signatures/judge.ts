import {
  judgeSignature,
  type SignatureCheck,
  type SignatureFormat,
  type SignatureLevel,
  type SignatureReport,
} from '../../domain/signature.js';
import type { Digest } from './algorithms.js';
import { type Certificate, factsOf } from './certificate.js';
import { buildChain, type Purpose } from './chain.js';
import { noCertificate, unknown } from './checks.js';
import { checkRevocation, type SigningTime } from './revocation.js';
import { checkStrength } from './strength.js';
import type { Trust } from './trust.js';
import { checkTime } from './validity.js';

/** What does not depend on the signature that is looked at. */
export interface Circumstances {
  trust: Trust;
  /** Business time. */
  now: Date;
  /** Since when the hub has kept the file: by then its signatures surely existed. */
  keptAt?: Date;
}

/** What a format's own reading found out about one signature. */
export interface Reading {
  format: SignatureFormat;
  isTimestamp: boolean;
  integrity: SignatureCheck;
  coverage: SignatureCheck;
  certificate?: Certificate;
  certificates: readonly Certificate[];
  digest?: Digest;
  digests: readonly Digest[];
  /** As claimed; of a time stamp, its own. */
  signingTime?: Date;
  /** Trusted time stamps over this signature. */
  stamps: readonly Date[];
  level?: SignatureLevel;
}

/** Asks everything about the certificate and puts the report together. */
export async function judgeReading(
  reading: Reading,
  index: number,
  circumstances: Circumstances,
): Promise<SignatureReport> {
  const { format, isTimestamp, integrity, coverage, certificate, digest, level, signingTime } = reading;
  const stamp = earliest(reading.stamps);
  const about = certificate
    ? await aboutCertificate(reading, certificate, stamp, circumstances)
    : {
        chain: noCertificate(),
        time: noCertificate(),
        revocation: noCertificate(),
        algorithm: noCertificate(),
      };
  const checks = { integrity, coverage, ...about };
  const { result, reason } = judgeSignature(checks);
  return {
    index,
    format,
    isTimestamp,
    ...(level ? { level } : {}),
    ...(certificate ? { signer: factsOf(certificate) } : {}),
    ...(signingTime ? { signedAt: signingTime.toISOString() } : {}),
    ...(stamp ? { timestampAt: stamp.toISOString() } : {}),
    ...(digest ? { digest: digest.label } : {}),
    checks,
    result,
    ...(reason ? { reason } : {}),
  };
}

async function aboutCertificate(
  { isTimestamp, certificates, digests, signingTime }: Reading,
  certificate: Certificate,
  stamp: Date | undefined,
  { trust, now, keptAt }: Circumstances,
) {
  const proven = earliest([now, ...(stamp ? [stamp] : []), ...(keptAt ? [keptAt] : [])]) ?? now;
  const signed: SigningTime = { at: stamp ?? signingTime ?? proven, proven };
  const purpose: Purpose = isTimestamp ? 'timestamp' : 'signature';
  const { check: chain, path } = await buildChain(certificate, certificates, trust, signed.at, purpose);
  return {
    chain,
    time: checkTime(certificate, signed, now),
    revocation: path.length > 0 ? await checkRevocation(path, trust.lists, signed) : withoutChain(),
    algorithm: checkStrength(digests, certificate, path),
  };
}

export function earliest(times: readonly Date[]): Date | undefined {
  return times.reduce<Date | undefined>((first, at) => (first && first <= at ? first : at), undefined);
}

const withoutChain = () =>
  unknown(
    'NO_CERTIFICATE_CHAIN_FOUND',
    'Không hỏi được thu hồi khi chưa có chuỗi chứng thư',
    'revocation cannot be asked without a chain',
  );
