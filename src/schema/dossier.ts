import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import {
  Applicant,
  DossierComponent,
  DossierFee,
  DossierRating,
  DossierResult,
  DossierSupplement,
} from './dossier-parts.js';
import { FlagEnum } from './enums/delivery.js';
import {
  ChannelEnum,
  DossierStateEnum,
  LodgedAtEnum,
  OnlinePaymentEnum,
  ReturnMethodEnum,
} from './enums/dossier.js';
import { Node } from './node.js';
import { Procedure } from './procedure.js';
import { DateTimeScalar } from './scalars.js';
import { TraceEntry } from './trace-entry.js';
import { Unit } from './unit.js';

/** Its `deliveries` are added by resolvers/dossier.ts. */
@ObjectType({ implements: Node, description: 'A dossier of the one-stop desk (hồ sơ một cửa).' })
export class Dossier extends Node {
  @Field(() => String, { description: 'Dossier code (mã hồ sơ), `H56.14-240823-0001`.' })
  readonly code!: string;

  @Field(() => Procedure, { nullable: true, description: 'Its procedure; null when it is not in the table.' })
  readonly procedure!: Procedure | null;

  @Field(() => Procedure, {
    nullable: true,
    description:
      'Its procedure as the source had it when the dossier was received (before that: submitted); null when the hub knows no version that old.',
  })
  readonly procedureThen!: Procedure | null;

  @Field(() => String, { description: 'Code of its procedure.' })
  readonly procedureCode!: string;

  @Field(() => Unit, {
    nullable: true,
    description: 'The unit that received it; it never changes with a reform.',
  })
  readonly receivingUnit!: Unit | null;

  @Field(() => Unit, { nullable: true, description: 'The unit that works on it; null: the receiving one.' })
  readonly processingUnit!: Unit | null;

  @Field(() => ChannelEnum, { description: 'How it was handed in.' })
  readonly channel!: number;

  @Field(() => Applicant, { description: 'Who handed it in.' })
  readonly applicant!: Applicant;

  @Field(() => String, {
    description: 'Summary (trích yếu); masked without the scope `personal`, for it names people.',
  })
  readonly summary!: string;

  @Field(() => LodgedAtEnum, { nullable: true, description: 'Where it was lodged.' })
  readonly lodgedAt!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was submitted (ngày nộp).' })
  readonly submittedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was received (ngày tiếp nhận); null: not yet.',
  })
  readonly receivedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the result is due (hẹn trả); null: no due time.',
  })
  readonly dueAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When processing ended.' })
  readonly finishedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the result was returned (ngày trả).' })
  readonly returnedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was refused (ngày từ chối).' })
  readonly refusedAt!: string | null;

  @Field(() => DossierStateEnum, { description: 'State.' })
  readonly state!: number;

  @Field(() => ReturnMethodEnum, { nullable: true, description: 'How the result is returned.' })
  readonly returnMethod!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the applicant was verified by VNeID.' })
  readonly vneidVerified!: boolean | null;

  @Field(() => OnlinePaymentEnum, { nullable: true, description: 'Online payment.' })
  readonly onlinePayment!: number | null;

  @Field(() => DossierRating, { nullable: true, description: "The applicant's rating." })
  readonly rating!: DossierRating | null;

  @Field(() => [FlagEnum], { description: 'What an officer should know of it.' })
  readonly flags!: string[];

  @Field(() => [TraceEntry], { description: 'Its way through the offices, oldest first.' })
  readonly trace!: TraceEntry[];

  @Field(() => [DossierComponent], { description: 'Papers handed in.' })
  readonly components!: DossierComponent[];

  @Field(() => [DossierResult], { description: 'Results.' })
  readonly results!: DossierResult[];

  @Field(() => [DossierFee], { description: 'Fees.' })
  readonly fees!: DossierFee[];

  @Field(() => [DossierSupplement], { description: 'Requests for more papers.' })
  readonly supplements!: DossierSupplement[];

  @Field(() => String, { description: 'The source that it came from.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'Version, from 1; the newest is shown.' })
  readonly version!: number;

  @Field(() => Int, { description: 'How many versions the hub keeps.' })
  readonly versionCount!: number;

  @Field(() => DateTimeScalar, { description: 'Last change at the source.' })
  readonly changedAt!: string;

  @Field(() => DateTimeScalar, { description: 'When the hub read that.' })
  readonly readAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was deleted at the source.' })
  readonly deletedAt!: string | null;
}

export const DossierConnection = connectionOf('Dossier', 'dossiers (hồ sơ)', Dossier);
