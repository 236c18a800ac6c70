import { setFlagsFromString } from 'node:v8';

/**
 * For commands that read sources whole: such a reading makes a page, uses it and drops it. Left alone, V8 lets 300 MB of dropped pages
 * pile up before it looks at them, so that a long reading takes far more memory than a short one. With these it looks when the heap has
 * grown by half, and what is new stays in one small place. `--optimize-for-size` holds as little, and takes twice the processor time
 * (docs/measured/intake.md).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
}
