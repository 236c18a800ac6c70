import { withoutIdentityNumbers } from '../identity-number.js';
import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

export const CERTIFICATE_HOLDERS = ['PERSON', 'AGENCY'] as const;
export type CertificateHolder = (typeof CERTIFICATE_HOLDERS)[number];

export const CERTIFICATE_DEVICES = ['TOKEN', 'SIM', 'REMOTE'] as const;
export type CertificateDevice = (typeof CERTIFICATE_DEVICES)[number];

export const CERTIFICATE_STATES = ['REQUESTED', 'VALID', 'SUSPENDED', 'REVOKED', 'EXPIRED'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

/** A certificate for digital signatures that an officer or an agency holds (chứng thư số), as its issuer lists it. Never a key. */
export interface CertificateRecord {
  kind: 'certificate';
  /** Serial and issuer; see {@link certificateCode}. */
  code: string;
  /** Hexadecimal, upper case, without leading zeros. */
  serial: string;
  /** In the one spelling of domain/distinguished-name, whole: sealed with the version, and kept in clear without identity numbers. */
  issuerDn: string;
  subjectDn: string;
  holderKind: CertificateHolder;
  unit: string;
  /** Of a person: 12 digits. */
  personalId?: string;
  notBefore: Instant;
  notAfter: Instant;
  device?: CertificateDevice;
  /** As the issuer says; that time has passed it may say later. */
  state: CertificateState;
  revokedAt?: Instant;
  changedAt: Instant;
  deleted?: boolean;
}

/** A serial is unique only under its issuer. Whoever signed their own certificate is its issuer, and keys stand in logs. */
export function certificateCode(serial: string, issuerDn: string): string {
  return `${serial} ${withoutIdentityNumbers(issuerDn)}`;
}

/** `00:1a:2b`, `0x1A2B` and `1a2b` are one serial. Undefined: not hexadecimal. */
export function canonicalSerial(text: string): string | undefined {
  const digits = text.trim().replace(/^0x/i, '').replace(/[\s:]/g, '');
  return /^[0-9a-f]{1,64}$/i.test(digits) ? digits.toUpperCase().replace(/^0+(?=.)/, '') : undefined;
}

export const certificate = {
  kind: 'certificate',
  label: 'Chứng thư số',
  permission: 'signatures.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  afterDeath: ['REVOKED', 'EXPIRED'] satisfies CertificateState[],
  lists: ['Certificate'],
  classes: {
    Query: { certificates: 'I', certificate: 'I' },
    Certificate: {
      id: 'P',
      code: 'P',
      serial: 'P',
      issuerDn: 'P',
      subjectDn: 'P',
      holderKind: 'P',
      unit: 'P',
      personalId: 'PD',
      notBefore: 'P',
      notAfter: 'P',
      device: 'I',
      state: 'P',
      revokedAt: 'P',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
      signatures: 'I',
    },
    Unit: { certificates: 'I' },
    DossierResult: { signatures: 'I' },
  },
} as const satisfies KindFacts<CertificateRecord['kind'], keyof CertificateRecord>;
