import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { demand } from '../../access/roles.js';
import { requestSync } from '../../intake/request-sync.js';
import { RunSyncInput, RunSyncPayload } from '../../schema/payloads.js';
import { type Context, callerOf } from '../context.js';
import { problem } from '../problems.js';

@Resolver()
export class SyncWriteResolver {
  @Mutation(() => RunSyncPayload, {
    description: 'Asks for sources to be read now; a worker does it. For operators and above.',
  })
  async runSync(
    @Ctx() context: Context,
    @Arg('input', () => RunSyncInput, { description: 'Which sources.' }) input: RunSyncInput,
  ): Promise<RunSyncPayload> {
    const caller = callerOf(context);
    demand(caller, 'sync.run');
    const { sources: known, database, sealer } = context.services;
    const asked = input.sources ?? known.filter(({ configured }) => configured).map(({ name }) => name);
    const errors = asked.flatMap((name, at) => {
      const source = known.find((each) => each.name === name);
      if (!source) return [problem('UNKNOWN_SOURCE', ['sources', String(at)])];
      return source.configured ? [] : [problem('SOURCE_OFF', ['sources', String(at)])];
    });
    const requested = errors.length > 0 ? [] : [...new Set(asked)];
    const requestedAt =
      requested.length > 0
        ? await requestSync(database, sealer, caller, requested, { action: 'runSync', input })
        : null;
    return { requested, requestedAt, errors };
  }
}
