import { createHash } from 'node:crypto';
import {
  BitString,
  fromBER,
  Integer,
  ObjectIdentifier,
  OctetString,
  PrintableString,
  Sequence,
  Utf8String,
} from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CertificateRevocationList,
  Extension,
  Extensions,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  RevokedCertificate,
  Time,
} from 'pkijs';
import type { SampleKey } from './key.js';

/** Country, organisation, common name. */
export type Name = readonly [country: string, organisation: string, name: string];

/** Whoever can sign: a key and the certificate of it. */
export interface Holder {
  key: SampleKey;
  /** DER */
  certificate: Buffer;
  name: Name;
}

const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const NAME_TYPES = ['2.5.4.6', '2.5.4.10', '2.5.4.3'] as const;
/** Key usages as RFC 5280 has them, with how many bits of the byte are unused. */
const USAGES = { authority: [0x06, 1], signer: [0xc0, 6] } as const;

export function ecdsaSha256(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: ECDSA_SHA256 });
}

/** Times in ms; `serial` hexadecimal. Without an issuer it signs itself. */
export function issue(
  key: SampleKey,
  name: Name,
  given: { serial: string; from: number; to: number; use: keyof typeof USAGES; issuer?: Holder },
): Holder {
  const { issuer, use } = given;
  const [usage, unused] = USAGES[use];
  const certificate = new Certificate({
    version: 2,
    serialNumber: Integer.fromBigInt(BigInt(`0x${given.serial}`)),
    signature: ecdsaSha256(),
    signatureAlgorithm: ecdsaSha256(),
    issuer: distinguished(issuer?.name ?? name),
    subject: distinguished(name),
    notBefore: timeOf(given.from),
    notAfter: timeOf(given.to),
    subjectPublicKeyInfo: new PublicKeyInfo({
      algorithm: new AlgorithmIdentifier({
        algorithmId: '1.2.840.10045.2.1',
        algorithmParams: new ObjectIdentifier({ value: '1.2.840.10045.3.1.7' }),
      }),
      subjectPublicKey: new BitString({ valueHex: key.publicKey }),
    }),
    extensions: [
      extension('2.5.29.19', true, new BasicConstraints({ cA: use === 'authority' }).toSchema()),
      extension('2.5.29.15', true, new BitString({ valueHex: Uint8Array.of(usage), unusedBits: unused })),
      extension('2.5.29.14', false, new OctetString({ valueHex: identifierOf(key) })),
    ],
  });
  return { key, name, certificate: signed(certificate.toSchema(true), issuer?.key ?? key) };
}

/** The issuer's list of revoked certificates (DER): serials, hexadecimal, and when, ms. */
export function revocationList(
  issuer: Holder,
  { from, to, revoked }: { from: number; to: number; revoked: readonly { serial: string; at: number }[] },
): Buffer {
  const list = new CertificateRevocationList({
    version: 1,
    signature: ecdsaSha256(),
    signatureAlgorithm: ecdsaSha256(),
    issuer: distinguished(issuer.name),
    thisUpdate: timeOf(from),
    nextUpdate: timeOf(to),
    crlExtensions: new Extensions({
      extensions: [extension('2.5.29.20', false, new Integer({ value: 1 }))],
    }),
  });
  if (revoked.length > 0) {
    list.revokedCertificates = revoked.map(
      ({ serial, at }) =>
        new RevokedCertificate({
          userCertificate: Integer.fromBigInt(BigInt(`0x${serial}`)),
          revocationDate: timeOf(at),
        }),
    );
  }
  return signed(list.toSchema(true), issuer.key);
}

export function distinguished(name: Name): RelativeDistinguishedNames {
  return new RelativeDistinguishedNames({
    typesAndValues: name.map(
      (value, index) =>
        new AttributeTypeAndValue({
          type: NAME_TYPES[index] ?? NAME_TYPES[2],
          value: index === 0 ? new PrintableString({ value }) : new Utf8String({ value }),
        }),
    ),
  });
}

export function parsed(der: Buffer): Certificate {
  return new Certificate({ schema: fromBER(der).result });
}

export function pem(label: 'CERTIFICATE' | 'X509 CRL', der: Buffer): Buffer {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return Buffer.from(`-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`);
}

/** What is signed of a certificate or a list is its first part, the signature its last. */
function signed(whole: Sequence, key: SampleKey): Buffer {
  const [content, algorithm] = whole.valueBlock.value;
  if (!content || !algorithm) throw new RangeError('nothing to sign');
  const value = new BitString({ valueHex: key.sign(new Uint8Array(content.toBER()), 'der') });
  return Buffer.from(new Sequence({ value: [content, algorithm, value] }).toBER());
}

function identifierOf({ publicKey }: SampleKey): Uint8Array {
  return createHash('sha1').update(publicKey).digest();
}

function extension(extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() });
}

/** UTCTime, as RFC 5280 wants it until 2049; the sample's certificates end before. */
function timeOf(at: number): Time {
  return new Time({ type: 0, value: new Date(at) });
}
