import { describe, expect, it } from 'vitest';
import { awayLine, breakerLine } from '../../src/processes/portal-lines.js';

const AT = 'http://127.0.0.1:9/';
const OPENED = {
  type: 'opened',
  portal: 'provincial',
  agencyCode: 'H56.14',
  error: 'token: ECONNREFUSED',
  nextTryAt: '2026-03-10T01:00:05.000Z',
} as const;

describe('the log says of an account', () => {
  it('that its portal cannot be reached: which, where, why and when it is tried again', () => {
    expect(breakerLine({ ...OPENED, reason: 'NOT_REACHED' }, AT)).toEqual({
      level: 'warn',
      message:
        'portal provincial at http://127.0.0.1:9/ cannot be reached (token: ECONNREFUSED); nothing is sent to it, next try at 2026-03-10T01:00:05.000Z',
      facts: {
        portal: 'provincial',
        agency: 'H56.14',
        reason: 'NOT_REACHED',
        error: 'token: ECONNREFUSED',
        nextTryAt: '2026-03-10T01:00:05.000Z',
      },
    });
  });

  it('that its login is refused, and what to do', () => {
    const { message } = breakerLine({ ...OPENED, reason: 'LOGIN_REFUSED', error: '1' }, AT);
    expect(message).toContain('refuses the login (1): check the account and its password; nothing is sent');
  });

  it('that it is well again, since when nothing went, in the words of what it was', () => {
    const closed = { type: 'closed', portal: 'provincial', agencyCode: 'H56.14' } as const;
    const since = '2026-03-10T01:00:00.000Z';
    const lines = ['NOT_REACHED', 'LOGIN_REFUSED', 'BUSY', 'NO_CLEAR_ANSWER', 'NEW'].map((reason) =>
      breakerLine({ ...closed, reason, since }, AT),
    );
    expect(new Set(lines.map(({ level }) => level))).toEqual(new Set(['info']));
    expect(lines.map(({ message }) => message)).toEqual([
      expect.stringContaining(`is reached again; nothing was sent to it since ${since}`),
      expect.stringContaining('accepts the login again'),
      expect.stringContaining('takes calls again'),
      expect.stringContaining('answers again'),
      expect.stringContaining('takes calls again'),
    ]);
  });

  it('in a process that does not know the address, the portal at least', () => {
    const { message, facts } = breakerLine({ ...OPENED, reason: 'BUSY', error: undefined }, undefined);
    expect(message).toMatch(/^portal provincial is busy; nothing is sent/);
    expect(facts).not.toHaveProperty('error');
  });
});

it('an officer reads in both languages why lanes do not leave, and how many', () => {
  const account = { portal: 'national', agencyCode: 'H56.14', lanes: 12 };
  expect(awayLine({ ...account, reason: 'NOT_REACHED', error: 'login: ETIMEDOUT' }, AT)).toBe(
    'portal national at http://127.0.0.1:9/ (H56.14) không kết nối được / cannot be reached (login: ETIMEDOUT), còn / left 12',
  );
  expect(awayLine({ ...account, reason: 'LOGIN_REFUSED' }, AT)).toContain(
    'từ chối đăng nhập / refuses the login, còn',
  );
});
