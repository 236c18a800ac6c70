import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noticeOfItem } from '../../../../src/connectors/sources/notices/item.js';
import { decodeNotice } from '../../../../src/connectors/sources/notices/mapping.js';
import { readTime } from '../../../../src/connectors/sources/reading/times.js';
import { readFeedDate } from '../../../../src/connectors/transport/feed/dates.js';
import { readDocument } from '../../../../src/connectors/transport/feed/document.js';
import { settingsOf } from '../../../../src/connectors/transport/feed/settings.js';
import { Given } from '../../../../src/connectors/transport/parameters/index.js';
import { NOTICE_CATEGORIES } from '../../../../src/domain/records.js';

const given = new Given('notices', {
  SOURCE_NOTICES_FEED_UNIT: 'H56.14',
  SOURCE_NOTICES_FEED_CATEGORIES: 'Đấu thầu=DAU_THAU_MUA_SAM; Dự án đầu tư = DU_AN_DAU_TU; *=HOAT_DONG',
});
const URL_READ = new URL('https://ngoclac.example.vn/rss.xml');

function read(text: string, headers: Record<string, string> = {}) {
  return readDocument({ type: 'answered', status: 200, headers, text }, URL_READ, 'ngoclac', readTime);
}
const golden = (name: string) => readFileSync(new URL(`golden/${name}.xml`, import.meta.url), 'utf8');
async function rowsOf(name: string) {
  const { items } = await read(golden(name));
  return items.map((item) => noticeOfItem(item, settingsOf(given, NOTICE_CATEGORIES)));
}

describe('feeds written by hand', () => {
  it('are read as RSS 2.0', async () => {
    expect(await rowsOf('rss2')).toEqual([
      {
        MaTin: 'ngoclac-1',
        TieuDe: 'Mời thầu gói "Xây lắp số 01" & phụ trợ',
        NoiDung:
          '<p>Toàn văn <img src="https://ngoclac.example.vn/anh/1.jpg" /> xem <a href="https://ngoclac.example.vn/tin/chi-tiet/2.html">tại đây</a></p>',
        TrichYeu: 'Gói thầu xây lắp trường học',
        TacGia: 'Lê Thị Mẫu',
        AnhDaiDien: 'https://ngoclac.example.vn/anh/bia.png',
        DuongDan: 'https://ngoclac.example.vn/tin/1.html',
        ChuyenMuc: 'DAU_THAU_MUA_SAM',
        NgayDang: '2024-08-22T01:00:00.000Z',
        DonVi: 'H56.14',
        TepDinhKem: [{ DuongDan: 'https://ngoclac.example.vn/tep/E-HSMT.pdf' }],
        NgayCapNhat: '2024-08-22T01:00:00.000Z',
      },
      {
        MaTin: 'https://ngoclac.example.vn/tin/2.html',
        TieuDe: 'Hội nghị đối thoại',
        NoiDung: 'Chỉ có mô tả',
        AnhDaiDien: 'https://ngoclac.example.vn/anh/2.jpg',
        DuongDan: 'https://ngoclac.example.vn/tin/2.html',
        ChuyenMuc: 'HOAT_DONG',
        NgayDang: '2024-08-22T01:00:00.000Z',
        DonVi: 'H56.14',
        TepDinhKem: [],
        NgayCapNhat: '2024-08-22T01:00:00.000Z',
      },
      expect.objectContaining({ MaTin: 'https://ngoclac.example.vn/tin/3.html' }),
    ]);
  });

  it('are refused by record for a date that does not exist', async () => {
    const [, , bad] = await rowsOf('rss2');
    expect(decodeNotice(bad ?? {}, Date.parse('2024-08-26T00:00:00Z'))).toMatchObject({
      ok: false,
      key: 'https://ngoclac.example.vn/tin/3.html',
      problems: [
        { field: 'NgayDang', code: 'BAD_DATE' },
        { field: 'NgayCapNhat', code: 'BAD_DATE' },
      ],
    });
  });

  it('are read as RSS 1.0', async () => {
    expect(await rowsOf('rss1')).toEqual([
      {
        MaTin: 'https://ngoclac.example.vn/tin/7',
        TieuDe: 'Quy trình tiếp nhận',
        NoiDung: 'Quy trình <i>nội bộ</i>',
        DuongDan: 'https://ngoclac.example.vn/tin/7',
        ChuyenMuc: 'QUY_TRINH',
        NgayDang: '2024-08-20T02:30:00.000Z',
        DonVi: 'H56.14',
        TepDinhKem: [],
        NgayCapNhat: '2024-08-20T02:30:00.000Z',
      },
    ]);
  });

  it('are read as Atom 1.0, with its text constructs and xml:base', async () => {
    expect(await rowsOf('atom')).toEqual([
      {
        MaTin: 'urn:example:9',
        TieuDe: 'Dự án đường liên thôn',
        NoiDung: '<p>Vốn &lt; <em>5 tỷ</em><br /></p>',
        TrichYeu: 'Giá < 5 tỷ & vốn xã',
        TacGia: 'Phòng Tài chính',
        NguonTin: 'Cổng tỉnh',
        DuongDan: 'https://ngoclac.example.vn/tin/9.html',
        ChuyenMuc: 'DU_AN_DAU_TU',
        NgayDang: '2024-08-23T01:00:00.500Z',
        DonVi: 'H56.14',
        TepDinhKem: [{ Ten: 'Quyết định', DuongDan: 'https://ngoclac.example.vn/tin/9/qd.pdf' }],
        NgayCapNhat: '2024-08-24T02:00:00.000Z',
      },
      {
        MaTin: 'urn:example:10',
        TieuDe: '1 < 2',
        NoiDung: '<p>Tóm tắt</p>',
        DuongDan: 'https://khac.example.vn/tin/10',
        ChuyenMuc: 'HOAT_DONG',
        NgayDang: '2024-08-24T02:00:00.000Z',
        DonVi: 'H56.14',
        TepDinhKem: [],
        NgayCapNhat: '2024-08-24T02:00:00.000Z',
      },
    ]);
    expect((await read(golden('atom'))).next).toBe('https://ngoclac.example.vn/tin/?trang=2');
  });

  it('keep an id that is longer than a key apart from others', () => {
    const id = (end: string) => `https://ngoclac.example.vn/${'a'.repeat(300)}${end}`;
    const key = (end: string) =>
      String(
        noticeOfItem({ id: id(end), categories: [], files: [], base: id(end) }, settingsOf(given, []))[
          'MaTin'
        ],
      );
    expect(key('1')).toHaveLength(200);
    expect(key('1')).not.toBe(key('2'));
    expect(key('1')).toBe(key('1'));
  });
});

