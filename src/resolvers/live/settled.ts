import { Looked, recordLooked } from '../../access/looked.js';
import type { Selection } from '../../reads/engine/selection.js';
import type { Json } from '../../reads/engine/types.js';
import { readSettled, type SettledPlace, settledHorizon, settledStates } from '../../reads/settled.js';
import type { DeliverySettledArgs } from '../../schema/args/live.js';
import type { Context } from '../context.js';
import { endable, liveOf } from './live.js';

/** How long a lost notification can hold an event up. */
const LOOK_MS = 2_000;

/** Opens the events of `deliverySettled`: each is read with the caller's policy, and only when the one before was sent. Throws `Refusal`. */
export async function settledEvents(
  context: Context,
  args: DeliverySettledArgs,
  selection: Selection,
  operation: string | null,
): Promise<AsyncIterableIterator<Json>> {
  const live = liveOf(context);
  const { reads, wakes, database } = context.services;
  const filter = { ...args, states: settledStates(args.states) };
  const selected = selection.on('DeliverySettled');
  const caller = await live.caller();
  const start =
    args.since == null
      ? await untilNow(context, filter)
      : { from: Date.parse(args.since) * 1_000, told: new Map<string, number>() };
  // Whoever may not, or asks for too much, hears it now.
  await readSettled(reads, caller, { ...filter, states: [] }, start, start.from, selected);
  return endable(live, async function* (signal) {
    let place = start;
    while (!signal.aborted) {
      const horizon = place.pass?.horizon ?? (await settledHorizon(reads));
      const caller = await live.caller();
      const looked = new Looked();
      const page = await readSettled(reads.seenBy(looked), caller, filter, place, horizon, selected);
      // When it cannot be kept that personal data is shown, none leaves.
      await recordLooked(database, caller, looked, { operation, requestId: context.requestId });
      for (const event of page.events) {
        await live.caller();
        if (signal.aborted) return;
        yield event;
      }
      place = page.place;
      if (!page.full) await wakes.next(LOOK_MS, signal);
    }
  });
}

/** Counts as told whatever has settled by now. */
async function untilNow(
  context: Context,
  filter: { portal?: string | null; unit?: string | null; states: readonly string[] },
): Promise<SettledPlace> {
  const { reads } = context.services;
  const caller = await liveOf(context).caller();
  const horizon = await settledHorizon(reads);
  let place: SettledPlace = { from: horizon, told: new Map() };
  for (let full = true; full; ) {
    ({ place, full } = await readSettled(reads, caller, filter, place, horizon, []));
  }
  return place;
}
