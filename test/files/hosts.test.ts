import { describe, expect, it } from 'vitest';
import { FileHosts } from '../../src/files/index.js';
import { slugOf } from '../../src/files/links.js';
import { extensionOf, mediaTypeOf } from '../../src/files/media-type.js';

const allows = (list: string[], url: string) => new FileHosts(list).allows(new URL(url));

describe('FILE_HOSTS', () => {
  it('wants host and port to be listed', () => {
    expect(allows(['files.example.vn'], 'https://files.example.vn/a')).toBe(true);
    expect(allows(['files.example.vn'], 'http://FILES.example.vn./a')).toBe(true);
    expect(allows(['files.example.vn'], 'http://files.example.vn:8080/a')).toBe(false);
    expect(allows(['files.example.vn:80'], 'http://files.example.vn/a')).toBe(true);
    expect(allows(['files.example.vn:80'], 'https://files.example.vn/a')).toBe(false);
    expect(allows(['files.example.vn'], 'http://evil.files.example.vn/')).toBe(false);
    expect(allows(['[::1]:81', '::2'], 'http://[::1]:81/')).toBe(true);
    expect(allows(['[::1]:81', '::2'], 'http://[::2]/')).toBe(true);
  });

  it('is not talked round by spelling, credentials or schemes', () => {
    expect(allows(['127.0.0.1'], 'http://2130706433/')).toBe(true);
    expect(allows(['10.0.0.1'], 'http://2130706433/')).toBe(false);
    expect(allows(['files.example.vn'], 'http://files.example.vn@10.0.0.1/')).toBe(false);
    expect(allows(['files.example.vn'], 'http://user:x@files.example.vn/')).toBe(false);
    expect(allows(['files.example.vn'], 'ftp://files.example.vn/')).toBe(false);
    expect(allows(['10.0.0.0/8'], 'http://10.2.3.4/')).toBe(true);
    expect(allows(['10.0.0.0/8'], 'http://[::ffff:10.2.3.4]/')).toBe(true);
    expect(allows(['10.0.0.0/8'], 'http://11.2.3.4/')).toBe(false);
  });

  it('never lets a listed name lead to metadata addresses', () => {
    const hosts = new FileHosts(['desk:80', 'files.example.vn']);
    const leads = (name: string, address: string) => hosts.allowsAddress(new URL(`http://${name}/`), address);
    expect(leads('desk', '192.168.1.5')).toBe(true);
    expect(leads('desk', '169.254.169.254')).toBe(false);
    expect(leads('desk', '::ffff:169.254.169.254')).toBe(false);
    expect(leads('files.example.vn', '203.162.1.1')).toBe(true);
    expect(leads('files.example.vn', '192.168.1.5')).toBe(false);
    expect(leads('files.example.vn', '0.0.0.0')).toBe(false);
  });

  it('lets a name lead to a listed address at the ports only at which that may be asked itself', () => {
    const leads = (list: string[], url: string) =>
      new FileHosts(list).allowsAddress(new URL(url), '10.20.1.5');
    const name = 'files.example.vn:6379';
    expect(leads([name, '10.20.1.5'], 'https://files.example.vn/a')).toBe(true);
    expect(leads([name, '10.20.0.0/16'], 'https://files.example.vn/a')).toBe(true);
    expect(leads([name, '10.20.1.5'], 'http://files.example.vn:6379/a')).toBe(false);
    expect(leads([name, '10.20.0.0/16'], 'http://files.example.vn:6379/a')).toBe(false);
    expect(leads([name, '10.20.1.5:6379'], 'http://files.example.vn:6379/a')).toBe(true);
  });

  it('names an entry that cannot be read', () => {
    for (const entry of ['a b', 'http://x', '10.0.0.0/99', 'host:port', 'x?y']) {
      expect(() => new FileHosts([entry])).toThrow(RangeError);
      expect(() => new FileHosts([entry])).toThrow('FILE_HOSTS');
    }
    expect(allows([' ', ''], 'http://x/')).toBe(false);
  });
});

describe('names and types', () => {
  it('makes slugs that are ASCII and never empty', () => {
    expect(slugOf('Đơn đề nghị (mẫu số 1)', 'files/x.PDF')).toBe('don-de-nghi-mau-so-1.pdf');
    expect(slugOf('scan.pdf', 'http://h/a/scan.pdf?x=1.exe')).toBe('scan.pdf');
    expect(slugOf('///', 'x')).toBe('tep');
    expect(slugOf('Giấy khai sinh'.normalize('NFD'), 'x.png')).toBe('giay-khai-sinh.png');
    expect(extensionOf('http://h/a.tar.gz')).toBe('.gz');
  });

  it('judges by content', () => {
    expect(mediaTypeOf(Buffer.from('%PDF-1.7'), 'x')).toEqual({
      mediaType: 'application/pdf',
      contradicts: false,
    });
    expect(mediaTypeOf(Buffer.from('%PDF-1.7'), 'x.png').contradicts).toBe(true);
    expect(mediaTypeOf(Buffer.from('PK\x03\x04'), 'x.docx').mediaType).toContain('wordprocessingml');
    expect(mediaTypeOf(Buffer.from('văn bản'), 'x.txt').mediaType).toBe('text/plain; charset=utf-8');
    expect(mediaTypeOf(Buffer.from('<svg onload=1>'), 'x.txt').mediaType).toBe('application/octet-stream');
    expect(mediaTypeOf(Buffer.from([0xff, 0x00, 0x01]), 'x').mediaType).toBe('application/octet-stream');
  });
});
