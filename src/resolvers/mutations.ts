import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { demand } from '../access/roles.js';
import { requestSync } from '../intake/request-sync.js';
import type { OfficerAnswer } from '../ledger/officer.js';
import { Selection } from '../reads/engine/selection.js';
import { slot } from '../reads/engine/statement.js';
import { fromGlobalId, isKey } from '../reads/global-id.js';
import {
  RetryDeliveryInput,
  RetryDeliveryPayload,
  RunSyncInput,
  RunSyncPayload,
} from '../schema/payloads.js';
import { type Context, callerOf } from './context.js';
import { problem } from './problems.js';

@Resolver()
export class MutationResolver {
  @Mutation(() => RunSyncPayload, {
    description: 'Asks for sources to be read now; a worker does it. For operators and above.',
  })
  async runSync(
    @Ctx() context: Context,
    @Arg('input', () => RunSyncInput, { description: 'Which sources.' }) { sources }: RunSyncInput,
  ): Promise<RunSyncPayload> {
    const caller = callerOf(context);
    demand(caller, 'sync.run');
    const known = context.services.sources;
    const asked = sources ?? known.filter(({ configured }) => configured).map(({ name }) => name);
    const errors = asked.flatMap((name, at) => {
      const source = known.find((each) => each.name === name);
      if (!source) return [problem('UNKNOWN_SOURCE', ['sources', String(at)])];
      return source.configured ? [] : [problem('SOURCE_OFF', ['sources', String(at)])];
    });
    const requested = errors.length > 0 ? [] : [...new Set(asked)];
    const requestedAt =
      requested.length > 0 ? await requestSync(context.services.database, caller, requested) : null;
    return { requested, requestedAt, errors };
  }

  @Mutation(() => RetryDeliveryPayload, {
    description:
      'Sends a delivery again that is REFUSED or EXHAUSTED; a PENDING one does not wait any longer. For operators and above.',
  })
  async retryDelivery(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => RetryDeliveryInput, { description: 'Which delivery.' }) { id }: RetryDeliveryInput,
  ): Promise<object> {
    const caller = callerOf(context);
    demand(caller, 'delivery.retry');
    const { reads, retryDelivery } = context.services;
    const parts = fromGlobalId(id);
    const key = parts?.type === 'Delivery' && isKey('uuid', parts.key) ? parts.key : undefined;
    // What the caller may not see is not there for it: looked up before anything is done.
    const seen = key !== undefined && (await reads.sees(caller, id, 'Delivery'));
    const answer: OfficerAnswer =
      seen && key !== undefined ? await retryDelivery(caller, key) : { ok: false, problem: 'NOT_FOUND' };
    const errors = answer.ok ? [] : [problem(answer.problem, ['id'])];
    const payload: Record<string, unknown> = { errors };
    for (const selection of Selection.of(info).on('RetryDeliveryPayload')) {
      if (selection.name !== 'delivery') continue;
      payload[slot(selection.key)] = seen ? await reads.byId(caller, id, selection, 'Delivery') : null;
    }
    return payload;
  }
}
