import type { GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { documentKey } from '../domain/kinds/document.js';
import { documentsPage } from '../reads/document.js';
import { copyOrder, documentMeant } from '../reads/document-copies.js';
import { Selection } from '../reads/engine/selection.js';
import type { Row, Sql } from '../reads/engine/types.js';
import { codeMeant } from '../reads/unit-codes.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { Document, DocumentConnection, DocumentsArgs, UnitDocumentsArgs } from '../schema/document.js';
import { DocumentRecipient } from '../schema/document-parts.js';
import { Dossier } from '../schema/dossier.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

function ofUnit(row: Row, unit: Sql): Sql {
  return sql`${row('unit')} = ${codeMeant(unit)}`;
}

@Resolver()
export class DocumentResolver {
  @Query(() => DocumentConnection, {
    description: 'Documents in and out (văn bản đến, văn bản đi), the latest issued first.',
  })
  documents(
    @Ctx() context: Context,
    @Args(() => DocumentsArgs) args: DocumentsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), documentsPage, args, Selection.of(info));
  }

  @Query(() => Document, {
    nullable: true,
    description:
      'One document, by its global id or by its code, in any spelling of its issuer’s; null when there is none for you. Of several units that have it: as `unit` has it, or who issued it, or who is known the longest to have it.',
  })
  document(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code (mã văn bản).' }) code?: string | null,
    @Arg('unit', () => String, {
      nullable: true,
      description: 'With `code`: as the unit with this code, any of its codes, has it.',
    })
    unit?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Document', { id, code: code == null ? code : documentKey(code) }, asOf, {
      meant: documentMeant,
      orderBy: copyOrder,
      ...(unit == null ? {} : { also: { given: unit, is: ofUnit } }),
    });
  }
}

@Resolver(() => Unit)
export class UnitDocumentsResolver {
  @FieldResolver(() => [Document], { description: 'Its documents in and out.' })
  documents(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitDocumentsArgs) _args: UnitDocumentsArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => DocumentRecipient)
export class RecipientUnitResolver {
  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit that its identifier means, when the hub knows it; null with `asOf`.',
  })
  unit(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Dossier)
export class DossierDocumentsResolver {
  @FieldResolver(() => [Document], {
    description: 'Documents that name it by its code (văn bản nêu mã hồ sơ).',
  })
  documents(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
