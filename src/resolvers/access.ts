import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { accessRecordPage } from '../reads/access-record.js';
import { Selection } from '../reads/engine/selection.js';
import { AccessRecordConnection } from '../schema/access-record.js';
import { AccessRecordsArgs } from '../schema/args/access-records.js';
import { type Context, callerOf } from './context.js';

@Resolver()
export class AccessResolver {
  @Query(() => AccessRecordConnection, {
    description:
      'Who looked at whose data unmasked (lượt xem dữ liệu cá nhân), the latest first. For auditors and administrators of the whole district.',
  })
  accessRecords(
    @Ctx() context: Context,
    @Args(() => AccessRecordsArgs) args: AccessRecordsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), accessRecordPage, args, Selection.of(info));
  }
}
