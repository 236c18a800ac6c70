import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import { readCoverage } from '../reads/coverage/index.js';
import { Selection } from '../reads/engine/selection.js';
import { countsRecords, readFreshness } from '../reads/freshness.js';
import { WITHIN } from '../schema/args/page.js';
import { CoverageReport } from '../schema/coverage.js';
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
    @Arg('unit', () => String, { nullable: true, description: WITHIN }) unit?: string | null,
  ): Promise<CoverageReport> {
    const { reads, queues } = context.services;
    const counted = Selection.of(info)
      .on('CoverageReport')
      .some((field) => field.name === 'systems' && countsRecords(field));
    return readCoverage(reads, callerOf(context), queues, { ...(unit == null ? {} : { unit }), counted });
  }
}
