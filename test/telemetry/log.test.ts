import { expect, test } from 'vitest';
import { HealthChecks } from '../../src/telemetry/health.js';
import { createLog } from '../../src/telemetry/log.js';
import { CITIZEN } from '../support/fixtures.js';

function captured(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

test('a citizen number, an address, a key never reach a log', () => {
  const key = 'lt_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE';
  const text = captured((log) => {
    const error = new Error(`value ${CITIZEN.identityNumber} of ${CITIZEN.email}`, {});
    log.error(
      { err: error, phone: CITIZEN.phone, deep: { a: { b: CITIZEN.identityNumber } } },
      `for ${CITIZEN.phone}`,
    );
    log.info(
      { headers: { authorization: `Bearer ${key}` }, list: [CITIZEN.email, key] },
      'postgres://hub:secret@host/db',
    );
    log.warn({
      applicantName: CITIZEN.name,
      record: { applicantName: CITIZEN.name, address: CITIZEN.address },
    });
    log.info('plain %s', CITIZEN.identityNumber);
  });
  for (const value of [
    ...Object.values(CITIZEN).filter((value) => !value.startsWith('TECH')),
    key,
    ':secret@',
  ]) {
    expect(text).not.toContain(value);
  }
  expect(text).toContain('"level":"error"');
});

test('what an operator needs stays readable', () => {
  const text = captured((log) => {
    log.info(
      { portal: 'national', count: 1_234_567_890, ms: 12, code: 'H56.14-240823-0001' },
      'sent 50 at 2024-08-23T01:30:00Z',
    );
  });
  expect(text).toContain('"count":1234567890');
  expect(text).toContain('H56.14-240823-0001');
  expect(text).toContain('2024-08-23T01:30:00Z');
});

test('checks run together, within their limit, and say what', async () => {
  const checks = new HealthChecks(30)
    .add('good', async () => 'fine')
    .add('bad', async () => {
      throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' });
    })
    .add('slow', () => new Promise(() => undefined));
  const { ok, checks: found } = await checks.run();
  expect(ok).toBe(false);
  expect(found.map(({ name, ok: each, what }) => [name, each, what])).toEqual([
    ['good', true, 'fine'],
    ['bad', false, 'not reachable (ECONNREFUSED)'],
    ['slow', false, 'no answer within 30 ms'],
  ]);
});
