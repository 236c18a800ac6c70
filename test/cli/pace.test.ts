import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/cli/pace.js';

describe('a pace', () => {
  it('tells rate and time left from the first look on', () => {
    const pace = new Pace();
    // A run that goes on in the middle of a file: what was read before is not its doing.
    expect(pace.look(1_000, { done: 500, share: 0.5 })).toBe('500');
    expect(pace.look(3_000, { done: 1_500, share: 0.6 })).toBe('1500 · 500/s · còn / left 0:08');
    expect(pace.look(3_000 + 20_000, { done: 2_000, share: 0.61 })).toBe('2000 · 68/s · còn / left 1:18');
    expect(pace.look(23_000 + 20_000, { done: 4_000, share: 1 })).toBe('4000 · 63/s');
  });

  it('forgets how quick it was long ago', () => {
    const pace = new Pace();
    pace.look(0, { done: 0, share: 0 });
    for (let second = 1; second <= 60; second += 1)
      pace.look(second * 1_000, { done: second * 1_000, share: second / 100 });
    for (let second = 61; second <= 120; second += 1)
      pace.look(second * 1_000, { done: 60_000 + second, share: 0.6 });
    expect(pace.look(121_000, { done: 60_121, share: 0.6 })).toBe('60121 · 1/s');
  });

  it('tells no time left of what has no known end, and hours where there are some', () => {
    const pace = new Pace();
    pace.look(0, { done: 0 });
    expect(pace.look(10_000, { done: 1_000 })).toBe('1000 · 100/s');
    const slow = new Pace();
    slow.look(0, { done: 0, share: 0 });
    expect(slow.look(36_000, { done: 36, share: 0.01 })).toBe('36 · 1/s · còn / left 59:24');
    expect(slow.look(72_000, { done: 37, share: 0.011 })).toBe('37 · 0/s · còn / left 9:53:24');
  });
});
