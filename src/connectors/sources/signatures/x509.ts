import { X509Certificate } from 'node:crypto';
import { canonicalDn } from '../../../domain/distinguished-name.js';
import { canonicalSerial } from '../../../domain/kinds/certificate.js';

/** What a certificate says of itself, in the spellings of the record. */
export interface CertificateFacts {
  serial: string | undefined;
  issuerDn: string | undefined;
  subjectDn: string | undefined;
  /** Milliseconds. */
  notBefore: number;
  notAfter: number;
}

/** Reads PEM, or DER in base64. Undefined: not a certificate. */
export function readCertificate(text: string): CertificateFacts | undefined {
  try {
    const given = text.includes('-----BEGIN ') ? text : Buffer.from(text, 'base64');
    const { serialNumber, issuer, subject, validFrom, validTo } = new X509Certificate(given);
    return {
      serial: canonicalSerial(serialNumber),
      issuerDn: nameOf(issuer),
      subjectDn: nameOf(subject),
      notBefore: Date.parse(validFrom),
      notAfter: Date.parse(validTo),
    };
  } catch {
    return undefined;
  }
}

/** Node gives a line for each name, the least specific first. */
function nameOf(lines: string): string | undefined {
  return canonicalDn(lines.split('\n').reverse().join(','));
}
