import { timingSafeEqual } from 'node:crypto';
import type { Json } from '../domain/canonical.js';
import { fold } from '../domain/fold.js';
import { extensionOf } from './media-type.js';

/** Signs with a key that only this installation has; store/sealed.ts gives it. */
export interface LinkSigner {
  sign(purpose: string, text: string): Buffer;
}

const PURPOSE = 'file-link';

/** `Giấy khai sinh (bản chính)` of `files/1.PDF` → `giay-khai-sinh-ban-chinh.pdf`: ASCII, readable, never empty. */
export function slugOf(name: string, reference: string): string {
  const extension = extensionOf(reference);
  const plain = fold(name)
    .replace(new RegExp(`${extension.replace('.', '\\.')}$`), '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return `${plain === '' ? 'tep' : plain}${extension}`;
}

/** A link's query: `e` the second at which it ends, `s` the signature over path and end. */
export function signedQuery(signer: LinkSigner, id: string, slug: string, expires: number): string {
  return `e=${expires}&s=${signature(signer, id, slug, String(expires)).toString('base64url')}`;
}

export type LinkVerdict = 'valid' | 'expired' | 'forged';

/** Compares in constant time, and looks at the end only once the signature is right. `now` in ms. */
export function judgeLink(
  signer: LinkSigner,
  link: { id: string; slug: string; expires: string | undefined; signature: string | undefined },
  now: number,
): LinkVerdict {
  const { expires, signature: given } = link;
  if (expires === undefined || given === undefined || !/^\d{1,12}$/.test(expires)) return 'forged';
  const right = signature(signer, link.id, link.slug, expires);
  const mine = Buffer.from(given, 'base64url');
  if (mine.length !== right.length || !timingSafeEqual(mine, right)) return 'forged';
  return Number(expires) * 1000 >= now ? 'valid' : 'expired';
}

function signature(signer: LinkSigner, id: string, slug: string, expires: string): Buffer {
  const signed: Json = [id, slug, expires];
  return signer.sign(PURPOSE, JSON.stringify(signed));
}
