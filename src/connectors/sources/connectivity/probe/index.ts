import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { z } from 'zod';
import { LINK_STATES, type LinkState } from '../../../../domain/kinds/network-site.js';
import { type Clock, toInstant } from '../../../../domain/time.js';
import { type Echo, stateOf } from './look.js';
import { type Address, readTargets, type Target } from './targets.js';
import { type Remembered, tell } from './told.js';

export { tcpLook } from './look.js';
export { BadList } from './targets.js';

/** So many sites are looked at side by side. */
const AT_ONCE = 32;

const memory = z.record(
  z.string(),
  z.object({
    told: z.record(z.string(), z.string()),
    since: z.string(),
    heardAt: z.string().optional(),
  }),
);

export interface ProbeOptions {
  /** The list's text, see {@link readTargets}. */
  list: string;
  /** The source's drop: a file for its `inbox/`, and what was told so far beside it in `probe.json`. */
  out: string;
  clock: Clock;
  look(address: Address): Promise<Echo>;
  onSite?(done: number, of: number): void;
}

export interface ProbeResult {
  file: string;
  /** How many sites are in each state. */
  states: Record<LinkState, number>;
  /** Sites that do not answer whole. */
  troubled: { code: string; state: LinkState }[];
}

/**
 * Looks at every site of a list and lays what it found into the drop of the source `connectivity`. Throws `BadList`, and what the file
 * system throws. A memory that cannot be read is begun anew: then everything is told as if for the first time.
 */
export async function probe({ list, out, clock, look, onSite }: ProbeOptions): Promise<ProbeResult> {
  const targets = readTargets(list);
  const remembered = await recall(out);
  const limit = pLimit(AT_ONCE);
  let done = 0;
  const looked = await Promise.all(
    targets.map((target) =>
      limit(async () => {
        const state = stateOf(await Promise.all(target.addresses.map(look)));
        done += 1;
        onSite?.(done, targets.length);
        return { target, state };
      }),
    ),
  );
  const now = toInstant(clock.now());
  const told = looked.map(({ target, state }) => ({
    target,
    state,
    ...tell(target, state, now, remembered.get(target.code)),
  }));
  const file = await lay(out, now, told);
  const states = Object.fromEntries(
    LINK_STATES.map((each) => [each, looked.filter(({ state }) => state === each).length]),
  ) as ProbeResult['states'];
  const troubled = looked
    .filter(({ state }) => state !== 'UP')
    .map(({ target, state }) => ({ code: target.code, state }));
  return { file, states, troubled };
}

async function recall(out: string): Promise<Map<string, Remembered>> {
  const text = await readFile(join(out, 'probe.json'), 'utf8').catch(() => '{}');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = {};
  }
  const read = memory.safeParse(json);
  return new Map(
    Object.entries(read.success ? read.data : {}).map(([code, { heardAt, ...rest }]) => [
      code,
      { ...rest, ...(heardAt === undefined ? {} : { heardAt }) },
    ]),
  );
}

/** The records first: a memory of what was not told would keep it from ever being told. */
async function lay(
  out: string,
  now: string,
  told: readonly { target: Target; record: Record<string, string>; remembered: Remembered }[],
): Promise<string> {
  const inbox = join(out, 'inbox');
  await mkdir(inbox, { recursive: true });
  const file = join(inbox, `probe-${now.replace(/\D/g, '')}.jsonl`);
  await replace(file, told.map(({ record }) => `${JSON.stringify(record)}\n`).join(''));
  const all = Object.fromEntries(told.map(({ target, remembered }) => [target.code, remembered]));
  await replace(join(out, 'probe.json'), `${JSON.stringify(all, null, 1)}\n`);
  return file;
}

async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
}
