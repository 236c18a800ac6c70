import { setFlagsFromString } from 'node:v8';

/**
 * For commands that read sources whole: such a reading makes a page, uses it and drops it. Left alone, V8 lets 300 MB of dropped pages
 * pile up before it looks at them, so that a long reading takes far more memory than a short one; with this it does not, and is no
 * slower (docs/measured/memory.md).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size');
}
