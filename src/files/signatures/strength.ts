import type { SignatureCheck } from '../../domain/signature.js';
import { type Digest, digestBy, isShortKey, schemeOf } from './algorithms.js';
import type { Certificate } from './certificate.js';
import { failed, passed } from './checks.js';

/** Whether what the signature and its chain lean on is still strong; a root is believed for what it is, not for its own signature. */
export function checkStrength(
  digests: readonly Digest[],
  certificate: Certificate,
  path: readonly Certificate[],
): SignatureCheck {
  const chain = (path.length > 1 ? path.slice(0, -1) : []).flatMap(
    ({ pki }) =>
      schemeOf(pki.signatureAlgorithm)?.digest ?? digestBy(pki.signatureAlgorithm.algorithmId) ?? [],
  );
  const weak = new Set([...digests, ...chain].filter((one) => one.weak).map(({ label }) => label));
  if (isShortKey(certificate.node.publicKey))
    weak.add(String(certificate.node.publicKey.asymmetricKeyType).toUpperCase());
  if (weak.size === 0) return passed('Thuật toán đủ mạnh', 'the algorithms are strong enough');
  const names = [...weak].join(', ');
  return failed(
    'CRYPTO_CONSTRAINTS_FAILURE',
    `Thuật toán yếu: ${names}`,
    `a weak algorithm was used: ${names}`,
  );
}
