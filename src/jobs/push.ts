import { systemPrincipal } from '../access/principal.js';
import { runTurn, type TurnReport } from '../ledger/turn.js';
import { addTurn } from '../queues/add.js';
import type { PushJob } from '../queues/names.js';
import type { JobContext } from './context.js';

const PRINCIPAL = systemPrincipal('push');

/** One turn of an account; its report is what bull-board shows. The next turn is added when more could leave. */
export async function push(context: JobContext, { portal, accountId, slot }: PushJob): Promise<TurnReport> {
  const report = await runTurn(context.turn, PRINCIPAL, { portal, accountId, slot, signal: context.stop });
  if (report.more && !context.stop.aborted) await addTurn(context.queues, { portal, accountId, slot });
  return report;
}
