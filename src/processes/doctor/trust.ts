import type { Config } from '../../config.js';
import { type Certificate, listFiles, type RevocationList, rootFiles } from '../../files/signatures/index.js';
import { type Check, look } from './check.js';

const DAY = 86_400_000;
/** A root that ends within this is to be replaced now. */
const SOON = 30 * DAY;
/** Clocks of issuers and of this machine differ by less. */
const AHEAD = 5 * 60_000;

type Seen = Omit<Check, 'what'>;

/** TRUSTED_ROOTS and REVOCATION_LISTS, file by file: readable, what they should be, and still good. `now` in ms. */
export async function checkTrust(
  { trustedRoots, revocationLists }: Pick<Config, 'trustedRoots' | 'revocationLists'>,
  now: number,
): Promise<Check[]> {
  return [
    ...(await checkFiles('TRUSTED_ROOTS', trustedRoots, {
      off: 'no digital signature is found to be trusted',
      advice: 'lay the root certificates of the issuers there (PEM or DER), readable by the hub',
      read: rootFiles,
      judge: (root) => judgeRoot(root, now),
    })),
    ...(await checkFiles('REVOCATION_LISTS', revocationLists, {
      off: 'revocation stays unknown, and no digital signature passes',
      advice: 'fetch the issuers’ lists of revoked certificates (CRL) anew, and let a cron job do it daily',
      read: listFiles,
      judge: (list) => judgeList(list, now),
    })),
  ];
}

interface Kind<T> {
  /** What it means that nothing is given. */
  off: string;
  /** Where a file is not what it should be. */
  advice: string;
  read(path: string): Promise<readonly { path: string; found: readonly T[]; problem?: Error }[]>;
  judge(one: T): Seen;
}

async function checkFiles<T>(
  name: string,
  path: string | undefined,
  { off, advice, read, judge }: Kind<T>,
): Promise<Check[]> {
  if (path === undefined) return [{ what: name, state: 'off', seen: `is not set: ${off}`, advice }];
  const checks: Check[] = [];
  const whole = await look(name, advice, async () => {
    const files = await read(path);
    for (const { path: file, found, problem } of files) {
      if (problem) checks.push({ what: name, state: 'failed', seen: problem.message, advice });
      else checks.push(...found.map((one) => withFile(name, file, judge(one))));
    }
    if (files.length > 0) return { state: 'ok', seen: `${files.length} files in ${path}` };
    return { state: 'failed', seen: `${path} holds no .pem, .crt, .cer, .der or .crl: ${off}`, advice };
  });
  return [whole, ...checks];
}

function withFile(name: string, file: string, { seen, ...rest }: Seen): Check {
  return { what: name, ...rest, seen: `${file}: ${seen}` };
}

function judgeRoot({ node }: Certificate, now: number): Seen {
  const from = Date.parse(node.validFrom);
  const to = Date.parse(node.validTo);
  const seen = `${node.subject.split('\n').at(-1)}, until ${day(to)}`;
  const replace = 'take it out, or lay the issuer’s own root certificate there';
  if (!node.ca)
    return { state: 'failed', seen: `${seen}: not a certification authority (CA:FALSE)`, advice: replace };
  if (!node.checkIssued(node))
    return { state: 'warning', seen: `${seen}: not a root, another issued it`, advice: replace };
  if (now > to) {
    const advice = 'get the issuer’s new root; this one proves only signatures that are known to be older';
    return { state: 'warning', seen: `${seen}: expired`, advice };
  }
  if (now < from)
    return { state: 'warning', seen: `${seen}: valid only from ${day(from)}`, advice: 'look at the clock' };
  if (to - now < SOON)
    return { state: 'warning', seen: `${seen}: ends soon`, advice: 'get the issuer’s new root' };
  return { state: 'ok', seen };
}

function judgeList({ issuerDn, thisUpdate, nextUpdate, isComplete }: RevocationList, now: number): Seen {
  const seen = `of ${issuerDn}, made ${day(thisUpdate.getTime())}`;
  const advice = 'fetch it anew from its issuer, and let a cron job do it daily';
  if (thisUpdate.getTime() > now + AHEAD)
    return { state: 'warning', seen: `${seen}: in the future`, advice: 'look at the clock' };
  if (nextUpdate && nextUpdate.getTime() < now)
    return { state: 'warning', seen: `${seen}: was to be replaced by ${day(nextUpdate.getTime())}`, advice };
  if (!nextUpdate)
    return {
      state: 'warning',
      seen: `${seen}: does not say until when it is good, so it is good for no signature made since`,
      advice,
    };
  if (!isComplete) return { state: 'ok', seen: `${seen}: a part or a delta, says only what is revoked` };
  return { state: 'ok', seen: `${seen}, to be replaced by ${day(nextUpdate.getTime())}` };
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
