import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunked, counting, golden, header, packages, read, report } from './support.js';

/** Old SOAP packages with their attachments as MIME parts behind the envelope (multipart/related). */
const keptAs = (text: string | Uint8Array) => `kept:${createHash('sha256').update(text).digest('hex')}`;
const envelope = golden('old-soap.xml')
  .replace(/ {2}<AttachmentEncoded>[\s\S]*<\/AttachmentEncoded>\n/, '')
  .replace('href="cid:1"', 'href="cid:a%401"');
const HEAD =
  'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/xml";\r\n boundary="=_b1"\r\n\r\n';
const ROOT = `--=_b1\r\nContent-Type: text/xml; charset=utf-8\r\nContent-ID: <root>\r\n\r\n${envelope}\r\n`;
const part = (headers: string, body: string) => `--=_b1\r\n${headers}\r\n\r\n${body}\r\n`;
const ATTACHED = part(
  'Content-ID: <a@1>\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: binary',
  'Lời họp\n--=_b1x\r\n',
);
const END = '--=_b1--\r\n';
const whole = HEAD + ROOT + ATTACHED + END;

const faults = async (text: string, contents = counting()) =>
  (await read(text, { contents })).problems?.map(({ field, code }) => `${field} ${code}`) ?? [];

describe('a package with MIME parts', () => {
  it.each([
    ['with the headers that name the boundary', whole],
    ['as a body alone', ROOT + ATTACHED + END],
    ['behind a preamble', `${HEAD}This is MIME.\r\n${ROOT}${ATTACHED}${END}epilogue`],
  ])('%s is read, its attachments found by Content-ID', async (_, text) => {
    const contents = counting();
    const { raw, problems } = await read(text, { contents });
    expect(problems).toBeUndefined();
    expect(header(raw)).toMatchObject({ Subject: 'Mời họp' });
    const file = keptAs('Lời họp\n--=_b1x\r\n');
    expect(raw).toMatchObject({
      Attachments: [{ AttachmentName: 'moi-hop.txt', ContentType: 'text/plain', File: file }],
    });
    expect(contents.kept).toEqual([file]);
  });

  it('says the same however it is cut', async () => {
    const once = await read(whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (size) => {
        expect(await read(whole, { size })).toEqual(once);
      }),
      { seed: 9, numRuns: 40 },
    );
  });

  it('carries any content whole, plain or as base64, with line ends of either kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('\r', '\n', '-', '--', '=_b1', 'x', '\r\n--=_b', 'á')),
        fc.boolean(),
        fc.integer({ min: 1, max: 50 }),
        async (pieces, base64, size) => {
          const text = `${pieces.join('').replace(/\n--=_b1/g, '')}.`;
          const body = base64 ? Buffer.from(text).toString('base64').replace(/.{20}/g, '$&\r\n') : text;
          const encoding = base64 ? 'base64' : '8bit';
          const sent = part(`Content-ID: a@1\r\nContent-Transfer-Encoding: ${encoding}`, body);
          const { raw, problems } = await read(HEAD + ROOT + sent + END, { size });
          expect(problems).toBeUndefined();
          expect(raw).toMatchObject({ Attachments: [{ File: keptAs(text) }] });
        },
      ),
      { seed: 10, numRuns: 80 },
    );
  });

  it.each([
    [
      'another Content-ID than the manifest has',
      ATTACHED.replace('a@1', 'a@2'),
      [
        'Part[1].Content-ID NOT_IN_MANIFEST',
        'Part[1].AttachmentName MISSING',
        'Reference[0].href CID_MISSING',
      ],
    ],
    ['no attachment', '', ['Reference[0].href CID_MISSING']],
    ['one attachment twice', ATTACHED + ATTACHED, ['Part[2].Content-ID DUPLICATE_CID']],
    [
      'another name than the manifest has',
      ATTACHED.replace('binary', 'binary\r\nContent-Disposition: attachment; filename="khac.txt"'),
      ['Part[1].AttachmentName NAME_DIFFERS'],
    ],
    [
      'no Content-ID',
      ATTACHED.replace('Content-ID: <a@1>\r\n', ''),
      ['Part[1].Content-ID MISSING', 'Part[1].AttachmentName MISSING', 'Reference[0].href CID_MISSING'],
    ],
    ['broken base64', ATTACHED.replace('binary', 'base64'), ['Part[1].content BAD_BASE64']],
    [
      'an encoding that is not taken',
      ATTACHED.replace('binary', 'quoted-printable'),
      ['Part[1].content BAD_TRANSFER_ENCODING'],
    ],
    ['an empty attachment', part('Content-ID: <a@1>', ''), ['Part[1].content EMPTY']],
  ])('with %s is told so, and nothing of it is kept', async (_, parts, expected) => {
    const contents = counting();
    expect(await faults(HEAD + ROOT + parts + END, contents)).toEqual(expected);
    expect(contents.kept).toEqual([]);
  });

  it.each([
    ['that breaks off in an attachment', HEAD + ROOT + ATTACHED.slice(0, -20), 'BROKEN_MIME'],
    ['that breaks off before its end', HEAD + ROOT + ATTACHED, 'BROKEN_MIME'],
    ['without a boundary', 'Content-Type: multipart/related\r\n\r\n--x\r\n', 'BROKEN_MIME'],
    ['that is another kind of message', 'Content-Type: text/plain\r\n\r\nhello', 'BROKEN_MIME'],
    ['with a header without end', `${HEAD}--=_b1\r\nX: ${'x'.repeat(20_000)}`, 'BROKEN_MIME'],
    ['with headers without end', `${HEAD}--=_b1\r\n${'X: x\r\n'.repeat(100)}`, 'BROKEN_MIME'],
    [
      'whose envelope is encoded',
      whole.replace('Content-ID: <root>', 'Content-Transfer-Encoding: base64'),
      'BROKEN_MIME',
    ],
    [
      'with a bomb as its envelope',
      whole.replace('<SOAP-ENV:Envelope', '<!DOCTYPE x [<!ENTITY a "b">]><SOAP-ENV:Envelope'),
      'DOCTYPE',
    ],
    [
      'with parts without end',
      HEAD + ROOT + part('Content-ID: <z>', 'z').repeat(201) + END,
      'TOO_MANY_ELEMENTS',
    ],
    ['without an envelope', HEAD + END, 'NOT_A_PACKAGE'],
  ])('%s is not taken, and nothing of it is kept', async (_, text, code) => {
    const contents = counting();
    await expect(read(text, { contents })).rejects.toMatchObject({ code });
    expect(contents.kept).toEqual([]);
  });

  it('that is screened out is not read beyond its header', async () => {
    const contents = counting();
    const problem = { field: 'Subject', code: 'SECRET', message: 'mật' };
    const item = await read(whole, { contents, screen: () => ({ problem, kept: {} }) });
    expect(item.unreadable).toEqual(problem);
    expect(contents.open_).toBe(0);
  });

  it('is answered as any package is', async () => {
    const own = packages('arrived', ['000.00.15.H56']);
    const [answer] = await own.answers(chunked(whole, 100), report());
    expect(answer?.text).toContain('000.00.14.H56,2024/08/02,7/UBND-VP');
  });
});
