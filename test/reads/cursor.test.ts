import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cursors } from '../../src/reads/engine/cursor.js';
import { fromGlobalId, toGlobalId } from '../../src/reads/global-id.js';
import { readTypes } from '../../src/reads/registry.js';
import { Sealer } from '../../src/store/sealed.js';

const sealer = new Sealer(Buffer.alloc(32, 7));
const cursors = new Cursors(sealer, 'dossiers by received');

test('a cursor gives back its keys, and only in its own list and installation', () => {
  const keys = ['2024-08-23T01:30:00.123456+00:00', '42'];
  const cursor = cursors.make(keys);
  expect(cursors.read(cursor)).toEqual(keys);
  expect(new Cursors(sealer, 'dossiers by due').read(cursor)).toBeUndefined();
  expect(new Cursors(new Sealer(Buffer.alloc(32, 8)), 'dossiers by received').read(cursor)).toBeUndefined();
});

test('a cursor tells nothing of its keys, nor by its length how long they are, and a row has one cursor', () => {
  const keys = ['1957-03-08', '42'];
  const cursor = cursors.make(keys);
  for (const form of ['base64url', 'hex', 'latin1'] as const) {
    const text = Buffer.from(cursor, 'base64url').toString(form);
    for (const key of keys) expect(text).not.toContain(Buffer.from(key).toString(form));
  }
  expect(cursors.make(keys)).toBe(cursor);
  expect(cursors.make(['2024', '1'])).toHaveLength(cursor.length);
  expect(cursors.make(['1957-03-08', '43'])).not.toBe(cursor);
});

test('the longest keys that a row may have are read, and what is longer than any cursor is none', () => {
  const form = `1034567|2025|YEAR|116/CK-NSNN|SETTLEMENT|${'ộ'.repeat(300)}`;
  const keys = [form, '1', `${form}|${'ề'.repeat(500)}`];
  expect(cursors.read(cursors.make(keys))).toEqual(keys);
  expect(cursors.read(cursors.make(['x'.repeat(100_000)]))).toBeUndefined();
});

test('a cursor of which one bit was changed is none', () => {
  const bytes = Buffer.from(cursors.make(['2024-08-23T01:30:00+00:00', '42']), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const forged = Buffer.from(bytes);
    forged[at] = (forged[at] ?? 0) ^ 1;
    expect(cursors.read(forged.toString('base64url'))).toBeUndefined();
  }
});

test('no text makes a cursor or an id fail in any other way', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.jsonValue().map(encoded)), (text) => {
      expect(cursors.read(text)).toBeUndefined();
      const id = fromGlobalId(text);
      if (id) expect(toGlobalId(id.type, id.key)).toBe(text);
    }),
    { seed: 7, numRuns: 2_000 },
  );
});

test('a global id gives back its parts', () => {
  for (const type of Object.keys(readTypes)) {
    expect(fromGlobalId(toGlobalId(type, '12'))).toEqual({ type, key: '12' });
  }
});

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
}
