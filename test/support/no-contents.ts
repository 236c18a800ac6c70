import type { Contents } from '../../src/domain/ports.js';

/** For readings without packages. */
export const noContents: Contents = { open: () => Promise.reject(new Error('a content was opened')) };
