import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrivalId,
  copiesOf,
  type DocumentFacts,
  type DocumentMessage,
  documentId,
  duplicateKey,
  issuerOf,
} from '../../../src/domain/kinds/document.js';
import { combineDocuments, foldDocument } from '../../../src/domain/kinds/document-fold.js';
import {
  hasSecretStamp,
  isDegreeName,
  isNamedSecret,
  isSecretDegree,
} from '../../../src/domain/kinds/document-secret.js';
import {
  DOCUMENT_STATES,
  type DocumentState,
  laterState,
} from '../../../src/domain/kinds/document-states.js';

const CODE = '000.00.00.H56,2024/08/20,12345/UBND-THKH';
const UNIT = 'H56.14';
const ISSUER = '000.00.00.H56';
const at = (minute: number) => new Date(Date.UTC(2024, 7, 20, 8, minute)).toISOString();
const facts = (more: Partial<DocumentFacts> = {}): DocumentFacts => ({
  direction: 'IN',
  unit: UNIT,
  issuer: { code: '000.00.00.H56' },
  recipients: [{ code: UNIT }],
  toPlaces: [],
  files: [],
  responseFor: [],
  replaces: [],
  dossiers: [],
  number: '12345',
  notation: 'UBND-THKH',
  issuedAt: '2024-08-19T17:00:00.000Z',
  ...more,
});
const came = (minute: number, more?: Partial<DocumentFacts>): DocumentMessage => ({
  type: 'PACKAGE',
  at: at(minute),
  facts: facts(more),
});
const status = (minute: number, code: string, from = UNIT): DocumentMessage => ({
  type: 'STATUS',
  at: at(minute),
  from,
  unit: UNIT,
  status: code,
  trace: { at: at(minute), status: code, organ: from },
});
const revoke = (minute: number): DocumentMessage => ({
  type: 'REVOKE',
  at: at(minute),
  unit: UNIT,
  reason: 'sai sót',
});
const row = (minute: number, state?: DocumentState, more?: Partial<DocumentFacts>): DocumentMessage => ({
  type: 'REGISTER',
  at: at(minute),
  facts: facts(more),
  traces: [],
  ...(state ? { state } : {}),
});
const said = (minute: number, code: string) => ({ at: at(minute), status: code });
const toBoth = { recipients: [{ code: UNIT }, { code: 'H56.15' }] };
/** As the one unit has it that it is with. */
const folded = (code: string, messages: DocumentMessage[]) => {
  const [copy, ...others] = copiesOf(foldDocument(code, messages));
  expect(others).toEqual([]);
  if (!copy) throw new Error('nobody has it');
  return copy;
};
const stateAfter = (...messages: DocumentMessage[]) => folded(CODE, messages).state;

describe('the state of a document', () => {
  it.each([
    ['comes', [came(0)], 'ARRIVED'],
    ['goes out', [came(0, { direction: 'OUT' })], 'ISSUED'],
    ['is refused', [came(0), status(1, '01'), status(2, '02')], 'REFUSED'],
    ['goes on after it was refused', [came(0), status(1, '02'), status(2, '03')], 'REFUSED'],
    ['cannot be refused any more', [came(0), status(1, '03'), status(2, '02')], 'ACCEPTED'],
    ['skips steps', [came(0), status(1, '06')], 'DONE'],
    ['never goes back', [came(0), status(1, '06'), status(2, '04')], 'DONE'],
    ['never goes back by a register', [row(0, 'DONE'), row(1, 'IN_WORK')], 'DONE'],
    ['is asked back', [came(0), status(1, '13', ISSUER)], 'ARRIVED'],
    ['is given back', [came(0), status(1, '13', ISSUER), status(2, '15')], 'REVOKED'],
    ['is not given back', [came(0), status(1, '13', ISSUER), status(2, '16')], 'ARRIVED'],
    ['is asked back by a stranger', [came(0), status(1, '13', 'X'), status(2, '15')], 'ARRIVED'],
    ['a stranger gives back', [came(0), status(1, '13', ISSUER), status(2, '15', 'X')], 'ARRIVED'],
    ['its issuer gives back', [came(0), status(1, '13', ISSUER), status(2, '15', ISSUER)], 'ARRIVED'],
    ['a stranger refuses', [came(0), status(1, '02', 'X'), status(2, '03')], 'ACCEPTED'],
    ['another receiver refuses', [came(0, toBoth), status(1, '02', 'H56.15')], 'ARRIVED'],
    ['its unit refuses before it comes', [status(0, '02'), came(1)], 'REFUSED'],
    [
      'its unit accepts as its row spells it',
      [row(0, 'ARRIVED', { unit: 'h56-14' }), status(1, '03')],
      'ACCEPTED',
    ],
    ['its own book gives back', [{ ...row(0), traces: [said(1, '13'), said(2, '15')] }], 'REVOKED'],
    ['is given back unasked', [came(0), status(2, '15')], 'ARRIVED'],
    ['is revoked', [came(0), status(1, '06'), revoke(2)], 'REVOKED'],
    ['is revoked before it comes', [revoke(0), came(5), status(6, '03')], 'REVOKED'],
    ['is only known by its revocation', [revoke(0)], 'AWAITED'],
    ['has an unknown status', [came(0), status(1, '99')], 'ARRIVED'],
  ] as [string, DocumentMessage[], DocumentState][])('that %s', (_, messages, expected) => {
    expect(stateAfter(...messages)).toBe(expected);
  });

  it('only goes on', () => {
    for (const from of DOCUMENT_STATES) {
      for (const to of DOCUMENT_STATES) {
        const later = laterState(from, to);
        expect(laterState(later, from)).toBe(later);
        expect([from, to]).toContain(later);
      }
    }
  });
});

