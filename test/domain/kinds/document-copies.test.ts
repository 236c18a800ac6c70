import { expect, test } from 'vitest';
import {
  copiesOf,
  type DocumentFacts,
  type DocumentMessage,
  type FormerDocument,
} from '../../../src/domain/kinds/document.js';
import { documentAgencies } from '../../../src/domain/kinds/document-agencies.js';
import { combineDocuments, foldDocument, withoutDocument } from '../../../src/domain/kinds/document-fold.js';
import type { DocumentState } from '../../../src/domain/kinds/document-states.js';

/** One document that several of our units have: each its own state, deadline and arrival. */
const CODE = '000.00.00.H56,2024/08/20,12345/UBND-THKH';
const ISSUER = '000.00.00.H56';
const at = (minute: number) => new Date(Date.UTC(2024, 7, 20, 8, minute)).toISOString();
const facts = (unit: string, more: Partial<DocumentFacts> = {}): DocumentFacts => ({
  ...{ direction: 'IN', unit, issuer: { code: ISSUER }, recipients: [], toPlaces: [], files: [] },
  ...{ responseFor: [], replaces: [], dossiers: [] },
  ...more,
});
const row = (
  minute: number,
  unit: string,
  state: DocumentState,
  more?: Partial<DocumentFacts>,
): DocumentMessage => ({ type: 'REGISTER', at: at(minute), facts: facts(unit, more), state, traces: [] });
const came = (
  minute: number,
  unit: string,
  also: string[],
  more?: Partial<DocumentFacts>,
): DocumentMessage => ({
  ...{ type: 'PACKAGE', at: at(minute), from: ISSUER, also },
  facts: facts(unit, more),
});
const status = (minute: number, from: string, code: string): DocumentMessage => ({
  ...{ type: 'STATUS', at: at(minute), from, unit: from, status: code },
  trace: { at: at(minute), status: code, organ: from },
});
const standing = (...messages: DocumentMessage[]) =>
  copiesOf(foldDocument(CODE, messages))
    .map(({ unit, state, direction }) => `${unit} ${direction} ${state}`)
    .sort();

test('rows of two registers are two copies, each with what its own register says', () => {
  const document = foldDocument(CODE, [
    row(1, 'A', 'DONE', { arrivalNumber: '7', dueAt: at(50), subject: 'Trích yếu', onPaper: true }),
    row(2, 'B', 'ARRIVED', { arrivalNumber: '9', arrivedAt: at(0), files: [{ name: 'a', file: 'a' }] }),
  ]);
  expect(document.changedAt).toBe(at(2));
  expect(copiesOf(document)).toMatchObject([
    {
      unit: 'A',
      state: 'DONE',
      arrivalNumber: '7',
      dueAt: at(50),
      online: false,
      subject: 'Trích yếu',
      finishedAt: at(1),
    },
    { unit: 'B', state: 'ARRIVED', arrivalNumber: '9', arrivedAt: at(0), online: true, subject: 'Trích yếu' },
  ]);
  expect(document.copies[1]).not.toHaveProperty('dueAt');
});

test('a package for several is with each of them, by when its issuer says', () => {
  const messages = [came(0, 'A', ['B', 'C'], { dueAt: at(90) }), status(1, 'A', '03'), status(2, 'B', '06')];
  expect(standing(...messages)).toEqual(['A IN ACCEPTED', 'B IN DONE', 'C IN ARRIVED']);
  for (const { dueAt } of foldDocument(CODE, messages).copies) expect(dueAt).toBe(at(90));
});

test('what one unit does is not among the traces of another; what the issuer says is', () => {
  const { copies } = foldDocument(CODE, [came(0, 'A', ['B']), status(1, 'A', '05'), status(2, ISSUER, '13')]);
  expect(copies.map(({ traces }) => traces.map((trace) => trace.status))).toEqual([['05', '13'], ['13']]);
  expect(copies.map(({ revocation }) => revocation)).toEqual(['ASKED', 'ASKED']);
});

test('each gives back its own copy; what the issuer revokes is revoked everywhere', () => {
  const asked = [came(0, 'A', ['B']), status(1, ISSUER, '13'), status(2, 'A', '15')];
  expect(standing(...asked)).toEqual(['A IN REVOKED', 'B IN ARRIVED']);
  expect(standing(...asked, { type: 'REVOKE', at: at(3), from: ISSUER, unit: 'A' })).toEqual([
    'A IN REVOKED',
    'B IN REVOKED',
  ]);
});

test('a revocation that was sent to one of ours is of the document, in the books of all others too', () => {
  const books = [row(1, 'A', 'DONE'), row(2, 'B', 'ARRIVED', { arrivalNumber: '9' })];
  const sent: DocumentMessage = { type: 'REVOKE', at: at(3), from: ISSUER, unit: 'A', reason: 'Sai' };
  for (const copy of foldDocument(CODE, [...books, sent]).copies) {
    expect(copy).toMatchObject({ state: 'REVOKED', revocation: 'AGREED', revocationReason: 'Sai' });
    expect(copy.traces).toMatchObject([{ organ: ISSUER, note: 'Sai' }]);
  }
});

