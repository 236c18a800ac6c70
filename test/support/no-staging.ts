import type { Staging } from '../../src/domain/ports.js';

/** For readings without side files. */
export const noStaging: Staging = { open: () => Promise.reject(new Error('a stage was opened')) };
