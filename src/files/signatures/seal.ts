import type { NamedFile, SignatureCheck } from '../../domain/signature.js';
import { coverageOf } from './xml/coverage.js';
import { readXml, type XmlReading } from './xml/verify.js';

const NOBODY = { roots: [], lists: [] } as const;

/**
 * Why a signature in this XML does not sign what is there, or why not all of it and of the `files` that came with it is signed, Vietnamese · English;
 * undefined: each holds, and all is signed, by each of them or by several together (an agency's seal over everything, a signer's over the header). XML without a
 * signature that can be read has the problem too. Who signed, and whether they might, is not asked: that hangs on roots and lists, which change
 * (`checkKeptFiles`). `now`: ms.
 */
export async function signatureProblem(
  xml: Buffer,
  files: readonly NamedFile[],
  now: number,
): Promise<string | undefined> {
  const at = new Date(now);
  const readings = await readXml(xml, { files }, { trust: NOBODY, now: at, keptAt: at });
  if (readings.length === 0)
    return 'Không có chữ ký số nào đọc được · there is no digital signature that can be read';
  const broken = readings.find(({ integrity }) => !isSettled(integrity));
  if (broken) return broken.integrity.message;
  const partial = readings.find(({ coverage }) => coverage.state !== 'PASSED');
  if (!partial) return undefined;
  const together = coverageTogether(readings, files) ?? partial.coverage;
  return together.state === 'PASSED' ? undefined : together.message;
}

/** What cannot be compared is not signed; only that nobody says who signed has nothing to do with what was. */
function isSettled(check: SignatureCheck): boolean {
  return check.state === 'PASSED' || check.reason === 'NO_SIGNING_CERTIFICATE_FOUND';
}

/**
 * What those sign whose value was verified: where one names no certificate, anybody may have written what it signs. Of all signatures, what stands in them is
 * asked too. Undefined: there is none that could be read.
 */
function coverageTogether(
  readings: readonly XmlReading[],
  files: readonly NamedFile[],
): SignatureCheck | undefined {
  const scopes = readings.flatMap(({ integrity, scope }) =>
    scope ? [{ ...scope, targets: integrity.state === 'PASSED' ? scope.targets : [] }] : [],
  );
  const [first] = scopes;
  return (
    first &&
    coverageOf(
      first.root,
      scopes.map(({ shape }) => shape),
      scopes.flatMap(({ targets }) => targets),
      files,
    )
  );
}
