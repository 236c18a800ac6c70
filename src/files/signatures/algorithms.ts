import { constants, createVerify, type KeyObject } from 'node:crypto';
import { type AlgorithmIdentifier, RSASSAPSSParams } from 'pkijs';

/** A digest as node:crypto and officers name it. */
export interface Digest {
  /** `sha256` */
  node: string;
  /** `SHA256` */
  label: string;
  /** Collisions can be made: what it proves today is not enough. */
  weak: boolean;
}

const digest = (node: string, weak = false): Digest => ({ node, label: node.toUpperCase(), weak });
const MD5 = digest('md5', true);
const SHA1 = digest('sha1', true);
const SHA224 = digest('sha224', true);
const SHA256 = digest('sha256');
const SHA384 = digest('sha384');
const SHA512 = digest('sha512');

/** By object identifier; and by the URIs of XML signatures. */
const DIGESTS: ReadonlyMap<string, Digest> = new Map([
  ['1.2.840.113549.2.5', MD5],
  ['1.3.14.3.2.26', SHA1],
  ['2.16.840.1.101.3.4.2.4', SHA224],
  ['2.16.840.1.101.3.4.2.1', SHA256],
  ['2.16.840.1.101.3.4.2.2', SHA384],
  ['2.16.840.1.101.3.4.2.3', SHA512],
  ['http://www.w3.org/2000/09/xmldsig#sha1', SHA1],
  ['http://www.w3.org/2001/04/xmlenc#sha256', SHA256],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', SHA384],
  ['http://www.w3.org/2001/04/xmlenc#sha512', SHA512],
]);

export function digestBy(identifier: string): Digest | undefined {
  return DIGESTS.get(identifier);
}

type Padding = 'pkcs1' | 'pss' | 'ecdsa';

/** How a signature value was made. */
export interface Scheme {
  padding: Padding;
  digest: Digest;
  /** Bytes; of PSS only. */
  saltLength?: number;
}

/** Identifiers that name padding and digest in one; `undefined`: the digest stands beside. */
const SCHEMES: ReadonlyMap<string, { padding: Padding; digest: Digest | undefined }> = new Map([
  ['1.2.840.113549.1.1.1', { padding: 'pkcs1', digest: undefined }],
  ['1.2.840.113549.1.1.4', { padding: 'pkcs1', digest: MD5 }],
  ['1.2.840.113549.1.1.5', { padding: 'pkcs1', digest: SHA1 }],
  ['1.2.840.113549.1.1.11', { padding: 'pkcs1', digest: SHA256 }],
  ['1.2.840.113549.1.1.12', { padding: 'pkcs1', digest: SHA384 }],
  ['1.2.840.113549.1.1.13', { padding: 'pkcs1', digest: SHA512 }],
  ['1.2.840.10045.4.1', { padding: 'ecdsa', digest: SHA1 }],
  ['1.2.840.10045.4.3.2', { padding: 'ecdsa', digest: SHA256 }],
  ['1.2.840.10045.4.3.3', { padding: 'ecdsa', digest: SHA384 }],
  ['1.2.840.10045.4.3.4', { padding: 'ecdsa', digest: SHA512 }],
]);

const PSS = '1.2.840.113549.1.1.10';

/** The scheme of a signature algorithm; `beside`: the digest that is named apart. Undefined: not one that is known, or they disagree. */
export function schemeOf(algorithm: AlgorithmIdentifier, beside?: Digest): Scheme | undefined {
  if (algorithm.algorithmId === PSS) return pssOf(algorithm, beside);
  const known = SCHEMES.get(algorithm.algorithmId);
  const used = known?.digest ?? beside;
  if (!known || !used || (beside && used !== beside)) return undefined;
  return { padding: known.padding, digest: used };
}

function pssOf(algorithm: AlgorithmIdentifier, beside: Digest | undefined): Scheme | undefined {
  const parameters = new RSASSAPSSParams({ schema: algorithm.algorithmParams });
  const used = digestBy(parameters.hashAlgorithm.algorithmId);
  if (!used || (beside && used !== beside)) return undefined;
  return { padding: 'pss', digest: used, saltLength: parameters.saltLength };
}

/** By the URIs of XML signatures (RFC 9231). HMAC is not among them: its key would be whoever's. */
const XML_SCHEMES: ReadonlyMap<string, Scheme> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', { padding: 'pkcs1', digest: SHA1 }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', { padding: 'pkcs1', digest: SHA256 }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha384', { padding: 'pkcs1', digest: SHA384 }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', { padding: 'pkcs1', digest: SHA512 }],
  [
    'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
    { padding: 'pss', digest: SHA256, saltLength: 32 },
  ],
  [
    'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1',
    { padding: 'pss', digest: SHA512, saltLength: 64 },
  ],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', { padding: 'ecdsa', digest: SHA256 }],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384', { padding: 'ecdsa', digest: SHA384 }],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512', { padding: 'ecdsa', digest: SHA512 }],
]);

export function xmlSchemeOf(algorithm: string): Scheme | undefined {
  return XML_SCHEMES.get(algorithm);
}

/** Whether `signature` was made over the chunks with the key's other half. False too where key and scheme do not fit. */
export async function isSignedBy(
  key: KeyObject,
  { padding, digest: { node }, saltLength }: Scheme,
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  signature: Buffer,
  dsaEncoding: 'der' | 'ieee-p1363' = 'der',
): Promise<boolean> {
  if (key.asymmetricKeyType !== (padding === 'ecdsa' ? 'ec' : 'rsa')) return false;
  const verifier = createVerify(node);
  for await (const chunk of chunks) verifier.update(chunk);
  if (padding === 'ecdsa') return verifier.verify({ key, dsaEncoding }, signature);
  if (padding === 'pkcs1') {
    return verifier.verify({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  }
  return verifier.verify(
    {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: saltLength ?? constants.RSA_PSS_SALTLEN_DIGEST,
    },
    signature,
  );
}

/** Below 2,048 bits an RSA key, below 224 an elliptic one, is not enough any more (ETSI TS 119 312). */
export function isShortKey(key: KeyObject): boolean {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return modulusLength < 2_048;
  return namedCurve !== undefined && /^(secp1(12|28|60|92)|prime192|brainpoolP1)/.test(namedCurve);
}
