import { describe, expect, it } from 'vitest';
import { hushed, withoutPersonalData } from '../../src/domain/portal-words.js';

const evidence = { request: null, response: '' };

describe('a portal’s words without personal data', () => {
  it.each([
    ['Số định danh 038204001223 sai', [], 'Số định danh *** sai'],
    ['Gọi 0912345678 hoặc an.nguyen@example.vn', [], 'Gọi *** hoặc ***'],
    ['Địa chỉ "Số 4, phố Lê Lợi" quá dài', ['Số 4, phố Lê Lợi'], 'Địa chỉ "***" quá dài'],
    ['Hồ sơ H56.14-240823-0001 mã 1.001193 sai', ['1'], 'Hồ sơ H56.14-240823-0001 mã 1.001193 sai'],
  ])('%s', (words, values, told) => {
    expect(withoutPersonalData(words, values)).toBe(told);
    expect(withoutPersonalData(words.normalize('NFD'), values)).toBe(told);
  });

  it('hides what was sent, of one item or of the whole call', () => {
    const payload = { Address: 'Số 4, phố Lê Lợi', Note: 'Lê Lợi' };
    const outcome = { type: 'refused', code: '0', message: 'Số 4, phố Lê Lợi?' } as const;
    const quiet = { type: 'refused', code: '0', message: '***?' };
    expect(hushed({ evidence, scope: 'items', outcomes: [outcome] }, [payload], ['Address'])).toEqual({
      evidence,
      scope: 'items',
      outcomes: [quiet],
    });
    expect(hushed({ evidence, scope: 'whole', outcome }, [payload], ['Address'])).toMatchObject({
      outcome: quiet,
    });
  });
});
