import { describe, expect, it } from 'vitest';
import { entryKeyOf } from '../../../../src/connectors/portals/provincial/entry-key.js';
import { same } from '../../../../src/connectors/portals/provincial/same/index.js';
import { sameMultiset } from '../../../../src/connectors/portals/provincial/same/values.js';
import type { Json, JsonObject } from '../../../../src/domain/canonical.js';
import type { ReadyWire, Remote } from '../../../../src/domain/ports.js';

function wire(payload: JsonObject, operation = 'dossier'): ReadyWire {
  const parts = { operation, key: 'K', body: payload, files: [], flags: [] };
  return { ...parts, payload, payloadHash: Buffer.alloc(0), bytes: 0 };
}
const equal = (payload: JsonObject, body: JsonObject, operation?: string): boolean =>
  same({ exists: true, body }, wire(payload, operation), 'PUBLISH');

describe('same, of dossiers', () => {
  it.each<[string, Json, Json, boolean]>([
    ['NFC against NFD', 'Bình', 'Bình'.normalize('NFD'), true],
    ['other text', 'Bình', 'Bỉnh', false],
    ['text against a number', '1', 1, false],
    ['a number as text', 1, '1', true],
    ['a number written otherwise', 15000, 15000.0, true],
    ['other numbers', 15000, 15001, false],
    ['false against nothing', false, null, false],
    ['empty against null', '', null, true],
    ['empty against the zero date', '', '0000-00-00T00:00:00.000+0700', true],
    ['empty against a date', '', '2024-08-23T01:30:00.000Z', false],
    ['a moment written otherwise', '2024-08-23T01:30:00.000Z', '2024-08-23T08:30:00+07:00', true],
    ['another moment', '2024-08-23T01:30:00.000Z', '2024-08-23T01:30:00.001Z', false],
    ['an empty list against nothing', [], null, true],
    ['lists in another order', [{ a: 1 }, { a: 2 }], [{ a: 2, own: 9 }, { a: 1 }], true],
    ['twins', [{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: 2 }], false],
    ['a longer list', [{ a: 1 }], [{ a: 1 }, { a: 1 }], false],
    ['a missing list', [{ a: 1 }], null, false],
    ['Base64 with line breaks', [{ Base64: 'SGVsbG8=' }], [{ Base64: 'SGVs\nbG8' }], true],
    ['other bytes', [{ Base64: 'SGVsbG8=' }], [{ Base64: 'SGVsbGE=' }], false],
    ['a file that is gone', [{ Base64: 'SGVsbG8=' }], [{}], false],
  ])('%s', (_, ours, theirs, expected) => {
    expect(equal({ K: ours }, { K: theirs, Own: 'the portal’s' })).toBe(expected);
  });

  it('matches one to one where an item of ours equals several of theirs', () => {
    const bare = { PaperName: 'Giấy' };
    const counted = { PaperName: 'Giấy', Amount: 1 };
    expect(sameMultiset([bare, counted], [counted, bare])).toBe(true);
    expect(sameMultiset([bare, counted], [bare, bare])).toBe(false);
  });

  it('needs the record, and a withdrawn one gone', () => {
    expect(same({ exists: false }, wire({}), 'PUBLISH')).toBe(false);
    expect(same({ exists: true }, wire({ a: 1 }), 'PUBLISH')).toBe(false);
    expect(same({ exists: false }, wire({}), 'WITHDRAW')).toBe(true);
    expect(same({ exists: true, body: {} }, wire({}), 'WITHDRAW')).toBe(false);
  });
});

describe('same, of notices', () => {
  const sha256 = 'ab'.repeat(32);
  const file = { $upload: { name: 'a-ltabababababababab.pdf', mediaType: 'x', sha256, base64: '' } };

  it.each<[string, JsonObject, JsonObject, boolean]>([
    ['camelCase', { TieuDe: 'A', NgaybanHanh: 'x' }, { tieuDe: ' A ', ngaybanHanh: 'x' }, true],
    ['the channel by name', { KenhTinId: { $channel: 'K' } }, { kenhTinId: '1', $channel: 'K' }, true],
    ['another channel', { KenhTinId: { $channel: 'K' } }, { kenhTinId: '1', $channel: 'L' }, false],
    ['a state whose name is not known', { TrangThaiId: { $state: 'K' } }, { trangThaiId: '1' }, false],
    [
      'a path that this process wrote',
      { FileDinhKem: [file] },
      { fileDinhKem: '/1', $files: { '/1': sha256 } },
      true,
    ],
    [
      'a path that shows our tag',
      { FileDinhKem: [file] },
      { fileDinhKem: '/k/7-a-ltabababababababab.pdf' },
      true,
    ],
    [
      'a path that shows another tag',
      { FileDinhKem: [file] },
      { fileDinhKem: '/k/7-a-ltabababababababac.pdf' },
      false,
    ],
    ['a path that shows nothing', { FileDinhKem: [file] }, { fileDinhKem: '/k/7' }, false],
    [
      'one file too many',
      { FileDinhKem: [file] },
      { fileDinhKem: '/1##/1', $files: { '/1': sha256 } },
      false,
    ],
    ['a picture', { AnhDaiDien: file }, { anhDaiDien: '/1', $files: { '/1': sha256 } }, true],
    ['no picture', { AnhDaiDien: file }, { anhDaiDien: null }, false],
  ])('%s', (_, ours, theirs, expected) => {
    expect(equal(ours, theirs, 'article')).toBe(expected);
  });

  it('is never the same when several could be meant', () => {
    const several: Remote = { exists: true, ambiguous: true };
    expect(same(several, wire({}, 'article'), 'PUBLISH')).toBe(false);
  });
});

describe('entry key', () => {
  const trace = { DocCode: 'K', DateCreated: '2024-08-23T01:30:00.000Z', UserName: 'Bình', Status: 2 };
  const key = entryKeyOf(trace, 'K');

  it.each([
    ['NFD', { ...trace, UserName: 'Bình'.normalize('NFD') }, true],
    ['no code', { ...trace, DocCode: null }, true],
    ['a status as text', { ...trace, Status: '2' }, true],
    ['an empty comment', { ...trace, Comment: '' }, true],
    ['the moment without milliseconds', { ...trace, DateCreated: '2024-08-23T01:30:00Z' }, true],
    ['keys that do not count', { ...trace, DocumentId: '9', UserPosition: 'x' }, true],
    ['a comment', { ...trace, Comment: 'x' }, false],
    ['another actor', { ...trace, UserName: 'Binh' }, false],
    ['another state', { ...trace, Status: 4 }, false],
    ['another moment', { ...trace, DateCreated: '2024-08-23T01:30:01.000Z' }, false],
    ['parts that run together', { ...trace, UserName: 'Bình2', Status: null }, false],
  ])('%s', (_, other, expected) => {
    expect(entryKeyOf(other, 'K') === key).toBe(expected);
  });
});
