import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { quarantinePage } from '../reads/quarantined-record.js';
import { readQueues } from '../reads/queues.js';
import { syncRunPage } from '../reads/sync-run.js';
import { QuarantineArgs, SyncRunsArgs } from '../schema/args/operations.js';
import { QuarantinedRecordConnection } from '../schema/quarantined-record.js';
import { QueuesReport } from '../schema/queues.js';
import { SyncRunConnection } from '../schema/sync-run.js';
import { type Context, callerOf } from './context.js';

/** Whether a selected report counts deliveries of all states, those that are over too. */
export function countsEnded(report: Selection): boolean {
  return report
    .on('QueuesReport')
    .filter(({ name }) => name === 'portals')
    .some((portals) => portals.on('PortalAccountReport').some(({ name }) => name === 'deliveries'));
}

@Resolver()
export class OperationsResolver {
  @Query(() => QueuesReport, {
    description: 'Is it healthy, and if not, where and since when. For operators and above.',
  })
  queues(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<QueuesReport> {
    const { reads, queues } = context.services;
    return readQueues(reads, callerOf(context), queues, countsEnded(Selection.of(info)));
  }

  @Query(() => SyncRunConnection, {
    description: 'Readings of the sources (lần đọc nguồn), the latest first.',
  })
  syncRuns(
    @Ctx() context: Context,
    @Args(() => SyncRunsArgs) args: SyncRunsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), syncRunPage, args, Selection.of(info));
  }

  @Query(() => QuarantinedRecordConnection, {
    description:
      'Refused records (vùng cách ly), the latest seen first. For operators and above, of the whole district.',
  })
  quarantine(
    @Ctx() context: Context,
    @Args(() => QuarantineArgs) args: QuarantineArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), quarantinePage, args, Selection.of(info));
  }
}
