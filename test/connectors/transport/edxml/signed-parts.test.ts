import { describe, expect, it } from 'vitest';
import { readSigned } from './read-signed.js';
import { reference, signatureOf } from './signing.js';

const CONTENT = 'Lời họp\r\n';
const MANIFEST =
  '<edXMLManifest><Reference href="cid:a%401"><AttachmentName>moi-hop.txt</AttachmentName></Reference></edXMLManifest>';
const MESSAGE =
  '<MessageHeader><From><OrganId>000.00.14.H56</OrganId></From><Subject>Mời họp</Subject></MessageHeader>';
/** In canonical form; where its signature belongs stands nothing. */
const ENVELOPE = `<edXML><edXMLHeader>${MESSAGE}</edXMLHeader><edXMLBody>${MANIFEST}</edXMLBody></edXML>`;

/** Behind the message, or in front of the end of the header that is told by `at`. */
const signed = (envelope: string, references: readonly string[] = [], at = '</edXMLHeader>') =>
  envelope.replace(at, () => signatureOf(envelope, ...references) + at);

function withPart(envelope: string, content = CONTENT, base64 = false): string {
  const body = base64 ? Buffer.from(content).toString('base64') : content;
  const encoding = base64 ? 'base64' : 'binary';
  return `--b\r\nContent-ID: <root>\r\n\r\n${envelope}\r\n--b\r\nContent-ID: <a@1>\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n--b--\r\n`;
}

const named = signed(ENVELOPE, [reference('cid:a%401', CONTENT)]);
const BAD = [
  {
    field: 'Signature',
    code: 'BAD_SIGNATURE',
    message: expect.stringMatching(/^Chữ ký số của gói không đúng .* · /) as string,
  },
];

describe('a signed envelope with parts beside it', () => {
  it.each([
    ['plain', withPart(named)],
    ['as base64', withPart(named, CONTENT, true)],
    [
      'by SHA-1, which is for the check of the algorithm to say',
      withPart(signed(ENVELOPE, [reference('cid:a@1', CONTENT, 'http://www.w3.org/2000/09/xmldsig#sha1')])),
    ],
  ])('is taken where the signature names each of them: %s', async (_, text) => {
    for (const size of [7, 1000, undefined]) {
      const { problems, kept } = await readSigned(text, size);
      expect(problems).toBeUndefined();
      expect(kept).toHaveLength(2);
    }
  });

  it.each([
    ['changed', withPart(named, 'Lời khác\r\n')],
    ['changed, as base64', withPart(named, 'Lời khác\r\n', true)],
    ['named by nothing: it might be anybody’s', withPart(signed(ENVELOPE))],
    ['named by another id', withPart(signed(ENVELOPE, [reference('cid:a2', CONTENT)]))],
    [
      'named with a transform',
      withPart(
        signed(ENVELOPE, [
          reference(
            'cid:a%401',
            CONTENT,
            undefined,
            '<ds:Transforms><ds:Transform Algorithm="x:y"></ds:Transform></ds:Transforms>',
          ),
        ]),
      ),
    ],
  ])('is not taken where one is %s', async (_, text) => {
    const { problems, kept } = await readSigned(text);
    expect(problems).toEqual(BAD);
    expect(kept).toEqual([]);
  });

  it('is not taken where the signature names something that did not come', async () => {
    const { problems } = await readSigned(
      withPart(
        signed(ENVELOPE, [...[reference('cid:a%401', CONTENT), reference('https://example.vn/b.pdf', 'b')]]),
      ),
    );
    expect(problems).toEqual(BAD);
  });

  it('may name what stands in it too', async () => {
    const base64 = Buffer.from(CONTENT).toString('base64');
    const attachment = `<Attachment><ContentId>a@1</ContentId><Content64>${base64}</Content64></Attachment>`;
    const whole = ENVELOPE.replace(
      '</edXML>',
      `<AttachmentEncoded>${attachment}</AttachmentEncoded></edXML>`,
    );
    expect((await readSigned(signed(whole, [reference('cid:a%401', CONTENT)]))).problems).toBeUndefined();
    expect((await readSigned(signed(whole, [reference('cid:a%401', 'Lời khác')]))).problems).toEqual(BAD);
  });
});

describe('a signature that cannot be verified', () => {
  it('behind the contents is told so, and no piece of the envelope is kept as if it were all of it', async () => {
    const base64 = Buffer.alloc(3_000, 'x').toString('base64');
    const attachment = `<Attachment><ContentId>a@1</ContentId><Content64>${base64}</Content64></Attachment>`;
    const envelope = `<edXML>${MESSAGE}${MANIFEST}<AttachmentEncoded>${attachment}</AttachmentEncoded><edXMLHeader></edXMLHeader></edXML>`;
    const { problems, kept } = await readSigned(signed(envelope), 1000);
    expect(problems).toMatchObject([
      { code: 'BAD_SIGNATURE', message: expect.stringContaining('đứng sau nội dung') as string },
    ]);
    expect(kept).toEqual([]);
    expect((await readSigned(signed(envelope))).problems).toBeUndefined();
  });

  it('because it is none of XML’s is a problem: the header says that there is one', async () => {
    const envelope = ENVELOPE.replace(`<edXMLBody>${MANIFEST}</edXMLBody>`, '');
    const text = signed(envelope).replaceAll('http://www.w3.org/2000/09/xmldsig#', 'urn:x');
    const { problems, kept } = await readSigned(text);
    expect(problems).toMatchObject([
      {
        code: 'BAD_SIGNATURE',
        message: expect.stringContaining('Không có chữ ký số nào đọc được') as string,
      },
    ]);
    expect(kept).toEqual([]);
  });
});
