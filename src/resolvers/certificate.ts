import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { certificatesPage } from '../reads/certificate.js';
import { Selection } from '../reads/engine/selection.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  Certificate,
  CertificateConnection,
  CertificatesArgs,
  UnitCertificatesArgs,
} from '../schema/certificate.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class CertificateResolver {
  @Query(() => CertificateConnection, {
    description: 'Certificates for digital signatures of officers and agencies (chứng thư số).',
  })
  certificates(
    @Ctx() context: Context,
    @Args(() => CertificatesArgs) args: CertificatesArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), certificatesPage, args, Selection.of(info));
  }

  @Query(() => Certificate, {
    nullable: true,
    description: 'One certificate, by its global id or by its code; null when there is none.',
  })
  certificate(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Serial, a blank, and the issuer.' })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Certificate', { id, code }, asOf);
  }
}

@Resolver(() => Unit)
export class UnitCertificatesResolver {
  @FieldResolver(() => [Certificate], { description: 'Certificates of it and its officers.' })
  certificates(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitCertificatesArgs) _args: UnitCertificatesArgs,
  ): unknown {
    return byKey(root, info);
  }
}
