import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { signaturesPage } from '../reads/signature.js';
import { Certificate } from '../schema/certificate.js';
import { Document } from '../schema/document.js';
import { DocumentFile } from '../schema/document-parts.js';
import { DossierResult } from '../schema/dossier-parts.js';
import { Signature, SignatureConnection, SignaturesArgs } from '../schema/signature.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';

@Resolver()
export class SignatureResolver {
  @Query(() => SignatureConnection, {
    description:
      'Digital signatures in kept files, each check by itself (chữ ký số), the latest signed first.',
  })
  signatures(
    @Ctx() context: Context,
    @Args(() => SignaturesArgs) args: SignaturesArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), signaturesPage, args, Selection.of(info));
  }
}

@Resolver(() => Certificate)
export class CertificateSignaturesResolver {
  @FieldResolver(() => [Signature], { description: 'Signatures made with it, in kept files.' })
  signatures(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => DossierResult)
export class ResultSignaturesResolver {
  @FieldResolver(() => [Signature], {
    nullable: true,
    description: 'Signatures in its file and beside it, once that is kept and checked; null with `asOf`.',
  })
  signatures(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Document)
export class DocumentSignaturesResolver {
  @FieldResolver(() => [Signature], {
    description: 'Signatures in its files that are kept and checked (chữ ký số trên văn bản).',
  })
  signatures(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => DocumentFile)
export class DocumentFileSignaturesResolver {
  @FieldResolver(() => [Signature], {
    nullable: true,
    description: 'Signatures in it and beside it, once it is kept and checked; null with `asOf`.',
  })
  signatures(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
