import type { Account, Carried, Catalogue, Files, Portal, Readiness } from '../domain/ports.js';
import { isTransient } from '../store/database.js';
import { givenBack, LaneRun } from './lane-run.js';
import { type Multiset, take } from './look.js';
import type { Claim, ClaimedDelivery, Verdict } from './types.js';

export interface Workshop {
  portal: Portal;
  account: Account;
  catalogue: Catalogue;
  files: Files;
}

/** How long a delivery waits whose file's host could not be reached, ms; it uses up no attempt. */
const FILE_RETRY_MS = 60_000;

/**
 * Renders and makes the files ready. A version that the store no longer has, or that breaks the mapping, is held; where the folder of
 * kept files fails, it is tried again. Throws when the store is away: that says nothing of the record.
 */
export async function makeReady(carried: Carried | undefined, workshop: Workshop): Promise<Readiness> {
  if (!carried)
    return unrenderable('Không còn dữ liệu của phiên bản này · the version is no longer in the store');
  try {
    const rendering = workshop.portal.render(carried, workshop.catalogue, workshop.account);
    if (!rendering.ok) return { ...rendering, retry: false };
    return await workshop.portal.ready(rendering.wire, workshop.files);
  } catch (error) {
    if (isTransient(error)) throw error;
    if (error instanceof Error && 'syscall' in error)
      return { ok: false, retry: true, field: '', message: 'Kho tệp lỗi · the file store failed' };
    // The error's own words may hold what was to be rendered.
    return unrenderable('Lỗi khi lập gói tin · the record could not be rendered');
  }
}

/** Makes one lane's deliveries ready to be sent, in order; what cannot leave gets its verdict here. */
export async function prepareLane(
  claim: Claim,
  carried: ReadonlyMap<string, Carried>,
  workshop: Workshop,
): Promise<LaneRun> {
  const run = new LaneRun(claim);
  const found: Multiset = new Map(Object.entries(claim.foundEntries ?? {}));
  const standing = {
    exists: claim.remoteExists,
    ...(claim.remoteId === undefined ? {} : { remoteId: claim.remoteId }),
  };
  let waits = false;
  for (const delivery of claim.deliveries) {
    if (waits) {
      run.decide(givenBack(delivery.id));
      continue;
    }
    const ready = await makeReady(carried.get(delivery.id), workshop);
    if (!ready.ok) {
      run.decide(unready(delivery, ready));
      waits = ready.retry;
    } else if (ready.wire.entryKey !== undefined && take(found, ready.wire.entryKey)) {
      run.decide({
        deliveryId: delivery.id,
        type: 'DELIVERED',
        proof: 'ADOPTION',
        payloadHash: ready.wire.payloadHash,
        flags: ready.wire.flags,
      });
      run.consumed(found);
    } else {
      run.open.add({ claim, delivery, wire: ready.wire, standing });
    }
  }
  return run;
}

function unready(delivery: ClaimedDelivery, readiness: Extract<Readiness, { ok: false }>): Verdict {
  const deliveryId = delivery.id;
  return readiness.retry
    ? {
        deliveryId,
        type: 'AGAIN',
        usesAttempt: false,
        delayMs: Math.round(FILE_RETRY_MS * (0.75 + Math.random() / 2)),
        message: readiness.message,
      }
    : {
        deliveryId,
        type: 'HELD',
        reason: readiness.hold,
        field: readiness.field,
        message: readiness.message,
        flags: [],
      };
}

function unrenderable(message: string): Readiness {
  return { ok: false, retry: false, hold: 'UNRENDERABLE', field: '', message };
}
