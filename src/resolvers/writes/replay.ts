import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Principal } from '../../access/principal.js';
import { demand } from '../../access/roles.js';
import { planReplay, REPLAYABLE, type ReplayFilter, requestReplay } from '../../ledger/replay.js';
import { replayToken } from '../../ledger/replay-token.js';
import { isPortal } from '../../ledger/switches.js';
import { Selection } from '../../reads/engine/selection.js';
import { toGlobalId } from '../../reads/global-id.js';
import { replayPage } from '../../reads/replay-run.js';
import { ReplaysArgs } from '../../schema/args/operations.js';
import type { Problem } from '../../schema/payloads.js';
import { ReplayRunConnection } from '../../schema/replay-run.js';
import {
  ReplayDeliveriesInput,
  ReplayDeliveriesPayload,
  type ReplayFilterInput,
} from '../../schema/writes/replay.js';
import { type Context, callerOf } from '../context.js';
import { payloadWith } from '../payload.js';
import { problem } from '../problems.js';

/** Longer lists are no filter; and what a code may be as long as. */
const MAX_LIST = 1_000;
const MAX_TEXT = 200;
const NOTHING = { count: null, newer: null, groups: [], token: null };

@Resolver()
export class ReplayResolver {
  @Query(() => ReplayRunConnection, {
    description: 'Replays and how far they are, the latest first. For operators and above.',
  })
  replays(
    @Ctx() context: Context,
    @Args(() => ReplaysArgs) args: ReplaysArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), replayPage, args, Selection.of(info));
  }

  @Mutation(() => ReplayDeliveriesPayload, {
    description:
      'Sends many deliveries again: without a token it only counts them, with the token of such a dry run workers do it. For operators and above.',
  })
  async replayDeliveries(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ReplayDeliveriesInput, { description: 'What.' }) input: ReplayDeliveriesInput,
  ): Promise<object> {
    const caller = callerOf(context);
    demand(caller, 'delivery.replay');
    const { database, sealer, intake, reads } = context.services;
    const errors = await filterProblems(context, caller, input.filter);
    if (errors.length > 0) return { ...NOTHING, errors };
    const filter = filterOf(input.filter);
    const now = intake.clock.now();
    if (input.token == null) {
      const plan = await planReplay(database, caller, filter);
      const token = plan.count > 0 ? replayToken(sealer, caller, filter, plan.count, now) : null;
      return { ...plan, token, errors };
    }
    const write = { action: 'replayDeliveries', input };
    const answer = await requestReplay(database, sealer, caller, { filter, token: input.token, now, write });
    if (!answer.ok) return { ...NOTHING, errors: [problem(answer.problem, ['token'])] };
    return payloadWith({ ...NOTHING, errors }, info, 'ReplayDeliveriesPayload', 'run', (selection) =>
      reads.byId(caller, toGlobalId('ReplayRun', answer.id), selection, 'ReplayRun'),
    );
  }
}

async function filterProblems(
  { services }: Context,
  caller: Principal,
  { states, portal, unit, procedure, codes, answerCodes }: ReplayFilterInput,
): Promise<Problem[]> {
  const at = (...path: string[]) => ['filter', ...path];
  const errors = states.flatMap((state, index) =>
    REPLAYABLE.some((known) => known === state)
      ? []
      : [problem('NOT_RETRYABLE', at('states', String(index)))],
  );
  if (states.length === 0) errors.push(problem('MISSING', at('states')));
  if (portal != null && !(await isPortal(services.database, caller, portal)))
    errors.push(problem('UNKNOWN_PORTAL', at('portal')));
  for (const [name, text] of Object.entries({ unit, procedure })) {
    if (text != null && !isText(text)) errors.push(problem('INVALID', at(name)));
  }
  for (const [name, list] of Object.entries({ codes, answerCodes })) {
    if (list == null) continue;
    if (list.length > MAX_LIST) errors.push(problem('TOO_MANY', at(name)));
    else if (!list.every(isText)) errors.push(problem('INVALID', at(name)));
  }
  return errors;
}

function isText(text: string): boolean {
  return text.length <= MAX_TEXT && !text.includes('\0');
}

function filterOf(input: ReplayFilterInput): ReplayFilter {
  const { states, portal, unit, procedure, codes, answerCodes, changedFrom, changedTo } = input;
  return {
    states: REPLAYABLE.filter((state) => states.includes(state)),
    ...(portal == null ? {} : { portal }),
    ...(unit == null ? {} : { unit }),
    ...(procedure == null ? {} : { procedure }),
    ...(codes == null ? {} : { codes }),
    ...(answerCodes == null ? {} : { answers: answerCodes }),
    ...(changedFrom == null ? {} : { from: changedFrom }),
    ...(changedTo == null ? {} : { to: changedTo }),
  };
}
