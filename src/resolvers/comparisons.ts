import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { comparisonPage } from '../reads/comparison.js';
import { differencePage } from '../reads/difference.js';
import { Selection } from '../reads/engine/selection.js';
import { ComparisonsArgs, DifferencesArgs } from '../schema/args/comparisons.js';
import { ComparisonConnection } from '../schema/comparison.js';
import { Difference, DifferenceConnection } from '../schema/difference.js';
import { Dossier } from '../schema/dossier.js';
import { Notice } from '../schema/notice.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';

@Resolver(() => Difference)
export class ComparisonsResolver {
  @Query(() => ComparisonConnection, {
    description:
      'Comparisons of the sources with the store (đợt đối soát), the latest first. For officers and above.',
  })
  comparisons(
    @Ctx() context: Context,
    @Args(() => ComparisonsArgs) args: ComparisonsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), comparisonPage, args, Selection.of(info));
  }

  @Query(() => DifferenceConnection, {
    description:
      'Where sources and store differ although nothing was said (điểm lệch), the latest found first. For officers and above.',
  })
  differences(
    @Ctx() context: Context,
    @Args(() => DifferencesArgs) args: DifferencesArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), differencePage, args, Selection.of(info));
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'Whose record it is; null when that is not known.',
  })
  unit(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }

  @FieldResolver(() => Dossier, {
    nullable: true,
    description: 'The dossier as the store has it; null when it has none, or when it is of another kind.',
  })
  dossier(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }

  @FieldResolver(() => Notice, {
    nullable: true,
    description: 'The notice as the store has it; null when it has none, or when it is of another kind.',
  })
  notice(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
