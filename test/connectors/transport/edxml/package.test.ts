import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { screenSecret } from '../../../../src/connectors/sources/documents/screen.js';
import { hasSecretStamp } from '../../../../src/domain/kinds/document-secret.js';
import { chunked, counting, golden, header, packages, read, report } from './support.js';

const keptAs = (text: string) => `kept:${createHash('sha256').update(text).digest('hex')}`;
const incoming = golden('incoming.edxml');
const faults = async (text: string) =>
  (await read(text)).problems?.map(({ field, code }) => `${field} ${code}`) ?? [];
const replaced = (from: string | RegExp, to: string) => {
  const text = incoming.replace(from, to);
  if (text === incoming) throw new Error(`nothing to replace: ${from}`);
  return text;
};

describe('a package', () => {
  it('is read by local names, its attachments decoded and kept', async () => {
    const contents = counting();
    const { raw, problems, place } = await read(incoming, { contents });
    expect(problems).toBeUndefined();
    expect(place).toEqual({ file: 'vb.edxml' });
    expect(raw).toMatchObject({
      MessageHeader: {
        From: { OrganId: '000.00.00.H56' },
        To: [{ OrganId: '000.00.14.H56' }, { OrganId: '000.00.15.H56' }],
        Code: { CodeNumber: '12345', CodeNotation: 'UBND-THKH' },
        Subject: 'V/v bảo mật thông tin & chuyển đổi số năm 2024',
        ToPlaces: { Place: ['Như trên', 'Lưu: VT, THKH'] },
        OtherInfo: { Priority: '2', Appendixes: { Appendix: ['Biểu 01'] } },
        ResponseFor: [{ DocumentId: '000.00.14.H56,2024/08/01,88/BC-UBND' }],
      },
      TraceHeaderList: { TraceHeader: [{ Timestamp: '2024/08/20 15:30:00' }] },
      Bussiness: { BussinessDocType: '0' },
      Attachments: [
        {
          AttachmentName: '12345.pdf',
          ContentType: 'application/pdf',
          File: keptAs('%PDF-1.4\n%%EOF\n'),
          Bytes: 15,
        },
        { AttachmentName: 'Biểu 01.txt', ContentType: 'text/plain', File: keptAs('Biểu 01') },
      ],
    });
    expect(contents.kept).toEqual([keptAs('%PDF-1.4\n%%EOF\n'), keptAs('Biểu 01')]);
  });

  it('of an old namespace in a SOAP envelope is read the same way', async () => {
    const { raw, problems } = await read(golden('old-soap.xml'));
    expect(problems).toBeUndefined();
    expect(header(raw)).toMatchObject({ To: [{ OrganId: '000.00.15.H56' }], Subject: 'Mời họp' });
    expect(raw).toMatchObject({ Attachments: [{ AttachmentName: 'moi-hop.txt', File: keptAs('Lời họp') }] });
  });

  it('says the same however it is cut', async () => {
    const whole = await read(incoming);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
        expect(await read(incoming, { size })).toEqual(whole);
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it('carries any content whole, however base64 is broken into lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 5_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom('\n', '&#13;\n', '&#xD;', ' \t'),
        async (bytes, width, end) => {
          const base64 = Buffer.from(bytes).toString('base64');
          const lines = base64.replace(new RegExp(`.{${width}}`, 'g'), (line) => line + end);
          const text = incoming.replace('12345.pdf</edXML', 'x.bin</edXML').replace('12345.pdf<', 'x.bin<');
          const { raw, problems } = await read(
            text.replace(/JVBERi0[^<]*/, () => lines),
            { size: 700 },
          );
          expect(problems).toBeUndefined();
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          expect(raw).toMatchObject({ Attachments: [{ File: `kept:${sha256}`, Bytes: bytes.length }, {}] });
        },
      ),
      { seed: 8, numRuns: 40 },
    );
  });

  it.each([
    [
      'a listed attachment that is not there',
      replaced('<ContentId>a2', '<ContentId>a3'),
      ['Attachment[1].ContentId NOT_IN_MANIFEST', 'Reference[1].href CID_MISSING'],
    ],
    [
      'another name than in the manifest',
      replaced('<AttachmentName>12345.pdf', '<AttachmentName>9.pdf'),
      ['Attachment[0].AttachmentName NAME_DIFFERS'],
    ],
    [
      'the same ContentId twice',
      replaced('<ContentId>a2', '<ContentId>a1'),
      [
        'Attachment[1].ContentId DUPLICATE_CID',
        'Attachment[1].AttachmentName NAME_DIFFERS',
        'Reference[1].href CID_MISSING',
      ],
    ],
    [
      'no ContentId',
      replaced('<ContentId>a2</ContentId>', ''),
      ['Attachment[1].ContentId MISSING', 'Reference[1].href CID_MISSING'],
    ],
    [
      'what is no base64',
      replaced('JVBERi0x', 'JVB$Ri0x'),
      ['Attachment[0].ContentTransferEncoded BAD_BASE64'],
    ],
    [
      'base64 that breaks off',
      replaced('JSVFT0YK', 'JSVFT0Y'),
      ['Attachment[0].ContentTransferEncoded BAD_BASE64'],
    ],
    [
      'something behind the padding',
      replaced('JSVFT0YK', 'JQ==JSVF'),
      ['Attachment[0].ContentTransferEncoded BAD_BASE64'],
    ],
    [
      'a reference to a letter',
      replaced('&#13;', '&#65;'),
      ['Attachment[0].ContentTransferEncoded BAD_BASE64'],
    ],
    ['an empty attachment', replaced(/JVBERi0[^<]*/, ' '), ['Attachment[0].ContentTransferEncoded EMPTY']],
    [
      'content that is not what its name says',
      replaced(/JVBERi0[^<]*/, 'TVqQAAMAAAA='),
      ['Attachment[0].ContentTransferEncoded NOT_WHAT_IT_SAYS'],
    ],
  ])('with %s is told so, and nothing of it is kept', async (_, text, expected) => {
    const contents = counting();
    const { problems } = await read(text, { contents });
    expect(problems?.map(({ field, code }) => `${field} ${code}`)).toEqual(expected);
    expect(contents.kept).toEqual([]);
  });

  it('tells all that is wrong with its manifest at once', async () => {
    const text = replaced('JVBERi0x', '%%%%').replace('<ContentId>a2', '<ContentId>a9');
    expect(await faults(text)).toHaveLength(3);
  });

  it.each([
    ['an XML bomb', replaced('?>', '?><!DOCTYPE a [<!ENTITY b "&c;&c;">]>'), 'DOCTYPE'],
    [
      'an external entity',
      replaced('?>', '?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      'DOCTYPE',
    ],
    ['an entity that nobody declared', replaced('&amp;', '&xxe;'), 'BROKEN_XML'],
    ['tags that do not match', replaced('</edXML:From>', '</edXML:To>'), 'BROKEN_XML'],
    ['an end that is missing', incoming.slice(0, -10), 'BROKEN_XML'],
    ['XML that is something else', '<rss><channel/></rss>', 'NOT_A_PACKAGE'],
    ['an envelope without a sender', replaced(/<edXML:From>.*?<\/edXML:From>/s, ''), 'NOT_A_PACKAGE'],
    [
      'parts without end',
      incoming.replace('<edXML:To>', `${'<a>'.repeat(70)}${'</a>'.repeat(70)}<edXML:To>`),
      'BROKEN_XML',
    ],
    ['too many elements', replaced('<edXML:To>', `${'<a/>'.repeat(20_001)}<edXML:To>`), 'TOO_MANY_ELEMENTS'],
    [
      'too much text',
      replaced('<edXML:To>', `${`<a>${'x'.repeat(200_000)}</a>`.repeat(11)}<edXML:To>`),
      'TOO_LONG',
    ],
    ['a tag without end', replaced('<edXML:To>', `<a ${'x'.repeat(300_000)}`), 'BROKEN_XML'],
    ['no XML at all', 'MaHoSo,ChuHoSo\n1,2\n', 'BROKEN_XML'],
  ])('that is %s is not taken', async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });

  it('in another encoding than UTF-8 is not taken', async () => {
    const latin = async function* () {
      yield Buffer.from(incoming.replace('KT.', 'é'), 'latin1');
    };
    await expect(
      packages().read(latin(), { name: 'a.xml', bytes: 1 }, { contents: counting(), trial: true }),
    ).rejects.toMatchObject({
      code: 'WRONG_ENCODING',
    });
  });

  it('that is screened out is not read on, and nothing of it is kept but what may be told', async () => {
    const contents = counting();
    const text = replaced('<edXML:Subject>', '<edXML:Subject>[MẬT] ');
    const problem = { field: 'Subject', code: 'SECRET', message: 'mật' };
    const item = await read(text, {
      contents,
      screen: (raw) =>
        hasSecretStamp(String(header(raw)['Subject'])) ? { problem, kept: { DocumentId: 'x' } } : undefined,
    });
    expect(item).toMatchObject({ raw: { DocumentId: 'x' }, unreadable: problem });
    expect(contents.open_).toBe(0);
    expect(JSON.stringify(item)).not.toContain('chuyển đổi số');
  });

  it.each([
    ['in its header', replaced('<edXML:Subject>', '<edXML:Status>x</edXML:Status><edXML:Subject>[MẬT] ')],
    [
      'beside its header',
      replaced('<edXML:Subject>', '<edXML:Subject>[MẬT] ').replace(
        '<edXML:MessageHeader>',
        '<edXML:Status><edXML:StatusCode>01</edXML:StatusCode></edXML:Status><edXML:MessageHeader>',
      ),
    ],
    [
      'in a header without one of its own',
      replaced('<edXML:Subject>', '<edXML:Status>x</edXML:Status><edXML:Subject>[MẬT] ').replaceAll(
        /<\/?edXML:MessageHeader>/g,
        '',
      ),
    ],
  ])('with a Status %s is a document still, and screened as one', async (_, text) => {
    const contents = counting();
    const { unreadable } = await read(text, { contents, screen: screenSecret });
    expect(unreadable).toMatchObject({ field: 'MessageHeader.Subject', code: 'SECRET' });
    expect(contents).toMatchObject({ open_: 0, kept: [] });
  });

  it('that is a status is one only at its place', async () => {
    const status = golden('status-01.edxml');
    expect((await read(status)).raw).toHaveProperty('Status.StatusCode', '01');
    const bare = status.replaceAll(/<\/?edXML:edXMLHeader>/g, '');
    expect((await read(bare)).raw).toHaveProperty('Status.StatusCode', '01');
    const deep = status
      .replace('<edXML:Status>', '<a><edXML:Status>')
      .replace('</edXML:Status>', '</edXML:Status></a>');
    await expect(read(deep)).rejects.toMatchObject({ code: 'NOT_A_PACKAGE' });
  });

  it('of hundreds of megabytes needs no memory for them', async () => {
    const [before = '', after = ''] = incoming.split('JVBERi0xLjQK');
    const line = Buffer.from(`${'QUJD'.repeat(16_383)}\n`);
    let highest = 0;
    const large = async function* () {
      yield Buffer.from(`${before}JVBERi0x`);
      for (let count = 0; count < 900; count += 1) {
        yield line;
        if (count % 100 === 0) highest = Math.max(highest, process.memoryUsage().arrayBuffers);
      }
      yield Buffer.from(after);
    };
    const start = process.memoryUsage().arrayBuffers;
    const item = await packages().read(
      large(),
      { name: 'a.edxml', bytes: 1 },
      { contents: counting(), trial: true },
    );
    // 900 lines are 44 MB decoded: within what a file may have.
    expect(item.problems).toBeUndefined();
    expect(highest - start).toBeLessThan(30 * 1024 * 1024);
  });
});

