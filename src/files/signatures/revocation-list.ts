import { createHash } from 'node:crypto';
import { type Enumerated, fromBER } from 'asn1js';
import { CertificateRevocationList } from 'pkijs';
import { type Certificate, nameOf, serialOf } from './certificate.js';

export interface Revocation {
  at: Date;
  /** Only suspended: a newer list may take it back. */
  onHold: boolean;
}

/** A list of revoked certificates (RFC 5280, 5), looked up by serial. */
export interface RevocationList {
  /** RFC 4514, most specific name first. */
  issuerDn: string;
  thisUpdate: Date;
  nextUpdate: Date | undefined;
  revoked: ReadonlyMap<string, Revocation>;
  /** It lists all that its issuer revoked: neither a delta nor a part. */
  isComplete: boolean;
  /** SHA-256 of the list, hexadecimal. */
  fingerprint: string;
  /** Whether this authority issued and signed it. */
  isIssuedBy(authority: Certificate): Promise<boolean>;
}

const REASON = '2.5.29.21';
const HOLD = 6;
const DELTA = '2.5.29.27';
const DISTRIBUTION_POINT = '2.5.29.28';
const KEY_USAGE = '2.5.29.15';
const CRL_SIGN = 0x02;
/** About eight nodes an entry: room for half a million. */
const MAX_NODES = 5_000_000;

/** Throws when the bytes are no list. */
export function revocationListOf(der: Buffer): RevocationList {
  const { offset, result } = fromBER(der, { maxNodes: MAX_NODES, maxContentLength: der.length });
  if (offset === -1) throw new SyntaxError(result.error);
  const list = new CertificateRevocationList({ schema: result });
  const extensions = list.crlExtensions?.extensions ?? [];
  const verified = new Map<string, Promise<boolean>>();
  return {
    issuerDn: nameOf(list.issuer),
    thisUpdate: list.thisUpdate.value,
    nextUpdate: list.nextUpdate?.value,
    revoked: new Map(
      (list.revokedCertificates ?? []).map(({ userCertificate, revocationDate, crlEntryExtensions }) => {
        const reason = crlEntryExtensions?.extensions.find(({ extnID }) => extnID === REASON)?.parsedValue;
        const onHold = (reason as Enumerated | undefined)?.valueBlock.valueDec === HOLD;
        return [serialOf(userCertificate.valueBlock.valueHexView), { at: revocationDate.value, onHold }];
      }),
    ),
    isComplete: !extensions.some(({ extnID }) => extnID === DELTA || extnID === DISTRIBUTION_POINT),
    fingerprint: createHash('sha256').update(der).digest('hex'),
    isIssuedBy(authority) {
      const known = verified.get(authority.fingerprint);
      if (known) return known;
      const asked = isIssuer(list, authority);
      verified.set(authority.fingerprint, asked);
      return asked;
    },
  };
}

async function isIssuer(list: CertificateRevocationList, { pki }: Certificate): Promise<boolean> {
  if (!list.issuer.isEqual(pki.subject)) return false;
  const usage = pki.extensions?.find(({ extnID }) => extnID === KEY_USAGE)?.parsedValue;
  if (usage && ((usage.valueBlock.valueHexView[0] ?? 0) & CRL_SIGN) === 0) return false;
  try {
    return await list.verify({ issuerCertificate: pki });
  } catch {
    return false;
  }
}
