import { describe, expect, it, test } from 'vitest';
import { table } from '../../src/cli/screen.js';
import type { Comparison, Verdict } from '../../src/demo/comparer/index.js';
import { tellSummary } from '../../src/demo/screen.js';
import { type HubCounts, sumUp } from '../../src/demo/summary.js';
import type { SyncTurn } from '../../src/intake/index.js';
import type { IdleStatus } from '../../src/processes/until-idle.js';

const WELL = {
  expected: { dossiers: 3, entries: 7, notices: 2 },
  found: { dossiers: 3, entries: 7, notices: 2 },
  missing: [],
  different: [],
  duplicates: [],
  outOfOrder: [],
  unexpected: [],
};
const READ = { runId: '1', read: 10, stored: 6, unchanged: 2, stale: 1, quarantined: 1, retaken: 0 };
const TURNS: readonly SyncTurn[] = [
  { ...READ, source: 'units', state: 'DONE' },
  { ...READ, source: 'one-stop', state: 'DONE' },
];
const COUNTS: HubCounts = {
  states: {
    national: { DELIVERED: 9, PENDING: 1, SUPERSEDED: 4 },
    provincial: { DELIVERED: 10, SUPERSEDED: 4 },
  },
  retried: new Map([['national', 3]]),
};

/** What the comparer says when it finds `fault` at the provincial portal. */
function verdictOf(fault: Partial<Comparison> = {}): Verdict {
  const ok = Object.keys(fault).length === 0;
  return {
    ok,
    national: { ok: true, portal: 'national', ...WELL },
    provincial: { ok, portal: 'provincial', ...WELL, ...fault },
  };
}

/** A demo in which everything went well, but for what is given. */
function summaryOf(
  given: { counts?: HubCounts; turns?: readonly SyncTurn[]; verdict?: Verdict; idle?: IdleStatus } = {},
) {
  const { counts = COUNTS, turns = TURNS, verdict = verdictOf(), idle = 0 } = given;
  return sumUp(counts, turns, verdict, idle);
}

function statesOf(provincial: Record<string, number>): HubCounts {
  return { ...COUNTS, states: { ...COUNTS.states, provincial } };
}

/** The table of the portals as an object: measure in English → what stands under each portal. */
function portalsOf(summary: ReturnType<typeof summaryOf>) {
  const rows = summary.portals.rows.map(([name, ...values]) => [String(name).split(' / ')[1], values]);
  return Object.fromEntries(rows) as Record<string, (string | number)[]>;
}

describe('a demo adds up', () => {
  it('when hub and comparer both say so; superseded versions are owed to nobody, a notice of tomorrow waits', () => {
    const summary = summaryOf();
    expect(summary).toMatchObject({ ok: true, findings: [] });
    expect(summary.portals.head.slice(1)).toEqual(['national', 'provincial']);
    expect(portalsOf(summary)).toEqual({
      owed: [10, 10],
      delivered: [9, 10],
      held: [0, 0],
      refused: [0, 0],
      scheduled: [1, 0],
      retried: [3, 0],
      'dossiers there': [3, 3],
      'entries there': [7, 7],
      'notices there': [2, 2],
      'duplicates there': [0, 0],
      lost: [0, 0],
    });
    expect(summary.intake.rows).toEqual([
      ['units', 10, 6, 2, 1, 1],
      ['one-stop', 10, 6, 2, 1, 1],
    ]);
  });
});

