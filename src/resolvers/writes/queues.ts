import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Principal } from '../../access/principal.js';
import { demand } from '../../access/roles.js';
import { isPortal } from '../../ledger/switches.js';
import { QUEUES } from '../../queues/names.js';
import { type PauseScope, pause, resume } from '../../queues/pauses.js';
import type { Problem } from '../../schema/payloads.js';
import { PauseQueueInput, QueuePausePayload, ResumeQueueInput } from '../../schema/writes/queues.js';
import { type Context, callerOf } from '../context.js';
import { problem } from '../problems.js';

const MAX_REASON = 500;

@Resolver()
export class QueueWriteResolver {
  @Mutation(() => QueuePausePayload, {
    description:
      'Pauses a job queue or a portal, on every worker and until it is resumed; what runs ends. For operators and above.',
  })
  async pauseQueue(
    @Ctx() context: Context,
    @Arg('input', () => PauseQueueInput, { description: 'What.' }) input: PauseQueueInput,
  ): Promise<QueuePausePayload> {
    const caller = callerOf(context);
    demand(caller, 'queues.pause');
    const { database, sealer } = context.services;
    const { scope, errors } = await scopeOf(context, caller, input);
    const reason = input.reason?.trim() || undefined;
    if (reason && reason.length > MAX_REASON) errors.push(problem('TOO_LONG', ['reason']));
    if (!scope || errors.length > 0) return { paused: false, pausedAt: null, errors };
    const write = { action: 'pauseQueue', input };
    const { since } = await pause(database, sealer, caller, { scope, reason, write });
    return { paused: true, pausedAt: since, errors };
  }

  @Mutation(() => QueuePausePayload, {
    description: 'Lets a paused job queue or portal go on. For operators and above.',
  })
  async resumeQueue(
    @Ctx() context: Context,
    @Arg('input', () => ResumeQueueInput, { description: 'What.' }) input: ResumeQueueInput,
  ): Promise<QueuePausePayload> {
    const caller = callerOf(context);
    demand(caller, 'queues.pause');
    const { database, sealer } = context.services;
    const { scope, errors } = await scopeOf(context, caller, input);
    if (scope) await resume(database, sealer, caller, { scope, write: { action: 'resumeQueue', input } });
    return { paused: false, pausedAt: null, errors };
  }
}

async function scopeOf(
  { services }: Context,
  caller: Principal,
  { queue, portal }: ResumeQueueInput,
): Promise<{ scope?: PauseScope; errors: Problem[] }> {
  if (queue != null && portal == null) {
    const name = QUEUES.find((known) => known === queue);
    return name ? { scope: `queue:${name}`, errors: [] } : { errors: [problem('UNKNOWN_QUEUE', ['queue'])] };
  }
  if (portal != null && queue == null) {
    return (await isPortal(services.database, caller, portal))
      ? { scope: `portal:${portal}`, errors: [] }
      : { errors: [problem('UNKNOWN_PORTAL', ['portal'])] };
  }
  return { errors: [problem('EXACTLY_ONE', ['queue']), problem('EXACTLY_ONE', ['portal'])] };
}