describe('dates of feeds', () => {
  it.each([
    ['Wed, 02 Oct 2002 08:00:00 EST', '2002-10-02T13:00:00.000Z'],
    ['Wed, 2 Oct 2002 08:00 PDT', '2002-10-02T15:00:00.000Z'],
    ['02 Oct 02 08:00:00 UT', '2002-10-02T08:00:00.000Z'],
    ['02 Oct 98 08:00:00 Z', '1998-10-02T08:00:00.000Z'],
    ['Wed, 02 Oct 2002 08:00:00 K', '2002-10-02T08:00:00.000Z'],
    ['Wed, 02 Oct 2002 08:00:00 GMT+7', '2002-10-02T01:00:00.000Z'],
    ['Wed, 02 Oct 2002 08:00:00 +07:00', '2002-10-02T01:00:00.000Z'],
    ['Wed, 02 Oct 2002 08:00:00 ICT', '2002-10-02T01:00:00.000Z'],
    ['Wed, 02 October 2002 08:00:00', '2002-10-02T01:00:00.000Z'],
    ['Thứ Tư, 02 Oct 2002 08:00:00', '2002-10-02T01:00:00.000Z'],
    ['Wed, 02 Oct 2002 08:00:00 +0000 (UTC)', '2002-10-02T08:00:00.000Z'],
    ['2002-10-02', '2002-10-01T17:00:00.000Z'],
    ['2002-10-02T08:00', '2002-10-02T01:00:00.000Z'],
    ['2002-10-02T08:00:00.25Z', '2002-10-02T08:00:00.250Z'],
    ['2002-10-02T08:00:00+0900', '2002-10-01T23:00:00.000Z'],
    ['02/10/2002 08:00', '2002-10-02T01:00:00.000Z'],
  ])('%s', (text, instant) => {
    expect(readFeedDate(text, readTime)).toBe(instant);
  });

  it.each([
    'Wed, 31 Feb 2002 08:00:00 GMT',
    'Wed, 02 Okt 2002 08:00:00 GMT',
    'Wed, 02 Oct 2002 08:00:00 CEST',
    'Wed, 02 Oct 2002 25:00:00 GMT',
    '10/2/2002 8:00:00 AM',
    'hôm qua',
    '',
    `Wed, ${' '.repeat(20)}${'1'.repeat(100_000)}`,
  ])('are none: %.40s', (text) => {
    expect(readFeedDate(text, readTime)).toBeUndefined();
  });
});

describe('what is no feed', () => {
  it.each([
    ['a DOCTYPE', '<!DOCTYPE rss [<!ENTITY x "y">]><rss version="2.0"><channel/></rss>', /DOCTYPE/],
    ['an outer entity', '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss/>', /DOCTYPE/],
    [
      'an entity that nobody declared',
      '<rss><channel><title>&nbsp;</title></channel></rss>',
      /well-formed.*line/,
    ],
    ['broken XML', '<rss><channel><item></rss>', /well-formed/],
    ['an HTML page', '<!doctype html><html><body>404</body></html>', /HTML/],
    ['other XML', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', /neither RSS nor Atom/],
    ['nothing', '', /well-formed|empty/],
    ['depth', `<rss>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</rss>`, /too many elements/],
    ['elements', `<rss>${'<a/>'.repeat(300_001)}</rss>`, /too many elements/],
    ['another encoding', '<?xml version="1.0" encoding="windows-1258"?><rss/>', /windows-1258/],
  ])('is refused as a whole: %s', async (_, text, reason) => {
    await expect(read(text)).rejects.toThrow(reason);
  });

  it('is refused for the encoding of its header, whatever it declares', async () => {
    const text = '<?xml version="1.0" encoding="utf-8"?><rss/>';
    await expect(read(text, { 'content-type': 'text/xml; charset=utf-16' })).rejects.toThrow(/utf-16/);
  });
});