describe('what messages say together', () => {
  const messages = fc.uniqueArray(
    fc.oneof(
      fc
        .tuple(fc.nat(9), fc.constantFrom('IN' as const, 'OUT' as const))
        .map(([minute, direction]) => came(minute, { ...toBoth, direction, subject: `v${minute}` })),
      fc
        .tuple(
          fc.nat(9),
          fc.constantFrom('01', '02', '03', '06', '13', '15', '16'),
          fc.constantFrom(UNIT, ISSUER, 'H56.15', 'X'),
        )
        .map(([minute, code, from]) => status(minute, code, from)),
      fc.nat(9).map(revoke),
      fc
        .tuple(fc.nat(9), fc.constantFrom<DocumentState>('ACCEPTED', 'IN_WORK', 'DONE'))
        .map(([minute, state]) => row(minute, state)),
    ),
    {
      minLength: 1,
      maxLength: 8,
      selector: (message) => (message.type === 'REGISTER' ? message.at : JSON.stringify(message)),
    },
  );

  // Of two rows of one moment the one that came last counts: they alone are told apart by their order.
  it('is the same in whatever order they come, and however often', () => {
    fc.assert(
      fc.property(messages, fc.infiniteStream(fc.nat()), fc.nat(7), (all, random, again) => {
        const shuffled = all
          .map((message) => ({ message, by: random.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ message }) => message);
        const oneByOne = [...shuffled, all[again % all.length] ?? revoke(0)]
          .map((message) => foldDocument(CODE, [message]))
          .reduce(combineDocuments);
        expect(oneByOne).toEqual(foldDocument(CODE, all));
      }),
      { seed: 11, numRuns: 2000 },
    );
  });

  it('a register row adds to a package and takes nothing away', () => {
    const file = { name: 'a.pdf', file: `kept:${'0'.repeat(64)}` };
    const document = folded(CODE, [
      came(0, { subject: 'Trích yếu', files: [file], recipients: [{ code: UNIT }, { code: 'H56.15' }] }),
      row(5, 'IN_WORK', { arrivalNumber: '77', recipients: [] }),
    ]);
    expect(document).toMatchObject({
      subject: 'Trích yếu',
      files: [file],
      arrivalNumber: '77',
      state: 'IN_WORK',
      online: true,
    });
    expect(document.recipients).toHaveLength(2);
    expect(document.changedAt).toBe(at(5));
  });

  it('a status of a recipient is of that recipient alone', () => {
    const document = folded(CODE, [
      came(0, { direction: 'OUT', recipients: [{ code: 'A' }, { code: 'B' }] }),
      status(1, '03', 'A'),
      status(2, '01', 'A'),
      {
        ...status(3, '02', 'B'),
        trace: { at: at(3), status: '02', note: 'sai nơi nhận' },
      } as DocumentMessage,
    ]);
    expect(document.state).toBe('ISSUED');
    expect(document.recipients).toEqual([
      { code: 'A', state: 'ACCEPTED', stateAt: at(1) },
      { code: 'B', state: 'REFUSED', stateAt: at(3), reason: 'sai nơi nhận' },
    ]);
  });

  describe('of what went out, taking it back', () => {
    const sent = came(0, { direction: 'OUT', recipients: [{ code: 'A' }, { code: 'B' }, { code: 'C' }] });
    const asked = [sent, status(1, '13', ISSUER), status(2, '02', 'C')];
    const standing = (...more: DocumentMessage[]) => {
      const { state, revocation, recipients } = folded(CODE, [...asked, ...more]);
      return [state, revocation, ...recipients.map((recipient) => recipient.state)].join(' ');
    };

    it.each([
      ['one of three agrees', [status(3, '15', 'A')], 'ISSUED ASKED REVOKED  REFUSED'],
      [
        'all that took it in agree',
        [status(3, '15', 'A'), status(4, '15', 'B')],
        'REVOKED AGREED REVOKED REVOKED REFUSED',
      ],
      ['one refuses', [status(3, '15', 'A'), status(4, '16', 'B')], 'ISSUED REFUSED REVOKED  REFUSED'],
      [
        'one refuses, and agrees at last',
        [status(3, '16', 'B'), status(4, '15', 'A'), status(5, '15', 'B')],
        'REVOKED AGREED REVOKED REVOKED REFUSED',
      ],
      [
        'strangers and the issuer agree',
        [status(3, '15', 'X'), status(4, '15', ISSUER)],
        'ISSUED ASKED   REFUSED',
      ],
      ['a recipient asks', [status(3, '16', 'A'), status(4, '13', 'B')], 'ISSUED REFUSED   REFUSED'],
      [
        'it is revoked by its issuer, then one agrees and one refuses',
        [revoke(3), status(4, '15', 'A'), status(5, '16', 'B')],
        'REVOKED AGREED REVOKED  REFUSED',
      ],
    ] as [string, DocumentMessage[], string][])('%s', (_, more, expected) => {
      expect(standing(...more)).toBe(expected);
    });

    it('nobody agrees to what nobody asked', () => {
      const { recipients } = folded(CODE, [sent, status(1, '15', 'A')]);
      expect(recipients).toEqual([{ code: 'A' }, { code: 'B' }, { code: 'C' }]);
    });

    it('what does not count stays among the traces, with who said it', () => {
      const { traces } = folded(CODE, [...asked, status(3, '15', 'X')]);
      expect(traces.at(-1)).toEqual({ at: at(3), status: '15', organ: 'X' });
    });
  });

  it('an update adds and removes recipients', () => {
    const update: DocumentMessage = {
      type: 'UPDATE',
      at: at(3),
      facts: facts({ recipients: [], subject: 'mới' }),
      added: [{ code: 'C' }, { code: 'A' }],
      removed: ['B'],
    };
    const document = folded(CODE, [came(0, { recipients: [{ code: 'A' }, { code: 'B' }] }), update]);
    expect(document.recipients).toEqual([{ code: 'A' }, { code: 'C' }]);
    expect(document.subject).toBe('mới');
  });

  it('keeps a bounded number of statuses', () => {
    const many = Array.from({ length: 700 }, (_, minute) => status(minute, '05'));
    const messages = [came(0), ...many, revoke(800)];
    expect(foldDocument(CODE, messages).messages).toHaveLength(500);
    const document = folded(CODE, messages);
    expect(document.state).toBe('REVOKED');
    expect(document.subject).toBeUndefined();
    expect(document.issuer).toBeDefined();
  });

  it('keeps a bounded number of changes, and of packages, the latest; the same in any order', () => {
    const update = (minute: number): DocumentMessage => ({
      ...{ type: 'UPDATE', at: at(minute), added: [], removed: [] },
      facts: facts({ subject: `lần ${minute}` }),
    });
    const updates = Array.from({ length: 700 }, (_, minute) => update(minute + 1));
    const messages = [came(0), ...updates, revoke(800)];
    const whole = foldDocument(CODE, messages);
    expect(whole.messages).toHaveLength(500);
    expect(whole).toMatchObject({ subject: 'lần 700', copies: [{ state: 'REVOKED' }] });
    expect(foldDocument(CODE, whole.messages)).toEqual(whole);
    const [one, other] = [messages.slice(0, 600), messages.slice(600)];
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      expect(combineDocuments(foldDocument(CODE, first), foldDocument(CODE, second))).toEqual(whole);
    }
    const packages = Array.from({ length: 700 }, (_, minute) => came(minute));
    expect(foldDocument(CODE, [...packages, revoke(800)]).messages).toHaveLength(500);
  });

  it.each([
    ['a package', [came(0)], true],
    ['a row with files', [row(0, undefined, { files: [{ name: 'a', file: 'a' }] })], true],
    ['a row alone', [row(0)], false],
    ['a row that says paper', [came(0), row(1, undefined, { onPaper: true })], false],
    ['a row that says electronic', [row(1, undefined, { onPaper: false })], true],
  ] as [string, DocumentMessage[], boolean][])('is handled online by %s: %s', (_, all, online) => {
    expect(folded(CODE, all).online).toBe(online);
  });
});

