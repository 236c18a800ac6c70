import { DAY, startOfDay } from '../calendar.js';
import type { FileWriter } from '../drop-writer.js';
import { Random } from '../random.js';
import { officialsOf } from '../residents.js';
import { currentCommunes, REFORM_DAY } from '../units.js';
import { type Holder, issue, type Name, pem, revocationList } from './certificate.js';
import { sampleKey } from './key.js';

const YEAR = 365 * DAY;
const ISSUER: Name = ['VN', 'Ban Cơ yếu Chính phủ', 'CA mẫu dùng cho cơ quan nhà nước'];
const ROOT: Name = ['VN', 'Ban Cơ yếu Chính phủ', 'CA gốc mẫu'];
/** Who of a commune has a certificate, and the place among its officials. */
const POSTS = [
  ['Chủ tịch', 0],
  ['Phó Chủ tịch', 1],
  ['Văn thư', 9],
] as const;
/** By place in the list: one is taken back, one ended early, one is asleep. */
const FATES: Readonly<Record<number, SampleCertificate['state']>> = {
  6: 'REVOKED',
  7: 'EXPIRED',
  11: 'SUSPENDED',
};

/** A certificate of the sample as its issuer lists it; times in ms. */
export interface SampleCertificate extends Holder {
  /** Hexadecimal. */
  serial: string;
  unit: string;
  /** Of a person. */
  personalId?: string;
  from: number;
  to: number;
  state: 'VALID' | 'REVOKED' | 'EXPIRED' | 'SUSPENDED';
  revokedAt?: number;
}

/** The made-up issuer of the district: a root, an authority below it, and what that gave to the communes and their officers. */
export interface SampleAuthority {
  issuer: Holder;
  /** Of each commune the agency's own and three officers', in this order. */
  certificates: readonly SampleCertificate[];
  /** Root certificates and lists of revoked ones, as TRUSTED_ROOTS and REVOCATION_LISTS want them, below `trust/`. */
  writeTrust(writer: FileWriter): void;
}

/** `now`: when the sample was drawn, ms. The same seed gives the same keys, and so the same certificates. */
export function sampleAuthority(seed: string | number, now: number): SampleAuthority {
  const start = startOfDay(REFORM_DAY) - YEAR;
  const end = start + 20 * YEAR;
  const authority = { from: start, to: end, use: 'authority' } as const;
  const root = issue(sampleKey(seed, 'root'), ROOT, { ...authority, serial: '5A01' });
  const issuer = issue(sampleKey(seed, 'issuer'), ISSUER, { ...authority, serial: '5A02', issuer: root });
  const certificates = currentCommunes().flatMap(({ code, name }, commune) => {
    const officials = officialsOf(seed, commune);
    const officers = POSTS.map(([post, place]) => ({
      holder: `${post} ${name}`,
      personalId: officials[place]?.personalId,
    }));
    return [{ holder: name, personalId: undefined }, ...officers].map(({ holder, personalId }, index) => ({
      ...certificateOf(seed, issuer, {
        unit: code,
        name: ['VN', name, holder],
        index: commune * (POSTS.length + 1) + index,
      }),
      ...(personalId === undefined ? {} : { personalId }),
    }));
  });
  return {
    issuer,
    certificates,
    writeTrust(writer) {
      // Good for a year, so that a sample that is kept stays what it is.
      const list = { from: now, to: now + YEAR };
      const revoked = certificates.flatMap(({ serial, revokedAt }) =>
        revokedAt === undefined ? [] : [{ serial, at: revokedAt }],
      );
      writer.write('trust/roots/ca-goc.pem', pem('CERTIFICATE', root.certificate));
      writer.write('trust/crl/ca-goc.crl', revocationList(root, { ...list, revoked: [] }));
      writer.write('trust/crl/ca-mau.crl', revocationList(issuer, { ...list, revoked }));
    },
  };
}

function certificateOf(
  seed: string | number,
  issuer: Holder,
  { unit, name, index }: { unit: string; name: Name; index: number },
): SampleCertificate {
  const random = new Random(seed, 'certificate', index);
  const serial = `5A${random.digits(10)}${String(index).padStart(2, '0')}`;
  const state = FATES[index] ?? 'VALID';
  const from = startOfDay(REFORM_DAY) - random.int(1, 20) * DAY;
  const to = state === 'EXPIRED' ? startOfDay(REFORM_DAY) + DAY : from + 5 * YEAR;
  const holder = issue(sampleKey(seed, 'holder', index), name, { serial, from, to, use: 'signer', issuer });
  const revokedAt = state === 'REVOKED' ? startOfDay(REFORM_DAY) + DAY : undefined;
  return {
    ...holder,
    serial,
    unit,
    from,
    to,
    state,
    ...(revokedAt === undefined ? {} : { revokedAt }),
  };
}
