import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verify } from '../../../files/signatures/support.js';
import { readSigned } from './read-signed.js';
import { golden } from './support.js';

/** Signed by xmlsec1: test/files/signatures/fixtures/make/envelope.sh. */
const signed = golden('signed.edxml');
const NAME = 'goi-edxml-da-ky.xml';
const keptAs = (text: string) => `kept:${createHash('sha256').update(text).digest('hex')}`;

function changed(from: string, to: string): string {
  const text = signed.replace(from, to);
  if (text === signed) throw new Error(`nothing to replace: ${from}`);
  return text;
}

describe('a package whose envelope is signed', () => {
  it('is taken, and the envelope kept as a file of the document, which is verified as all are', async () => {
    const { raw, problems, kept } = await readSigned(signed);
    expect(problems).toBeUndefined();
    expect(raw).toMatchObject({
      Attachments: [
        { AttachmentName: '12345.pdf' },
        { AttachmentName: 'Biểu 01.txt' },
        { AttachmentName: NAME, File: keptAs(signed), Bytes: Buffer.byteLength(signed) },
      ],
    });
    expect(kept).toContain(keptAs(signed));
    const [report, ...others] = await verify(Buffer.from(signed));
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      signer: { subjectDn: expect.stringContaining('CN=Văn thư') as string },
      checks: { integrity: { state: 'PASSED' }, coverage: { state: 'PASSED' }, chain: { state: 'UNKNOWN' } },
    });
  });

  it.each([1, 7, 1000, 4096])('says the same in pieces of %i bytes', async (size) => {
    expect(await readSigned(signed, size)).toEqual(await readSigned(signed));
  });

  it.each([
    ['its subject', 'bảo mật thông tin', 'bảo mật thông tín'],
    ['an attachment', 'Qmnhu4N1IDAx', 'Qmnhu4N1IDAy'],
    ['whom it goes to', '000.00.15.H56</edXML:OrganId>', '000.00.16.H56</edXML:OrganId>'],
    ['a part that nobody reads', '</AttachmentEncoded>', '<Them/></AttachmentEncoded>'],
    ['the value of the signature', '<ds:SignatureValue>m', '<ds:SignatureValue>n'],
    ['the algorithm', 'rsa-sha256', 'rsa-sha512'],
    ['a second element of its identifier', '<edXML:edXMLHeader>', '<edXML:edXMLHeader Id="a"><x Id="a"/>'],
    ['a reference to nothing', '<ds:Reference URI="">', '<ds:Reference URI="#khac">'],
  ])('whose signature does not hold is not taken: %s', async (_, from, to) => {
    const { problems, kept, raw } = await readSigned(changed(from, to));
    expect(problems).toEqual([
      {
        field: 'Signature',
        code: 'BAD_SIGNATURE',
        message: expect.stringMatching(/^Chữ ký số của gói không đúng .* · /) as string,
      },
    ]);
    expect(kept).toEqual([]);
    expect(JSON.stringify(raw)).not.toContain(NAME);
  });

  it('that signs a part of itself alone is not taken: the rest might be anybody’s', async () => {
    const text = changed('<ds:Reference URI="">', '<ds:Reference URI="#phan">').replace(
      '<AttachmentEncoded>',
      '<AttachmentEncoded><Phan Id="phan"/>',
    );
    expect((await readSigned(text)).problems).toMatchObject([{ code: 'BAD_SIGNATURE' }]);
  });

  it('is as any other once the signature is gone: nobody says that there was one', async () => {
    const text = signed.replace(/<ds:Signature .*<\/ds:Signature>/s, '');
    const { problems, kept, raw } = await readSigned(text);
    expect(problems).toBeUndefined();
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(raw)).not.toContain(NAME);
  });

  it('of more than can be held is not taken: nobody would see that there was a signature', async () => {
    const large = Buffer.alloc(34 * 1024 * 1024, 'A').toString('latin1');
    const text = changed('JVBERi0xLjQK', `JVBERi0xLjQK${large}`);
    const { problems, kept } = await readSigned(text);
    expect(problems).toEqual([
      { field: 'Signature', code: 'TOO_LARGE', message: expect.stringContaining('32 MB') as string },
    ]);
    expect(kept).toEqual([]);
    const unsigned = await readSigned(text.replace(/<ds:Signature .*<\/ds:Signature>/s, ''));
    expect(unsigned.problems).toBeUndefined();
  });

  it.skipIf(spawnSync('which', ['xmlsec1']).status !== 0)('is the same to xmlsec1', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-signed-'));
    const theirs = (text: string) => {
      const path = join(folder, 'goi.edxml');
      writeFileSync(path, text);
      return spawnSync('xmlsec1', ['--verify', '--insecure', path]).status === 0;
    };
    expect(theirs(signed)).toBe(true);
    expect(theirs(changed('bảo mật', 'bao mật'))).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