describe('keys', () => {
  it('are those of the standard', () => {
    expect(documentId('000.00.04.G14', '2012/08/06', '267', 'VPCP-TTĐT')).toBe(
      '000.00.04.G14,2012/08/06,267/VPCP-TTĐT',
    );
    expect(issuerOf('000.00.04.G14,2012/08/06,267/VPCP-TTĐT')).toBe('000.00.04.G14');
    expect(issuerOf(arrivalId('H56.14', '2024', '12'))).toBeUndefined();
  });

  it('warn of one number in one year, whatever the day', () => {
    const key = (issuedAt: string, notation = 'UBND-VP') => duplicateKey(facts({ issuedAt, notation }));
    expect(key('2024-01-01T03:00:00Z')).toBe(key('2024-12-31T03:00:00Z', 'ubnd-vp'));
    // 1 January at 06:00 in Vietnam.
    expect(key('2024-12-31T23:00:00Z')).toBe(key('2025-05-01T00:00:00Z'));
    expect(duplicateKey({ issuer: { code: 'A' }, number: '1', notation: 'B' })).toBeUndefined();
  });
});

describe('secrecy', () => {
  it.each([
    ['Thường', false],
    ['0', false],
    ['', false],
    ['Không mật', false],
    ['Bình thường', false],
    ['Không xác định', false],
    ['thường mật', true],
    ['Mật', true],
    ['TỐI MẬT', true],
    ['3', true],
  ])('degree %s: %s', (degree, secret) => expect(isSecretDegree(degree)).toBe(secret));

  it.each([
    ['[MẬT] Kế hoạch', true],
    ['TUYỆT MẬT: Kế hoạch', true],
    ['(Tối mật) Kế hoạch', true],
    ['[ mật ] Kế hoạch', true],
    ['Tuyệt  Mật: Kế hoạch'.normalize('NFD'), true],
    ['mật : Kế hoạch', true],
    ['Tối mật - Kế hoạch', false],
    ['Mật ong: kế hoạch', false],
    ['Bảo mật thông tin: kế hoạch', false],
    ['V/v bảo vệ bí mật nhà nước (mật mã)', false],
    ['Bí mật: kế hoạch', false],
    ['MẬT - Kế hoạch'.normalize('NFD'), true],
    ['Bảo MẬT thông tin', false],
    ['MẬT ong rừng', false],
    ['Kế hoạch phòng thủ (Tối mật)', true],
    ['Kế hoạch phòng thủ [Mật] năm 2026', true],
    ['Kế hoạch phòng thủ - TUYỆT MẬT', true],
    ['Kế hoạch. Độ mật: Tối mật. Độ khẩn: Thường', true],
    ['Kế hoạch. Độ mật: Thường. Độ khẩn: Hỏa tốc', false],
    ['V/v sản phẩm của ong (mật), sữa', false],
    ['V/v cấp độ bảo mật hệ thống - bảo mật', false],
  ])('stamp %s: %s', (text, secret) => expect(hasSecretStamp(text)).toBe(secret));

  it.each([
    ['Công văn mật', true],
    ['CV (Mật)', true],
    ['BC-UBND-MẬT', true],
    ['TUYỆT MẬT', true],
    ['Công văn', false],
    ['Quy chế bảo mật', false],
    ['QC-BMNN', false],
  ])('kind or notation %s: %s', (text, secret) => expect(isNamedSecret(text)).toBe(secret));

  it.each([
    ['DoMat', true],
    ['Độ mật', true],
    ['MucDoMat', true],
    ['do_mat', true],
    ['SecurityLevel', true],
    ['Secrecy', true],
    ['DoBaoMat', true],
    ['DiaDiem', false],
    ['Priority', false],
    ['DoKhan', false],
  ])('field %s: %s', (name, degree) => expect(isDegreeName(name)).toBe(degree));
});
