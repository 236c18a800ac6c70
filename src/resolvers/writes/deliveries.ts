import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { audited } from '../../access/audit.js';
import type { Principal } from '../../access/principal.js';
import { demand } from '../../access/roles.js';
import { answerReadBack, type OfficerAnswer, releaseHold, retryDelivery } from '../../ledger/officer.js';
import type { Transactor } from '../../ledger/transactor.js';
import { fromGlobalId, isKey } from '../../reads/global-id.js';
import { RetryDeliveryInput, RetryDeliveryPayload } from '../../schema/payloads.js';
import { ReleaseHoldInput, ReleaseHoldPayload } from '../../schema/writes/holds.js';
import { type Context, callerOf } from '../context.js';
import { payloadWith } from '../payload.js';
import { problem } from '../problems.js';

@Resolver()
export class DeliveryWriteResolver {
  @Mutation(() => RetryDeliveryPayload, {
    description:
      'Sends a delivery again that is REFUSED or EXHAUSTED; a PENDING one does not wait any longer. For operators and above.',
  })
  async retryDelivery(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => RetryDeliveryInput, { description: 'Which delivery.' }) input: RetryDeliveryInput,
  ): Promise<object> {
    const caller = callerOf(context);
    demand(caller, 'delivery.retry');
    return onDelivery(context, caller, info, 'retryDelivery', input, (database, id) =>
      retryDelivery(database, caller, id),
    );
  }

  @Mutation(() => ReleaseHoldPayload, {
    description:
      'Lifts a hold: the delivery is pending again. Of one whose fate at the portal is not known, somebody who looked there says it. For officers and operators.',
  })
  async releaseHold(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ReleaseHoldInput, { description: 'Which delivery, and what was seen.' })
    input: ReleaseHoldInput,
  ): Promise<object> {
    const caller = callerOf(context);
    demand(caller, 'hold.release');
    const { answer } = input;
    return onDelivery(context, caller, info, 'releaseHold', input, (database, id) =>
      answer == null
        ? releaseHold(database, caller, id)
        : answerReadBack(database, caller, context.services.sealer, id, answer),
    );
  }
}

/** What belongs to which part of the input; everything else is about the delivery itself. */
const ABOUT_ANSWER: ReadonlySet<string> = new Set(['NEEDS_ANSWER', 'NOT_ASKED']);

/** What the caller may not see is not there for it: looked up before anything is done. */
async function onDelivery(
  context: Context,
  caller: Principal,
  info: GraphQLResolveInfo,
  action: 'retryDelivery' | 'releaseHold',
  input: { id: string },
  act: (database: Transactor, id: string) => Promise<OfficerAnswer>,
): Promise<object> {
  const { database, sealer, reads } = context.services;
  const parts = fromGlobalId(input.id);
  const key = parts?.type === 'Delivery' && isKey('uuid', parts.key) ? parts.key : undefined;
  const seen = key !== undefined && (await reads.sees(caller, input.id, 'Delivery'));
  const recorded = audited(database, sealer, caller, { action, input }, (result) => ({
    outcome: outcomeOf(result as OfficerAnswer),
  }));
  const answer: OfficerAnswer = seen ? await act(recorded, key) : { ok: false, problem: 'NOT_FOUND' };
  const errors = answer.ok
    ? []
    : [problem(answer.problem, [ABOUT_ANSWER.has(answer.problem) ? 'answer' : 'id'])];
  const type = action === 'retryDelivery' ? 'RetryDeliveryPayload' : 'ReleaseHoldPayload';
  return payloadWith({ errors }, info, type, 'delivery', async (selection) =>
    seen ? reads.byId(caller, input.id, selection, 'Delivery') : null,
  );
}

function outcomeOf(answer: OfficerAnswer): string {
  return answer.ok ? 'DONE' : answer.problem;
}
