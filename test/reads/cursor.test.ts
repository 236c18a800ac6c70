import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromCursor, toCursor } from '../../src/reads/engine/cursor.js';
import { fromGlobalId, toGlobalId } from '../../src/reads/global-id.js';
import { readTypes } from '../../src/reads/registry.js';

const list = {
  type: 'Dossier',
  order: [{ type: 'timestamptz', nullable: true } as const, { type: 'bigint' } as const],
};

test('a cursor gives back its keys, and only in its own list', () => {
  const keys = ['2024-08-23T01:30:00.123456+00:00', '42'];
  const cursor = toCursor('Dossier', keys);
  expect(fromCursor(cursor, list)).toEqual(keys);
  expect(fromCursor(cursor, { ...list, type: 'Notice' })).toBeUndefined();
  expect(fromCursor(toCursor('Dossier', [null, '42']), list)).toEqual([null, '42']);
  expect(fromCursor(toCursor('Dossier', ['2024-08-23T01:30:00Z x', '42']), list)).toBeUndefined();
  expect(fromCursor(toCursor('Dossier', keys.slice(0, 1)), list)).toBeUndefined();
});

test('no text makes a cursor or an id fail in any other way', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.jsonValue().map(encoded)), (text) => {
      const keys = fromCursor(text, list);
      expect(keys === undefined || keys.length === 2).toBe(true);
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
