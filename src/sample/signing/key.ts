import { createHash } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';

/** A key pair of the sample: drawn from the seed, and signing the same bytes the same way each time (RFC 6979). */
export interface SampleKey {
  /** The point on P-256, uncompressed. */
  publicKey: Uint8Array;
  /** ECDSA over SHA-256. `der`: as certificates and CMS want it, `compact`: as XML does. */
  sign(bytes: Uint8Array, format: 'der' | 'compact'): Uint8Array;
}

/** The key of whoever the names say, in the district of the seed. Nobody trusts it outside the sample. */
export function sampleKey(seed: string | number, ...names: readonly (string | number)[]): SampleKey {
  const drawn = createHash('sha384')
    .update(['key', seed, ...names].join('\0'))
    .digest();
  const secret = p256.utils.randomSecretKey(drawn);
  return {
    publicKey: p256.getPublicKey(secret, false),
    sign: (bytes, format) => p256.sign(bytes, secret, { format }),
  };
}
