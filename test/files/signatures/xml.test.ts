import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fixture, only, told, verify } from './support.js';

const PASSED = 'TOTAL_PASSED';
const CHANGED = /^TOTAL_FAILED HASH_FAILURE integrity:FAILED/;
const NOT_READ = /^TOTAL_FAILED FORMAT_FAILURE/;
const NO_CHAIN = 'INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND chain:UNKNOWN revocation:UNKNOWN';

const text = (name: string) => fixture(`xml/${name}.xml`).toString('utf8');
const twin = (name: string, from: string | RegExp, to: string) => {
  const changed = text(name).replace(from, to);
  expect(changed).not.toBe(text(name));
  return only(Buffer.from(changed));
};

describe('XML signatures made by xmlsec1', () => {
  test.each([
    ['enveloped', PASSED],
    ['enveloping', PASSED],
    ['by-id', PASSED],
    ['curve', PASSED],
    ['xades', PASSED],
    ['expired', 'TOTAL_FAILED EXPIRED time:FAILED'],
    ['revoked', 'TOTAL_FAILED REVOKED revocation:FAILED'],
    ['self-signed', NO_CHAIN],
    ['stranger', NO_CHAIN],
    ['sha1', 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE algorithm:FAILED'],
  ])('%s: %s', async (name, expected) => {
    expect(await only(fixture(`xml/${name}.xml`))).toBe(expected);
  });

  test('XAdES says when it was signed, and with which certificate', async () => {
    const [report] = await verify(fixture('xml/xades.xml'));
    expect(report).toMatchObject({ format: 'XADES', level: 'B_B', signedAt: '2026-11-27T03:11:12.000Z' });
    expect((await verify(fixture('xml/enveloped.xml')))[0]?.level).toBeUndefined();
  });

  test('what does not change the content may be written otherwise', async () => {
    expect(await twin('enveloped', '<!-- nhận xét -->', '')).toBe(PASSED);
    expect(await twin('enveloped', 'm:loai="a"', "m:loai = 'a'")).toBe(PASSED);
    expect(await only(Buffer.from(text('enveloped').replaceAll('\n', '\r\n')))).toBe(PASSED);
  });

  test('an XML without a signature, and one of another kind', async () => {
    expect(await only(Buffer.from('<a/>'))).toBe('0 signatures');
    expect(await only(Buffer.from('<!DOCTYPE html><html><p>x</p></html>'))).toBe('0 signatures');
  });
});

describe('tampered twins', () => {
  test('content, attribute, signed property, digest, value', async () => {
    expect(await twin('enveloped', '1234567', '1234568')).toMatch(CHANGED);
    expect(await twin('enveloped', 'm:loai="a"', 'm:loai="b"')).toMatch(CHANGED);
    expect(await twin('xades', '10:11:12', '10:11:13')).toMatch(/HASH_FAILURE integrity:FAILED/);
    expect(await twin('xades', /<ds:SignatureValue>\w/, '<ds:SignatureValue>A')).toMatch(
      /SIG_CRYPTO_FAILURE/,
    );
    const honest = /<ds:DigestValue>([^<]+)/.exec(text('enveloped'))?.[1] ?? '';
    const other = createHash('sha256').update('x').digest('base64');
    expect(await twin('enveloped', honest, other)).toMatch(CHANGED);
    expect(await twin('enveloped', honest, `${honest}<!-- -->`)).toMatch(NOT_READ);
  });

  test('another certificate than the signed one', async () => {
    const other = /<X509Certificate>[^<]+|<ds:X509Certificate>[^<]+/;
    const agency = fixture('certificates/agency.pem')
      .toString()
      .replace(/-----[^-]+-----|\s/g, '');
    expect(await twin('enveloped', other, `<ds:X509Certificate>${agency}`)).not.toContain(PASSED);
  });

  test('wrapped: the signed element moved aside, another in its place', async () => {
    const signed = /<ho-so.*<\/ho-so>/.exec(text('by-id'))?.[0] ?? '';
    const fake = '<ho-so Id="gia"><SoTien>9999999</SoTien></ho-so>';
    const partial = 'INDETERMINATE SIG_CONSTRAINTS_FAILURE coverage:FAILED';
    expect(await twin('by-id', signed, `${fake}<Khac>${signed}</Khac>`)).toBe(partial);
    expect(await twin('by-id', signed, `<ho-so><SoTien>9</SoTien></ho-so>${signed}`)).toBe(partial);
    const inside = text('by-id')
      .replace(signed, fake)
      .replace('</ds:Signature>', `<ds:Object>${signed}</ds:Object></ds:Signature>`);
    expect(await only(Buffer.from(inside))).toBe(partial);
    expect(await twin('by-id', signed, `<Goi2 so="9">${signed}</Goi2>`)).toBe(partial);
  });

  test('an identifier that stands twice', async () => {
    const signed = /<ho-so.*<\/ho-so>/.exec(text('by-id'))?.[0] ?? '';
    const fake = '<ho-so Id="hs-1"><SoTien>9999999</SoTien></ho-so>';
    expect(await twin('by-id', signed, fake + signed)).toMatch(NOT_READ);
    expect(await twin('by-id', signed, signed + fake.replace('Id=', 'ID='))).toMatch(NOT_READ);
  });

  test('a second SignedInfo, or one that is not first', async () => {
    const info = /<ds:SignedInfo>[\s\S]*<\/ds:SignedInfo>/.exec(text('enveloped'))?.[0] ?? '';
    expect(await twin('enveloped', info, info + info)).toMatch(NOT_READ);
    expect(await twin('enveloped', info, `<ds:Object>${info}</ds:Object>${info}`)).toMatch(NOT_READ);
  });

  test.each([
    ['http://www.w3.org/TR/1999/REC-xpath-19991116'],
    ['http://www.w3.org/TR/1999/REC-xslt-19991116'],
    ['http://www.w3.org/2000/09/xmldsig#base64'],
  ])('a transform that is not taken: %s', async (algorithm) => {
    expect(
      await twin('enveloped', 'http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Tr', `${algorithm}"/></ds:Tr`),
    ).toMatch(/^(INDETERMINATE SIG_CONSTRAINTS_FAILURE integrity:UNKNOWN|TOTAL_FAILED)/);
  });

  test('a keyed hash in place of a signature', async () => {
    const hmac = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';
    expect(await twin('enveloped', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', hmac)).toContain(
      'integrity:UNKNOWN',
    );
  });
});

describe('hostile XML is not read', () => {
  const inDocument = (doctype: string, content = '') =>
    text('enveloped').replace('<QuyetDinh', `${doctype}<QuyetDinh`).replace('1234567', `1234567${content}`);

  test.each([
    ['a bomb', inDocument('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>', '&c;')],
    ['an external entity', inDocument('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', '&b;')],
    ['an external document type', inDocument('<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">')],
    ['an entity that is not there', inDocument('', '&b;')],
    [
      'a processing instruction, which the canonical form would show as text',
      text('enveloped').replace('>1234567<', '><?a 1234567?><'),
    ],
    [
      'an attribute that looks like a declaration',
      text('enveloped').replace('<SoTien>', '<SoTien xmlnsa="9">'),
    ],
    ['an end that is missing', text('enveloped').replace('</QuyetDinh>', '')],
    ['depth', `<Signature>${'<a>'.repeat(300)}${'</a>'.repeat(300)}</Signature>`],
    ['bytes that are no UTF-8', Buffer.from(text('enveloped').replace('1234567', '\xFF'), 'latin1')],
  ])('%s', async (_, xml) => {
    expect(await only(Buffer.from(xml))).toMatch(NOT_READ);
  });
});

describe('detached XML signatures', () => {
  test('what is signed elsewhere is not guessed', async () => {
    const away = text('enveloped')
      .replace('URI=""', 'URI="quyet-dinh.pdf"')
      .replace(/<ds:Transforms>.*<\/ds:Transforms>/, '');
    const [report] = await verify(Buffer.from(away), { signed: null });
    expect(told(report)).toMatch(/^INDETERMINATE SIGNED_DATA_NOT_FOUND integrity:UNKNOWN/);
  });
});
