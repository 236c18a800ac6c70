import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const BIN = join(import.meta.dirname, '../../bin/lienthong.js');
const FIXTURES = join(import.meta.dirname, '../files/signatures/fixtures');

async function verify(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = {
    ...process.env,
    TRUSTED_ROOTS: join(FIXTURES, 'roots'),
    REVOCATION_LISTS: join(FIXTURES, 'crls'),
  };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [BIN, 'verify', ...args], { env });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

test('lienthong verify tells each check and ends with 0 only when all signatures passed', async () => {
  const { stdout, code } = await verify(join(FIXTURES, 'pdf/expired.pdf'));
  expect(code).toBe(1);
  expect(stdout).toContain('TOTAL_FAILED (EXPIRED) · signature 1 PADES B_B');
  expect(stdout).toContain('✓ integrity:');
  expect(stdout).toContain('✗ time: Ký sau khi chứng thư hết hạn · signed after the certificate expired');

  const detached = join(FIXTURES, 'cms/ending.p7s');
  const beside = ['--signed', join(FIXTURES, 'cms/decision.txt'), '--json'];
  const { signatures } = JSON.parse((await verify(detached, ...beside)).stdout) as { signatures: object[] };
  expect(signatures).toMatchObject([{ format: 'CADES', checks: { integrity: { state: 'PASSED' } } }]);
  expect((await verify(join(FIXTURES, 'pdf/unsigned.pdf'))).code).toBe(1);
});

test('a file that is not there is said in a line', async () => {
  const { code, stderr } = await verify('/nowhere.pdf');
  expect(code).toBe(1);
  expect(stderr).toContain('/nowhere.pdf');
});
