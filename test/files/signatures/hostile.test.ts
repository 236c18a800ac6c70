import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixture, verify } from './support.js';

/** Runs are few and the seed fixed: a long run is `FUZZ_RUNS=20000 npx vitest run test/files/signatures/hostile.test.ts`. */
const SETTINGS = { seed: 20_261_127, numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) };

const SAMPLES = {
  pdf: fixture('pdf/timed.pdf'),
  xml: fixture('xml/xades.xml'),
  cms: fixture('cms/officer.p7s'),
};

/** A few changes anywhere: a byte replaced, a stretch cut out, a stretch put in twice. */
function mutated(bytes: Buffer): fc.Arbitrary<Buffer> {
  const place = fc.nat({ max: bytes.length - 1 });
  const change: fc.Arbitrary<(copy: Buffer) => Buffer> = fc.oneof(
    fc.tuple(place, fc.nat({ max: 255 })).map(([at, value]) => (copy: Buffer) => {
      if (at < copy.length) copy[at] = value;
      return copy;
    }),
    fc.tuple(place, fc.nat({ max: 400 })).map(
      ([at, length]) =>
        (copy: Buffer) =>
          Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]),
    ),
    fc.tuple(place, place, fc.nat({ max: 400 })).map(
      ([at, from, length]) =>
        (copy: Buffer) =>
          Buffer.concat([copy.subarray(0, at), bytes.subarray(from, from + length), copy.subarray(at)]),
    ),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => changes.reduce<Buffer>((copy, one) => one(copy), Buffer.from(bytes)));
}

describe('whatever stands in a file', () => {
  test.each(Object.entries(SAMPLES))(
    '%s: verifying ends with an answer, and never with more than the honest one',
    async (_, bytes) => {
      const [honest] = await verify(bytes);
      expect(honest?.result).toBe('TOTAL_PASSED');
      await fc.assert(
        fc.asyncProperty(mutated(bytes), async (changed) => {
          for (const report of await verify(changed)) {
            if (report.result === 'TOTAL_PASSED') expect(report.signer).toEqual(honest?.signer);
          }
        }),
        SETTINGS,
      );
    },
  );

  test('names and numbers of PDF in any order', async () => {
    const words = fc.constantFrom(
      '/ByteRange',
      '[',
      ']',
      '0',
      '99999999999999999999',
      '-1',
      '<<',
      '>>',
      '<',
      '>',
      '(',
      ')',
      '\\',
      '%',
      '\n',
      '1 0 obj',
      'endobj',
      '/Contents',
      '<00>',
      '/SubFilter',
      '/ETSI.CAdES.detached',
      '/',
      '#4',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 60 }), async (parts) => {
        const reports = await verify(Buffer.from(`%PDF-1.7\n1 0 obj << ${parts.join(' ')}`));
        expect(reports.every(({ result }) => result === 'TOTAL_FAILED')).toBe(true);
      }),
      SETTINGS,
    );
  });
});