describe('a demo does not add up', () => {
  const found: [string, Partial<Comparison>, string][] = [
    ['a dossier is missing', { missing: ['H56.14-1'] }, 'missing: H56.14-1'],
    [
      'an entry is there twice',
      { duplicates: [{ key: 'H56.14-1 a', count: 2 }] },
      'duplicate: H56.14-1 a × 2',
    ],
    [
      'a field is another',
      { different: [{ key: 'H56.14-1', field: 'TenHoSo', expected: 'A', found: 'B' }] },
      'different: H56.14-1 TenHoSo: A ≠ B',
    ],
    ['entries stand in another order', { outOfOrder: ['H56.14-1 b'] }, 'out of order: H56.14-1 b'],
    ['something nobody sent is there', { unexpected: ['H56.14-9'] }, 'unexpected: H56.14-9'],
  ];
  test.each(found)('when %s', (_, fault, words) => {
    const summary = summaryOf({ verdict: verdictOf(fault) });
    expect(summary.ok).toBe(false);
    expect(summary.findings).toEqual([expect.stringMatching(/^✗ provincial: /)]);
    expect(summary.findings[0]).toContain(words);
  });

  it('and counts what is lost and what is too much; of many it shows five', () => {
    const missing = Array.from({ length: 8 }, (_, index) => `H56.14-${index}`);
    const duplicates = [
      { key: 'a', count: 3 },
      { key: 'b', count: 2 },
    ];
    const summary = summaryOf({ verdict: verdictOf({ missing, duplicates }) });
    expect(portalsOf(summary)).toMatchObject({ lost: [0, 8], 'duplicates there': [0, 3] });
    expect(summary.findings.filter((line) => line.includes('missing'))).toHaveLength(6);
    expect(summary.findings).toContainEqual(expect.stringContaining('3 nữa / more'));
  });

  test.each([2, 3] as const)('when not everything left by itself: %i', (idle) => {
    expect(summaryOf({ idle })).toMatchObject({
      ok: false,
      findings: [expect.stringContaining(`(${idle})`)],
    });
  });

  test.each(['SENDING', 'UNKNOWN', 'EXHAUSTED', 'HELD', 'REFUSED'])('when a delivery stays %s', (state) => {
    expect(summaryOf({ counts: statesOf({ DELIVERED: 9, [state]: 1 }) })).toMatchObject({
      ok: false,
      findings: [
        expect.stringContaining(
          `provincial: còn lượt gửi chưa xong / deliveries are not settled: ${state} 1`,
        ),
      ],
    });
  });

  const turns: [string, SyncTurn, string][] = [
    ['failed', { ...READ, source: 'notices', state: 'FAILED', error: 'no such folder' }, 'no such folder'],
    ['was stopped', { ...READ, source: 'notices', state: 'ABANDONED' }, 'ABANDONED'],
    ['was read by another process', { source: 'notices', state: 'ALREADY_RUNNING' }, 'ALREADY_RUNNING'],
    [
      'left a record unaccounted for',
      { ...READ, source: 'notices', state: 'DONE', quarantined: 0 },
      '10 ≠ 6 + 2 + 1 + 0',
    ],
  ];
  test.each(turns)('when a source %s', (_, turn, words) => {
    expect(summaryOf({ turns: [...TURNS, turn] })).toMatchObject({
      ok: false,
      findings: [expect.stringMatching(/^✗ notices: /)],
    });
    expect(summaryOf({ turns: [...TURNS, turn] }).findings[0]).toContain(words);
  });

  it('when a portal was not compared', () => {
    const { national } = verdictOf();
    const verdict = { ok: true, ...(national ? { national } : {}) };
    expect(summaryOf({ verdict })).toMatchObject({
      ok: false,
      findings: [expect.stringContaining('provincial')],
    });
  });
});

describe('the demo ends', () => {
  function told(summary: ReturnType<typeof summaryOf>) {
    const lines: string[] = [];
    const status = tellSummary({ say: (line) => void lines.push(line), table }, summary);
    return { status, said: lines.join('\n') };
  }

  it('with 0 and says that everything adds up', () => {
    const { status, said } = told(summaryOf());
    expect(status).toBe(0);
    expect(said).toContain('everything adds up');
    expect(said).not.toContain('✗');
  });

  it('with 1, the tables all the same, and what is wrong', () => {
    const { status, said } = told(summaryOf({ verdict: verdictOf({ missing: ['H56.14-1'] }) }));
    expect(status).toBe(1);
    expect(said).toMatch(/mất \/ lost\s*│\s*0\s*│\s*1/);
    expect(said).toContain('✗ provincial: thiếu / missing: H56.14-1');
    expect(said).toContain('something does not add up');
    expect(said).not.toContain('everything adds up');
  });
});
