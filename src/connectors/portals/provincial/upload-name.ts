import type { FileHandle } from '../../../domain/ports.js';

const TAG_LENGTH = 16;
const TAG = /-lt([0-9a-f]{16})(?![0-9a-f])/i;
const LONGEST = 80;

/**
 * The name under which a notice's file is uploaded: its own name with a tag made from its content. A portal that keeps
 * names in its stored paths then shows which content an article points to, also after the hub has forgotten the upload.
 */
export function uploadName(handle: Pick<FileHandle, 'name' | 'reference'>, sha256: string): string {
  const extension = extensionIn(handle.name) || extensionIn(pathOf(handle.reference));
  const stem = handle.name.slice(0, handle.name.length - extensionIn(handle.name).length);
  const safe = [
    ...stem
      .normalize('NFC')
      .replace(/[\p{Cc}/\\"#?%*:|<>]+/gu, ' ')
      .trim(),
  ]
    .slice(0, LONGEST)
    .join('');
  return `${safe || 'tep'}-lt${sha256.slice(0, TAG_LENGTH)}${extension}`;
}

/** Whether a stored path says by its tag that it is this content; undefined when it carries no tag. */
export function tagMatches(path: string, sha256: string): boolean | undefined {
  const tag = TAG.exec(path)?.[1];
  return tag === undefined ? undefined : tag.toLowerCase() === sha256.slice(0, TAG_LENGTH);
}

function pathOf(reference: string): string {
  return URL.canParse(reference) ? new URL(reference).pathname : reference;
}

function extensionIn(name: string): string {
  return /\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0] ?? '';
}
