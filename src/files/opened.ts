import type { Readable } from 'node:stream';
import type { FileProblem } from '../domain/ports.js';

/** A file that can be read now, from wherever its reference points. */
export interface OpenedFile {
  ok: true;
  stream: Readable;
  /** As the other side announced it; never trusted alone. */
  bytes?: number;
}
export type Opening = OpenedFile | FileProblem;

/** What officers read: Vietnamese first, then English. Never a path, an address or a name: they may hold personal data. */
export function unavailable(vietnamese: string, english: string): FileProblem {
  return { ok: false, reason: 'FILE_UNAVAILABLE', message: `${vietnamese} · ${english}` };
}
export function notAllowed(vietnamese: string, english: string): FileProblem {
  return { ok: false, reason: 'FILE_HOST_NOT_ALLOWED', message: `${vietnamese} · ${english}` };
}
export function tooLarge(limit: number): FileProblem {
  return {
    ok: false,
    reason: 'FILE_TOO_LARGE',
    message: `Tệp lớn hơn ${limit} byte · the file is larger than ${limit} bytes`,
  };
}
export function later(vietnamese: string, english: string): FileProblem {
  return { ok: false, reason: 'retry', message: `${vietnamese} · ${english}` };
}
