import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FaultEngine } from '../../../../src/connectors/portals/simulation/fault-engine.js';
import {
  FAULTS,
  type FaultRule,
  FaultTextError,
  parseFaults,
} from '../../../../src/connectors/portals/simulation/index.js';

const here = { path: '/x', service: 'S', keys: ['K1'] };

function engine(rules: FaultRule[], seed = 1) {
  let now = 0;
  const faults = new FaultEngine(seed, { now: () => now });
  faults.set(rules);
  return {
    faults,
    move: (ms: number) => {
      now += ms;
    },
    /** Which of `calls` calls were hit, from 1. */
    hits: (calls: number) =>
      Array.from({ length: calls }, (_, index) => index + 1).filter(() => faults.play('status500', here)),
  };
}

describe('when a fault plays', () => {
  it.each([
    ['always', {}, [1, 2, 3, 4, 5, 6]],
    ['a number of times', { times: 2 }, [1, 2]],
    ['after some', { after: 4 }, [5, 6]],
    ['every third', { every: 3 }, [3, 6]],
    ['every second after one, twice', { after: 1, every: 2, times: 2 }, [3, 5]],
    ['never', { rate: 0 }, []],
  ])('%s', (_what, rule, expected) => {
    expect(engine([{ kind: 'status500', ...rule }]).hits(6)).toEqual(expected);
  });

  it('by probability, near the rate, the same for a seed and another for another', () => {
    const rule: FaultRule = { kind: 'status500', rate: 0.1 };
    const first = engine([rule]).hits(5000);
    expect(first.length).toBeGreaterThan(400);
    expect(first.length).toBeLessThan(600);
    expect(engine([rule]).hits(5000)).toEqual(first);
    expect(engine([rule], 2).hits(5000)).not.toEqual(first);
  });

  it('for a while', () => {
    const { faults, move } = engine([{ kind: 'status500', for: 100 }]);
    expect(faults.play('status500', here)).toBeDefined();
    move(100);
    expect(faults.play('status500', here)).toBeUndefined();
  });

  it.each([
    [{ service: 'S' }, true],
    [{ service: 'T' }, false],
    [{ service: '*' }, true],
    [{ path: '/x' }, true],
    [{ path: '/y' }, false],
    [{ key: 'K1' }, true],
    [{ key: 'K*' }, true],
    [{ key: '*1' }, true],
    [{ key: '*2' }, false],
    [{ service: 'S', key: 'K2' }, false],
  ])('where %j fits: %s', (match, expected) => {
    const { faults } = engine([{ kind: 'status500', match }]);
    expect(faults.play('status500', here) !== undefined).toBe(expected);
  });

  it('refuses at most so many keys, and those for good', () => {
    const { faults } = engine([{ kind: 'refuseRecord', times: 2 }]);
    const refused = ['a', 'b', 'c', 'a', 'c'].map((key) => faults.refuses(key, here) !== undefined);
    expect(refused).toEqual([true, true, false, true, false]);
    expect(faults.played['refuseRecord']).toBe(3);
  });
});

describe('the text of faults', () => {
  it('is a comma list, JSON, or a file', () => {
    expect(parseFaults('status500:0.05, timeoutAfterApply:0.01,latency:1:20,down')).toEqual([
      { kind: 'status500', rate: 0.05 },
      { kind: 'timeoutAfterApply', rate: 0.01 },
      { kind: 'latency', rate: 1, ms: 20 },
      { kind: 'down' },
    ]);
    const rules: FaultRule[] = [{ kind: 'refuseRecord', keys: ['a'], match: { service: 'S' }, code: -5 }];
    expect(parseFaults(JSON.stringify(rules))).toEqual(rules);
    const file = join(mkdtempSync(join(tmpdir(), 'faults-')), 'faults.json');
    writeFileSync(file, JSON.stringify(rules[0]));
    expect(parseFaults(file)).toEqual(rules);
    expect(parseFaults('')).toEqual([]);
  });

  it.each([
    ['khong-co:0.1', /unknown kind "khong-co"/],
    ['status500:2', /rate/],
    ['status500:x', /rate must be a number/],
    ['[{', /JSON/],
    ['[{"kind":"status500","oops":1}]', /no "oops"/],
    ['[{"kind":"status500","match":{"host":"x"}}]', /match/],
    ['[{"kind":"status500","every":0}]', /every/],
  ])('%s is refused with what is expected', (text, message) => {
    expect(() => parseFaults(text)).toThrow(FaultTextError);
    expect(() => parseFaults(text)).toThrow(message);
  });

  it('every fault has both descriptions', () => {
    expect(FAULTS.every(({ text, textVi }) => text.length > 0 && textVi.length > 0)).toBe(true);
    expect(new Set(FAULTS.map((fault) => fault.kind)).size).toBe(FAULTS.length);
  });
});
