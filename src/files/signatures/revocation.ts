import type { SignatureCheck } from '../../domain/signature.js';
import { type Certificate, serialOf } from './certificate.js';
import { failed, passed, unknown } from './checks.js';
import type { Revocation, RevocationList } from './revocation-list.js';

/** When a signature was made, as far as is known. */
export interface SigningTime {
  /** As the signer claims; the moment itself where there is a trusted time stamp. */
  at: Date;
  /** By then it surely existed: a trusted time stamp, the time at which the hub kept the file, or now. */
  proven: Date;
}

/**
 * Whether any certificate of the path but its root was revoked when the signature was made. `path`: the signer's certificate first.
 * A list speaks only if its issuer signed it, and says "not revoked" only if it was to be replaced after the signature surely
 * existed, or was made after that.
 */
export async function checkRevocation(
  path: readonly Certificate[],
  lists: readonly RevocationList[],
  signed: SigningTime,
): Promise<SignatureCheck> {
  let doubt: SignatureCheck | undefined;
  let later: SignatureCheck | undefined;
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1];
    if (!issuer) break;
    const own = await listsOf(issuer, lists);
    const revocation = revocationOf(certificate, own);
    if (revocation) {
      const verdict = judge(revocation, signed, index === 0);
      if (verdict.state === 'FAILED') return verdict;
      if (verdict.state === 'UNKNOWN') doubt ??= verdict;
      else later ??= verdict;
    } else {
      doubt ??= silence(own, signed.proven);
    }
  }
  return doubt ?? later ?? passed('Chưa bị thu hồi khi ký', 'not revoked when it was signed');
}

/** Of this issuer, oldest first. */
async function listsOf(issuer: Certificate, lists: readonly RevocationList[]): Promise<RevocationList[]> {
  const own: RevocationList[] = [];
  for (const list of lists) if (await list.isIssuedBy(issuer)) own.push(list);
  return own.sort((a, b) => a.thisUpdate.getTime() - b.thisUpdate.getTime());
}

/** A hold that a newer list no longer has was lifted; a revocation stands, though lists drop it when the certificate has expired. */
function revocationOf({ pki }: Certificate, own: readonly RevocationList[]): Revocation | undefined {
  const serial = serialOf(pki.serialNumber.valueBlock.valueHexView);
  let standing: Revocation | undefined;
  for (const { revoked, isComplete } of own) {
    const entry = revoked.get(serial);
    if (entry) standing = !standing || entry.at < standing.at ? entry : standing;
    else if (isComplete && standing?.onHold) standing = undefined;
  }
  return standing;
}

function judge(revocation: Revocation, { at, proven }: SigningTime, isSigner: boolean): SignatureCheck {
  const [whose, english] = isSigner
    ? ['Chứng thư của người ký', "the signer's certificate"]
    : ['Chứng thư của cơ quan cấp', "an issuer's certificate"];
  if (proven < revocation.at)
    return passed(`${whose} bị thu hồi sau khi ký`, `${english} was revoked only after`);
  const day = revocation.at.toISOString().slice(0, 10);
  return at < revocation.at
    ? unknown(
        'REVOKED_NO_POE',
        `${whose} bị thu hồi ngày ${day}; không có bằng chứng đã ký trước đó`,
        `${english} was revoked on ${day}, and nothing proves that the signature is older`,
      )
    : failed('REVOKED', `${whose} đã bị thu hồi ngày ${day}`, `${english} was revoked on ${day}`);
}

function silence(own: readonly RevocationList[], proven: Date): SignatureCheck | undefined {
  const complete = own.filter(({ isComplete }) => isComplete);
  if (complete.some(({ thisUpdate, nextUpdate }) => (nextUpdate ?? thisUpdate) >= proven)) return undefined;
  return complete.length === 0
    ? unknown(
        'TRY_LATER',
        'Chưa có danh sách chứng thư bị thu hồi (CRL) của cơ quan cấp',
        'there is no list of revoked certificates (CRL) of the issuer',
      )
    : unknown(
        'TRY_LATER',
        'Danh sách chứng thư bị thu hồi (CRL) đã quá hạn',
        'the list of revoked certificates (CRL) is out of date',
      );
}
