import { describe, expect, it } from 'vitest';
import { businessAt, owing, type PortalFacts, PRIORITY } from '../../src/domain/owing.js';
import type { DossierRecord, NoticeRecord, UnitRecord } from '../../src/domain/records.js';
import type { DossierState } from '../../src/domain/states.js';

const NOW = Date.parse('2024-08-26T00:00:00.000Z');
const portal: PortalFacts = { code: 'national', formsOf: () => ['record'], sendsRegistered: false };

const dossier: DossierRecord = {
  kind: 'dossier',
  code: 'H56.14-240823-0001',
  procedureCode: '1.001193',
  receivingUnit: 'H56.14.3',
  channel: 1,
  applicantType: 1,
  applicantName: 'Nguyễn Văn A',
  summary: 'Khai sinh',
  state: 2,
  changedAt: '2024-08-25T00:00:00.000Z',
  trace: [],
  components: [],
  results: [],
  fees: [],
  supplements: [],
};
const notice: NoticeRecord = {
  kind: 'notice',
  code: '1',
  title: 'T',
  body: '<p>x</p>',
  category: 'HOAT_DONG',
  publishedAt: '2024-08-25T00:00:00.000Z',
  unit: 'H56.14',
  attachments: [],
  changedAt: '2024-08-25T00:00:00.000Z',
};
const unit: UnitRecord = {
  kind: 'unit',
  code: 'H56.14',
  name: 'U',
  level: 'HUYEN',
  successors: [],
  aliases: [],
  changedAt: '2024-08-25T00:00:00.000Z',
};

describe('what is owed', () => {
  const cases: [DossierState, 1 | 2 | 3, boolean, boolean][] = [
    ...[2, 4, 5, 6, 7, 8, 9, 10].map(
      (state) => [state, 1, false, true] as [DossierState, 1, boolean, boolean],
    ),
    [1, 2, false, false],
    [1, 1, true, true],
    [3, 1, true, false],
    [3, 2, false, true],
    [3, 3, false, false],
  ];
  it.each(cases)(
    'state %i by channel %i with sendsRegistered %s: %s',
    (state, channel, sendsRegistered, owed) => {
      const [only] = owing({ ...dossier, state, channel }, { ...portal, sendsRegistered }, NOW);
      expect(only).toMatchObject({
        portal: 'national',
        form: 'record',
        owed,
        entries: true,
        phases: [{ phase: 'PUBLISH' }],
      });
    },
  );

  it('never owes a tombstone by itself', () => {
    expect(owing({ ...dossier, deleted: true }, portal, NOW)).toMatchObject([{ owed: false }]);
  });

  it('carries fresh changes before old ones, and notices before both', () => {
    const old = { ...dossier, changedAt: '2023-01-01T00:00:00.000Z' };
    expect(owing(dossier, portal, NOW)[0]?.priority).toBe(PRIORITY.fresh);
    expect(owing(old, portal, NOW)[0]?.priority).toBe(PRIORITY.backfill);
    expect(owing(notice, portal, NOW)[0]?.priority).toBe(PRIORITY.notice);
    expect(PRIORITY.notice).toBeLessThan(PRIORITY.fresh);
  });

  it('owes a notice in each of its forms, then, and takes it down at its expiry', () => {
    const two: PortalFacts = { ...portal, formsOf: () => ['article', 'legal'] };
    expect(owing(notice, two, NOW).map(({ form }) => form)).toEqual(['article', 'legal']);
    const planned = {
      ...notice,
      publishedAt: '2024-09-01T00:00:00.000Z',
      expiresAt: '2024-10-01T00:00:00.000Z',
    };
    expect(owing(planned, portal, NOW)).toMatchObject([
      {
        owed: true,
        phases: [
          { phase: 'PUBLISH', notBefore: planned.publishedAt },
          { phase: 'WITHDRAW', notBefore: planned.expiresAt },
        ],
      },
    ]);
    expect(owing(notice, portal, NOW)[0]?.phases).toEqual([{ phase: 'PUBLISH' }]);
  });

  it('leaves a withdrawn or expired notice to what the lane has seen', () => {
    const down = { owed: false, phases: [{ phase: 'WITHDRAW' }] };
    expect(owing({ ...notice, withdrawn: true }, portal, NOW)).toMatchObject([down]);
    expect(owing({ ...notice, expiresAt: '2024-08-25T12:00:00.000Z' }, portal, NOW)).toMatchObject([down]);
  });

  it('owes nothing where the portal has no form for it', () => {
    expect(owing(notice, { ...portal, formsOf: () => [] }, NOW)).toEqual([]);
  });

  it('what went in a form that a later version is not wanted in hears of it, and of its takedown', () => {
    const facts: PortalFacts = {
      ...portal,
      formsOf: () => ['article'],
      everyFormOf: () => ['article', 'legal'],
    };
    expect(owing(notice, facts, NOW)).toMatchObject([
      { form: 'article', owed: true, phases: [{ phase: 'PUBLISH' }] },
      { form: 'legal', owed: false, phases: [{ phase: 'PUBLISH' }] },
    ]);
    expect(owing({ ...notice, withdrawn: true }, facts, NOW)).toMatchObject([
      { form: 'article', owed: false, phases: [{ phase: 'WITHDRAW' }] },
      { form: 'legal', owed: false, phases: [{ phase: 'WITHDRAW' }] },
    ]);
    expect(owing(unit, portal, NOW)).toEqual([]);
  });

  it('says when a subject came to be, for adoption', () => {
    expect(businessAt({ ...dossier, receivedAt: '2024-01-02T00:00:00.000Z' })).toBe(
      '2024-01-02T00:00:00.000Z',
    );
    expect(businessAt({ ...dossier, submittedAt: '2024-01-01T00:00:00.000Z' })).toBe(
      '2024-01-01T00:00:00.000Z',
    );
    expect(businessAt(dossier)).toBe(dossier.changedAt);
    expect(businessAt(notice)).toBe(notice.publishedAt);
  });
});
