import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { feedbackPage } from '../reads/feedback.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  Feedback,
  FeedbackConnection,
  FeedbackFilterArgs,
  FeedbackListArgs,
  UnitFeedbackArgs,
} from '../schema/feedback.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class FeedbackResolver {
  @Query(() => FeedbackConnection, {
    description: "Citizens' feedback (phản ánh, kiến nghị), the latest first.",
  })
  feedbackList(
    @Ctx() context: Context,
    @Args(() => FeedbackListArgs) args: FeedbackListArgs,
    @Args(() => FeedbackFilterArgs) filter: FeedbackFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), feedbackPage, all, Selection.of(info));
  }

  @Query(() => Feedback, {
    nullable: true,
    description: 'One piece of feedback, by its global id or by its code; null when there is none.',
  })
  feedback(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code (mã phản ánh).' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Feedback', { id, code }, asOf);
  }
}

@Resolver(() => Unit)
export class UnitFeedbackResolver {
  @FieldResolver(() => [Feedback], { description: 'Feedback that it answers, the latest first.' })
  feedback(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitFeedbackArgs) _args: UnitFeedbackArgs,
  ): unknown {
    return byKey(root, info);
  }
}
