import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Document } from '../schema/document.js';
import { Official } from '../schema/official.js';
import {
  MatchedOfficial,
  OfficialDocument,
  OfficialDocumentsArgs,
  OfficialDossier,
  OfficialDossiersArgs,
} from '../schema/official-acts.js';
import { TraceEntry } from '../schema/trace-entry.js';
import { byKey } from './by-key.js';

@Resolver(() => Official)
export class OfficialActsResolver {
  @FieldResolver(() => [OfficialDossier], {
    description:
      'Dossiers that the official worked on, as their traces say, or whose results the official signed (hồ sơ đã xử lý).',
  })
  dossiers(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => OfficialDossiersArgs) _args: OfficialDossiersArgs,
  ): unknown {
    return byKey(root, info);
  }

  @FieldResolver(() => [OfficialDocument], {
    description: 'Documents that the official signed (văn bản đã ký).',
  })
  documents(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => OfficialDocumentsArgs) _args: OfficialDocumentsArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => TraceEntry)
export class TraceOfficialResolver {
  @FieldResolver(() => MatchedOfficial, {
    nullable: true,
    description: 'Who the officer is; null where that is not known, and with `asOf`.',
  })
  official(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Document)
export class DocumentSignerResolver {
  @FieldResolver(() => MatchedOfficial, {
    nullable: true,
    description: 'Who the signer is that the register names; null where that is not known.',
  })
  signerOfficial(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