test('one of ours sends to another: out there, in here, and the answer is of both', () => {
  const code = 'A,2024/08/20,1/UB';
  const sent: DocumentMessage = {
    ...{ type: 'PACKAGE', at: at(0), from: 'A', also: ['B'] },
    facts: facts('A', { direction: 'OUT', issuer: { code: 'A' }, recipients: [{ code: 'B' }] }),
  };
  const document = foldDocument(code, [sent, status(1, 'B', '03')]);
  expect(document.copies).toMatchObject([
    { unit: 'A', direction: 'OUT', state: 'ISSUED', recipients: [{ code: 'B', state: 'ACCEPTED' }] },
    { unit: 'B', direction: 'IN', state: 'ACCEPTED', recipients: [{ code: 'B' }] },
  ]);
  const revoked = foldDocument(code, [...document.messages, row(5, 'A', 'REVOKED', { direction: 'OUT' })]);
  expect(revoked.copies.map(({ state }) => state)).toEqual(['REVOKED', 'REVOKED']);
});

test('a register gives up its own copy; the document is gone once all have', () => {
  const both = foldDocument(CODE, [row(1, 'A', 'DONE'), row(2, 'B', 'ARRIVED')]);
  const one = withoutDocument(both, { changedAt: at(3), unit: 'A' });
  expect(one.deleted).toBeUndefined();
  expect(one.copies).toMatchObject([{ unit: 'A', deletedAt: at(3) }, { unit: 'B' }]);
  expect(one.copies[1]).not.toHaveProperty('deletedAt');
  expect(withoutDocument(one, { changedAt: at(4), unit: 'B' }).deleted).toBe(true);
  expect(withoutDocument(both, { changedAt: at(4) }).deleted).toBe(true);
  expect(withoutDocument(both, { changedAt: at(4), unit: 'X' })).toEqual(both);
  // What was said before does not bring it back, a later row does.
  expect(combineDocuments(one, foldDocument(CODE, [row(2, 'A', 'DONE')])).copies[0]).toHaveProperty(
    'deletedAt',
  );
  expect(combineDocuments(one, foldDocument(CODE, [row(4, 'A', 'DONE')])).copies[0]).not.toHaveProperty(
    'deletedAt',
  );
});

test('agencies stand under the codes that the unit table has for them, in keys, senders and receivers', () => {
  const table = new Map([
    ['OLD', 'H56.1'],
    ['NEW', 'H56.1'],
    ['X', 'H56.9'],
  ]);
  const named = (code: string) => table.get(code) ?? code;
  const renamed = (id: string, message: DocumentMessage) =>
    documentAgencies.renamed(foldDocument(id, [message]), named);
  const sent = (from: string): DocumentMessage => ({
    ...{ type: 'PACKAGE', at: at(0), from },
    facts: facts('X', {
      issuer: { code: from },
      recipients: [{ code: 'X' }],
      replaces: [`${from},2024/01/01,1/A`],
    }),
  });
  const old = renamed('OLD,2024/08/20,1/UB', sent('OLD'));
  expect(old).toEqual(renamed('NEW,2024/08/20,1/UB', sent('NEW')));
  expect(old).toMatchObject({
    problems: [],
    record: {
      code: 'H56.1,2024/08/20,1/UB',
      unit: 'H56.9',
      issuer: { code: 'H56.1' },
      replaces: ['H56.1,2024/01/01,1/A'],
    },
  });
  // Its issuer by another code takes it back; a stranger does not.
  const back = (from: string): DocumentMessage => ({ type: 'REVOKE', at: at(1), from, unit: 'X' });
  expect(renamed('OLD,2024/08/20,1/UB', back('NEW')).problems).toEqual([]);
  expect(renamed('OLD,2024/08/20,1/UB', back('X')).problems).toMatchObject([{ code: 'NOT_THE_ISSUER' }]);
});

test('a version from before units had copies of their own is renamed as its unit had it, and stays deleted', () => {
  const messages = [row(1, 'h56-1', 'ARRIVED'), status(2, 'OLD', '06')];
  const { copies, ...rest } = foldDocument(CODE, messages);
  const former = { ...rest, ...copies[0], unit: 'H56.1', deleted: true, changedAt: at(3) };
  const { record } = documentAgencies.renamed(former as never, (code) => (code === 'OLD' ? 'H56.1' : code));
  expect(record.copies).toMatchObject([{ unit: 'H56.1', state: 'DONE', deletedAt: at(3) }]);
  expect(record.deleted).toBe(true);
});

test('a version from before units had copies of their own is the copy of its unit', () => {
  const messages = [row(1, 'h56-1', 'DONE')];
  const { copies, ...rest } = foldDocument(CODE, messages);
  const former: FormerDocument = {
    ...rest,
    ...copies[0],
    unit: 'H56.1',
    state: 'DONE',
    recipients: [],
    online: true,
    traces: [],
  };
  expect(copiesOf(former)).toMatchObject([{ unit: 'H56.1', state: 'DONE' }]);
  const together = combineDocuments(former, foldDocument(CODE, [row(2, 'B', 'ARRIVED')]));
  expect(together.copies).toMatchObject([{ unit: 'H56.1', state: 'DONE' }, { unit: 'B' }]);
});
