import type { SignatureCheck, SignatureReason } from '../../domain/signature.js';

export function passed(vietnamese: string, english: string): SignatureCheck {
  return { state: 'PASSED', message: `${vietnamese} · ${english}` };
}

/** It is known to be wrong. */
export function failed(reason: SignatureReason, vietnamese: string, english: string): SignatureCheck {
  return { state: 'FAILED', reason, message: `${vietnamese} · ${english}` };
}

/** It cannot be said with what is at hand. */
export function unknown(reason: SignatureReason, vietnamese: string, english: string): SignatureCheck {
  return { state: 'UNKNOWN', reason, message: `${vietnamese} · ${english}` };
}

/** What is said of the checks that ask about a certificate when there is none. */
export function noCertificate(): SignatureCheck {
  return unknown(
    'NO_SIGNING_CERTIFICATE_FOUND',
    'Không tìm thấy chứng thư của người ký',
    "the signer's certificate was not found",
  );
}
