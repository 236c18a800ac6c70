import type { SignatureCheck } from '../../domain/signature.js';
import type { Certificate } from './certificate.js';
import { failed, passed, unknown } from './checks.js';
import type { SigningTime } from './revocation.js';

/** Clocks of signers may be ahead by this, ms. */
const TOLERANCE_MS = 5 * 60_000;

/** Whether the certificate was valid when the signature was made, not whether it is today. */
export function checkTime({ pki }: Certificate, { at, proven }: SigningTime, now: Date): SignatureCheck {
  const from = pki.notBefore.value;
  const to = pki.notAfter.value;
  if (at < from) {
    return failed(
      'NOT_YET_VALID',
      'Ký trước khi chứng thư có hiệu lực',
      'signed before the certificate became valid',
    );
  }
  if (at > to)
    return failed('EXPIRED', 'Ký sau khi chứng thư hết hạn', 'signed after the certificate expired');
  if (at.getTime() > now.getTime() + TOLERANCE_MS) {
    return unknown(
      'SIG_CONSTRAINTS_FAILURE',
      'Thời điểm ký ở tương lai',
      'the signing time lies in the future',
    );
  }
  if (proven > to) {
    return unknown(
      'OUT_OF_BOUNDS_NO_POE',
      'Chứng thư đã hết hạn; không có bằng chứng đã ký trước đó',
      'the certificate has expired, and nothing proves that the signature is older',
    );
  }
  return passed('Chứng thư có hiệu lực tại thời điểm ký', 'the certificate was valid at signing time');
}
