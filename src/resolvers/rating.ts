import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { ratingsPage } from '../reads/rating.js';
import { readRatingTotals } from '../reads/rating-totals.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { Dossier } from '../schema/dossier.js';
import { Rating, RatingConnection, RatingListArgs, RatingsArgs, UnitRatingsArgs } from '../schema/rating.js';
import { RatingTotal, RatingTotalsArgs } from '../schema/rating-total.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class RatingResolver {
  @Query(() => RatingConnection, {
    description: 'Ratings of dossiers (đánh giá mức độ hài lòng), the latest first.',
  })
  ratings(
    @Ctx() context: Context,
    @Args(() => RatingsArgs) args: RatingsArgs,
    @Args(() => RatingListArgs) filter: RatingListArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), ratingsPage, all, Selection.of(info));
  }

  @Query(() => Rating, {
    nullable: true,
    description: 'One rating, by its global id or by its code; null when there is none.',
  })
  rating(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code.' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Rating', { id, code }, asOf);
  }

  @Query(() => [RatingTotal], {
    description: 'Ratings that count, the last of each dossier and kind (tổng hợp đánh giá).',
  })
  ratingTotals(
    @Ctx() context: Context,
    @Args(() => RatingTotalsArgs) args: RatingTotalsArgs,
  ): Promise<RatingTotal[]> {
    return readRatingTotals(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => Unit)
export class UnitRatingsResolver {
  @FieldResolver(() => [Rating], { description: 'Ratings of how it dealt with dossiers, the latest first.' })
  ratings(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitRatingsArgs) _args: UnitRatingsArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Dossier)
export class DossierRatingsResolver {
  @FieldResolver(() => [Rating], {
    description: 'Ratings of it, the latest first; of each kind the first that counts.',
  })
  ratings(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
