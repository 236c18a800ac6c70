import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { readCoverage } from '../reads/coverage/index.js';
import { Selection } from '../reads/engine/selection.js';
import { countsRecords, readFreshness } from '../reads/freshness.js';
import { CoverageArgs, CoverageReport } from '../schema/coverage.js';
import { SystemFreshness } from '../schema/freshness.js';
import { type Context, callerOf } from './context.js';

@Resolver()
export class CoverageResolver {
  @Query(() => [SystemFreshness], {
    description: 'How fresh and how whole what the hub holds of each system is (độ mới dữ liệu), by system.',
  })
  freshness(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<SystemFreshness[]> {
    const { reads, queues } = context.services;
    return readFreshness(reads, callerOf(context), queues, countsRecords(Selection.of(info)));
  }

  @Query(() => CoverageReport, {
    description: 'Which systems are connected and how far the district is covered (mức độ bao phủ).',
  })
  coverage(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => CoverageArgs) args: CoverageArgs,
  ): Promise<CoverageReport> {
    const { reads, queues } = context.services;
    const counted = Selection.of(info)
      .on('CoverageReport')
      .some((field) => field.name === 'measures' || (field.name === 'systems' && countsRecords(field)));
    return readCoverage(reads, callerOf(context), queues, args, counted);
  }
}
