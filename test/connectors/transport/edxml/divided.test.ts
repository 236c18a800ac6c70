import { describe, expect, it } from 'vitest';
import { verify } from '../../../files/signatures/support.js';
import { readSigned } from './read-signed.js';
import { reference, signatureOf, signatureOver, within } from './signing.js';

/* A package with two signatures in its header, neither of which need sign all of it. */

const CONTENT = 'Lời họp\r\n';
const MESSAGE =
  '<MessageHeader Id="m"><From><OrganId>000.00.14.H56</OrganId></From><Subject>Mời họp</Subject></MessageHeader>';
const BODY =
  '<edXMLBody Id="b"><edXMLManifest><Reference href="cid:a%401"><AttachmentName>moi-hop.txt</AttachmentName></Reference></edXMLManifest></edXMLBody>';
const PART = reference('cid:a%401', CONTENT);
const signer = signatureOver(within('m', MESSAGE));

/** In canonical form. */
const envelope = (...signatures: readonly string[]) =>
  `<edXML><edXMLHeader>${MESSAGE}${signatures.join('')}</edXMLHeader>${BODY}</edXML>`;
/** Over all that is there, what others signed before included, and these references. */
const seal = (before: string, ...references: readonly string[]) =>
  signatureOf(envelope(before), ...references);

async function read(text: string) {
  const { problems, kept } = await readSigned(
    `--b\r\nContent-ID: <root>\r\n\r\n${text}\r\n--b\r\nContent-ID: <a@1>\r\n\r\n${CONTENT}\r\n--b--\r\n`,
  );
  return { problems, kept: kept.length };
}

const withoutCertificate = (signature: string) => signature.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '');

describe('a package that two signatures sign', () => {
  it.each([
    ['the seal over everything, a signer’s over the header', [signer, seal(signer, PART)]],
    ['one over the header, one over the body and the part', [signer, signatureOver(within('b', BODY), PART)]],
    ['one over the envelope, one over the part', [signatureOver(PART), seal(signatureOver(PART))]],
  ])('is taken where all that came is signed by one or the other: %s', async (_, signatures) => {
    expect(await read(envelope(...signatures))).toEqual({ problems: undefined, kept: 2 });
  });

  it.each([
    ['the part', [signer, seal(signer)], 'Có tệp đi kèm không được ký'],
    ['the body', [signer, signatureOver(PART)], 'Tài liệu có phần không được ký'],
    [
      'the part by one that names who signed',
      [withoutCertificate(signatureOver(PART)), seal(withoutCertificate(signatureOver(PART)))],
      'Có tệp đi kèm không được ký',
    ],
    [
      'what stands in one that names no certificate',
      [
        signer,
        signatureOver(within('b', BODY), PART),
        withoutCertificate(signer).replace(
          '</ds:Signature>',
          '<ds:Object><Them></Them></ds:Object></ds:Signature>',
        ),
      ],
      'Tài liệu có phần không được ký',
    ],
  ])('is not taken where none signs %s', async (_, signatures, said) => {
    expect(await read(envelope(...signatures))).toEqual({
      problems: [
        { field: 'Signature', code: 'BAD_SIGNATURE', message: expect.stringContaining(said) as string },
      ],
      kept: 0,
    });
  });

  it.each([
    ['a digest', signatureOver(within('m', MESSAGE.replace('Mời', 'Hoãn')))],
    ['the value', signer.replace(/(?<=<ds:SignatureValue>)./, (first) => (first === 'A' ? 'B' : 'A'))],
  ])('is not taken where one does not hold, though the other signs everything: %s', async (_, wrong) => {
    const { problems, kept } = await read(envelope(wrong, seal(wrong, PART)));
    expect(problems).toMatchObject([{ code: 'BAD_SIGNATURE' }]);
    expect(kept).toBe(0);
  });

  it('shows of each by itself what it signs', async () => {
    const reports = await verify(Buffer.from(envelope(signer, seal(signer))));
    expect(reports.map(({ checks }) => [checks.integrity.state, checks.coverage.state])).toEqual([
      ['PASSED', 'FAILED'],
      ['PASSED', 'PASSED'],
    ]);
  });
});
