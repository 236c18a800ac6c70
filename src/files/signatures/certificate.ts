import { createHash, X509Certificate } from 'node:crypto';
import { fromBER } from 'asn1js';
import { Certificate as PkiCertificate, type RelativeDistinguishedNames } from 'pkijs';
import type { SignerFacts } from '../../domain/signature.js';

/** A certificate as both libraries see it: node:crypto checks with its key, pkijs builds paths. */
export interface Certificate {
  pki: PkiCertificate;
  node: X509Certificate;
  der: Buffer;
  /** SHA-256, hexadecimal. */
  fingerprint: string;
}

/** Throws when the bytes are no certificate. */
export function certificateOf(bytes: Buffer | string): Certificate {
  const node = new X509Certificate(bytes);
  const der = node.raw;
  const pki = new PkiCertificate({ schema: fromBER(der).result });
  return { pki, node, der, fingerprint: createHash('sha256').update(der).digest('hex') };
}

/** Those of a signature's own list that can be read; others are of no use to it. */
export function certificatesOf(given: readonly unknown[]): Certificate[] {
  return given.flatMap((one) => {
    if (!(one instanceof PkiCertificate)) return [];
    try {
      return [certificateOf(Buffer.from(one.toSchema().toBER()))];
    } catch {
      return [];
    }
  });
}

/** Hexadecimal, upper case, without leading zeros: as {@link SignerFacts.serial}. */
export function serialOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .toUpperCase()
    .replace(/^0+(?=.)/, '');
}

export function factsOf({ pki, fingerprint }: Certificate): SignerFacts {
  return {
    subjectDn: nameOf(pki.subject),
    issuerDn: nameOf(pki.issuer),
    serial: serialOf(pki.serialNumber.valueBlock.valueHexView),
    notBefore: pki.notBefore.value.toISOString(),
    notAfter: pki.notAfter.value.toISOString(),
    fingerprint,
  };
}

const SHORT: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.42': 'GIVENNAME',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'E',
};

/** RFC 4514: the most specific name first. */
export function nameOf(name: RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map(({ type, value }) => `${SHORT[type] ?? type}=${escaped(String(value.valueBlock.value))}`)
    .reverse()
    .join(',');
}

function escaped(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\\",+<>;=]/g, '\\$&')
    .replace(/^[ #]| $/g, '\\$&');
}
