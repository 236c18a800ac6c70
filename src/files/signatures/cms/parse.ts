import { type AsnType, fromBER, type OctetString } from 'asn1js';
import { ContentInfo, SignedData, TSTInfo } from 'pkijs';

/** Far above any honest signature; without it a hostile one would cost memory by its nodes. */
const MAX_NODES = 20_000;

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TIMESTAMP_INFO = '1.2.840.113549.1.9.16.1.4';

/** The first ASN.1 value of the bytes; what follows (the padding of a PDF's hole) is not looked at. Throws SyntaxError. */
function firstValue(bytes: Uint8Array): AsnType {
  const { offset, result } = fromBER(bytes, { maxNodes: MAX_NODES });
  if (offset === -1) throw new SyntaxError(result.error);
  return result;
}

/** Throws when the bytes are no CMS SignedData (RFC 5652). */
export function signedDataOf(bytes: Uint8Array): SignedData {
  const content = new ContentInfo({ schema: firstValue(bytes) });
  if (content.contentType !== SIGNED_DATA) throw new SyntaxError('not signed data');
  return new SignedData({ schema: content.content });
}

/** What is signed inside a time stamp token. Throws when it is none (RFC 3161). */
export function timestampInfoOf({ encapContentInfo }: SignedData): TSTInfo {
  const content = contentOf(encapContentInfo.eContent);
  if (encapContentInfo.eContentType !== TIMESTAMP_INFO || !content) {
    throw new SyntaxError('not a time stamp token');
  }
  return new TSTInfo({ schema: firstValue(content) });
}

/** The bytes of an octet string, in one piece or in many. */
export function contentOf(octets: OctetString | undefined): Buffer | undefined {
  return octets && Buffer.from(octets.getValue());
}