describe('whose a package is', () => {
  const direction = async (text: string, own: readonly string[]) => {
    const to = { contents: counting(), trial: true };
    const { raw } = await packages('none', own).read(chunked(text), { name: 'a.xml', bytes: 1 }, to);
    const { Huong, DonVi } = raw as { Huong: string; DonVi: string };
    return `${Huong} ${DonVi}`;
  };
  it.each([
    [['000-00-15-H56'], 'DEN 000.00.15.H56'],
    [[], 'DEN 000.00.14.H56'],
    [['000.00.00.H56'], 'DI 000.00.00.H56'],
  ] as const)('by our own agencies %j: %s', async (own, expected) => {
    expect(await direction(incoming, own)).toBe(expected);
  });
});

describe('the answer to a package', () => {
  const answers = (text: string, ...[errors, level]: [Parameters<typeof report>[0]?, 'accepted'?]) =>
    packages(level).answers(chunked(text), report(errors));

  it('is a status message of the standard', async () => {
    expect(await answers(incoming)).toEqual([{ name: 'vb.edxml.01.edxml', text: golden('status-01.edxml') }]);
  });

  it('may say that it was accepted too', async () => {
    expect((await answers(incoming, [], 'accepted')).map(({ name }) => name)).toEqual([
      'vb.edxml.01.edxml',
      'vb.edxml.03.edxml',
    ]);
  });

  it('says why it was refused, and can be read itself', async () => {
    const errors = [{ field: 'Code', code: 'MISSING', message: 'Thiếu <số> & ký hiệu' }];
    const [answer, ...more] = await answers(incoming, errors);
    expect(more).toEqual([]);
    expect(answer?.name).toBe('vb.edxml.02.edxml');
    expect((await read(answer?.text ?? '')).raw).toMatchObject({
      Status: {
        StatusCode: '02',
        Description: 'Code: Thiếu <số> & ký hiệu',
        ResponseFor: [{ DocumentId: '000.00.00.H56,2024/08/20,12345/UBND-THKH' }],
      },
    });
  });

  it('says that it came while only a code is not known yet', async () => {
    const answer = await answers(incoming, [{ field: 'To', code: 'UNKNOWN_UNIT', message: 'x' }]);
    expect(answer.map(({ name }) => name)).toEqual(['vb.edxml.01.edxml']);
  });

  it('is none to a status, to what we sent, and to what has no header; that is told', async () => {
    const warnings: string[] = [];
    const own = packages('arrived', ['000.00.00.H56'], warnings);
    expect(await own.answers(chunked(incoming), report())).toEqual([]);
    expect(await answers(golden('status-01.edxml'))).toEqual([]);
    expect(warnings).toEqual([]);
    expect(await own.answers(chunked('<a>'), report())).toEqual([]);
    expect(warnings).toHaveLength(1);
  });
});
