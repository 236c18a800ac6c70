import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { readCitizenRecords } from '../reads/citizen-records.js';
import { Selection } from '../reads/engine/selection.js';
import { CitizenRecordConnection, CitizenRecordsArgs } from '../schema/citizen-record.js';
import { type Context, callerOf } from './context.js';

@Resolver()
export class CitizenRecordsResolver {
  @Query(() => CitizenRecordConnection, {
    description:
      'Everything about one person by the identity number, the latest changed first (tra cứu dữ liệu về một công dân). Needs the scope `personal` and a purpose; each question is kept.',
  })
  citizenRecords(
    @Ctx() context: Context,
    @Args(() => CitizenRecordsArgs) args: CitizenRecordsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readCitizenRecords(context.services.reads, callerOf(context), args, Selection.of(info));
  }
}
