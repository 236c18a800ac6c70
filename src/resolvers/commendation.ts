import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { commendationsPage } from '../reads/commendation.js';
import { Selection } from '../reads/engine/selection.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { Certificate } from '../schema/certificate.js';
import {
  Commendation,
  CommendationConnection,
  CommendationFilterArgs,
  CommendationsArgs,
  UnitCommendationsArgs,
} from '../schema/commendation.js';
import { Official } from '../schema/official.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class CommendationResolver {
  @Query(() => CommendationConnection, {
    description:
      'Awards to persons, collectives and households, and proposals of them (thi đua, khen thưởng).',
  })
  commendations(
    @Ctx() context: Context,
    @Args(() => CommendationsArgs) args: CommendationsArgs,
    @Args(() => CommendationFilterArgs) filter: CommendationFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), commendationsPage, all, Selection.of(info));
  }

  @Query(() => Commendation, {
    nullable: true,
    description: 'One award or proposal, by its global id or by its code; null when there is none.',
  })
  commendation(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code.' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Commendation', { id, code }, asOf);
  }
}

@Resolver(() => Unit)
export class UnitCommendationsResolver {
  @FieldResolver(() => [Commendation], { description: 'Awards to it and its people, the newest year first.' })
  commendations(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitCommendationsArgs) _args: UnitCommendationsArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Certificate)
export class CertificateCommendationsResolver {
  @FieldResolver(() => [Commendation], { description: "Its holder's awards, the newest year first." })
  commendations(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Official)
export class OfficialCommendationsResolver {
  @FieldResolver(() => [Commendation], { description: "The official's awards, the newest year first." })
  commendations(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
