import { type PortalState, withoutQuery } from './portal-state.js';

/**
 * What the national portal got from a link: the SHA-256 of the file, `'bad'` for no link or one that gave nothing, undefined
 * while it has not fetched it.
 */
export function linkContent(link: unknown, { files }: PortalState): string | 'bad' | undefined {
  if (typeof link !== 'string' || !/^https?:\/\/[^/]+\/\S+$/.test(link)) return 'bad';
  const file = files.get(withoutQuery(link));
  if (!file) return undefined;
  return file.status === 200 ? file.sha256 : 'bad';
}
