import { describe, expect, it } from 'vitest';
import { isEmptyHtml, sanitise } from '../../../src/connectors/sources/notices/html.js';
import { decodeNotice } from '../../../src/connectors/sources/notices/mapping.js';
import { decodeProcedure } from '../../../src/connectors/sources/procedures/mapping.js';
import { sourceDefinitions } from '../../../src/connectors/sources/registry.js';
import { decodeUnit } from '../../../src/connectors/sources/units/mapping.js';
import { type Decoded, SourceUnreachable } from '../../../src/domain/ports.js';
import { systemClock } from '../../../src/domain/time.js';
import { NOW, notice, procedure, type Raw, unit } from '../../intake/support.js';
import { noContents } from '../../support/no-contents.js';
import { noStaging } from '../../support/no-staging.js';

const now = Date.parse(NOW);
const problems = (decoded: Decoded) =>
  decoded.ok ? [] : decoded.problems.map(({ field, code }) => `${field} ${code}`).sort();

describe('notices', () => {
  it.each([
    ...['MaTin', 'TieuDe', 'NoiDung', 'ChuyenMuc', 'NgayDang', 'DonVi', 'NgayCapNhat'].map(
      (field): [string, Raw, string[]] => [`no ${field}`, { [field]: '' }, [`${field} MISSING`]],
    ),
    ['a category outside the list', { ChuyenMuc: 'KHAC' }, ['ChuyenMuc NOT_IN_LIST']],
    ['expiry before publication', { NgayHetHan: '24/08/2024' }, ['NgayHetHan WRONG_ORDER']],
    ['a change more than a day ahead', { NgayCapNhat: '2024-08-28 00:00:00' }, ['NgayCapNhat IN_FUTURE']],
    ['a number that became a date', { SoKyHieu: '12/03/2024' }, ['SoKyHieu DATE_LIKE']],
    ['an empty body', { NoiDung: '<p>&nbsp;</p><script>x</script>' }, ['NoiDung EMPTY_BODY']],
    ['an attachment without a place', { TepDinhKem: [{ Ten: 'x' }] }, ['TepDinhKem[0].DuongDan MISSING']],
  ] as [string, Raw, string[]][])('are refused for %s', (_, change, expected) => {
    expect(problems(decodeNotice(notice(change), now))).toEqual(expected);
  });

  it('may be published in the future and end with the day they expire on', () => {
    expect(
      decodeNotice(notice({ NgayDang: '2025-01-01 08:00:00', NgayHetHan: '01/01/2025' }), now),
    ).toMatchObject({
      ok: true,
      record: { publishedAt: '2025-01-01T01:00:00.000Z', expiresAt: '2025-01-01T16:59:59.999Z' },
    });
  });

  it.each([
    ['<p onclick="x()">a</p>', '<p>a</p>'],
    ['<script>alert(1)</script>b<style>p{}</style>', 'b'],
    ['<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['<a href=" jAva&#10;script:alert(1)">a</a>', '<a>a</a>'],
    ['<a href="data:text/html,x">a</a>', '<a>a</a>'],
    ['<img src="data:text/html;base64,AA==" alt="x">c', 'c'],
    ['<img src="da&#9;ta:text/html,x">c', 'c'],
    ['<img src="&#1;data&#10;:text/html,x">c', 'c'],
    ['<img src="data:image/png;base64,AA==">', '<img src="data:image/png;base64,AA==" />'],
    ['<svg><script>x</script></svg><iframe src="//x"></iframe>d', 'd'],
    ['<p style="background:url(javascript:x)">e</p>', '<p>e</p>'],
    ['<table><tr><td colspan="2">f</td></tr></table>', '<table><tr><td colspan="2">f</td></tr></table>'],
  ])('are sanitised: %s', (html, clean) => {
    expect(sanitise(html)).toBe(clean);
    expect(sanitise(clean)).toBe(clean);
  });

  it('are not empty with an image alone', () => {
    expect(isEmptyHtml('<img src="a.png" />')).toBe(false);
    expect(isEmptyHtml('<p> </p>')).toBe(true);
    expect(isEmptyHtml('<p>\u200c\u2060\u00ad</p>')).toBe(true);
  });
});

describe('units and procedures', () => {
  it('are read with their dates, successors and older codes', () => {
    const raw = unit({
      HieuLucTu: '01/07/2025',
      HieuLucDen: '2026-06-30',
      KeThua: '["H56.1","H56.2"]',
      MaKhac: ['000.03.14.H56'],
    });
    expect(decodeUnit(raw, now)).toMatchObject({
      ok: true,
      record: {
        validFrom: '2025-06-30T17:00:00.000Z',
        validTo: '2026-06-30T16:59:59.999Z',
        successors: ['H56.1', 'H56.2'],
        aliases: ['000.03.14.H56'],
      },
    });
    expect(
      decodeProcedure(procedure({ ThoiHan: { SoLuong: '3', DonVi: 'NGAY_LAM_VIEC' }, CoPhi: 0 }), now),
    ).toMatchObject({
      ok: true,
      record: { code: '1.001193', term: { amount: 3, unit: 'NGAY_LAM_VIEC' }, hasFee: false, levels: [] },
    });
  });

  it('are refused with every problem', () => {
    expect(problems(decodeUnit({ KeThua: ['?'], Cap: 'QUAN' }, now))).toEqual([
      'Cap NOT_IN_LIST',
      'KeThua[0] BAD_CODE',
      'Ma MISSING',
      'NgayCapNhat MISSING',
      'Ten MISSING',
    ]);
    expect(problems(decodeProcedure({ ThoiHan: { DonVi: 'TUAN' }, TrangThai: 'X' }, now))).toEqual([
      'MaLinhVuc MISSING',
      'MaTTHC MISSING',
      'MucDo MISSING',
      'NgayCapNhat MISSING',
      'TenLinhVuc MISSING',
      'TenTTHC MISSING',
      'ThoiHan.DonVi NOT_IN_LIST',
      'ThoiHan.SoLuong MISSING',
      'TrangThai NOT_IN_LIST',
    ]);
  });
});

describe('the registry', () => {
  const services = { clock: systemClock, warn: () => undefined, staging: noStaging, contents: noContents };

  it('names sources after their variables and pulls units and procedures first', () => {
    for (const { name, address, variables } of sourceDefinitions) {
      expect(address).toBe(`SOURCE_${name.toUpperCase().replaceAll('-', '_')}_URL`);
      expect(variables.map((variable) => variable.name)).toContain(address);
    }
    const sources = sourceDefinitions.map((definition) => definition.create({}, services));
    const first = sources.filter(({ order }) => order < 50).map(({ name, order }) => [name, order]);
    expect(first).toEqual([
      ['units', 10],
      ['procedures', 20],
    ]);
    expect(sources.filter(({ configured }) => configured)).toEqual([]);
  });

  it('says what is expected of an address, and when it has none', () => {
    const [units] = sourceDefinitions;
    const expected = units?.variables[0]?.expected;
    expect(expected?.('file:///srv/x')).toBeUndefined();
    expect(expected?.('file://host/x')).toContain('file:///');
    expect(expected?.('/srv/x')).toContain('file:');
    const source = units?.create({}, services);
    expect(() => source?.pull(undefined, { now, signal: new AbortController().signal })).toThrow(
      SourceUnreachable,
    );
  });
});
