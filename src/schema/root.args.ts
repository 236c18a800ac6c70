import { ArgsType, Field, Int } from 'type-graphql';
import { NoticeCategoryEnum, UnitLevelEnum } from './enums/catalogue.js';
import { DeliveryKindEnum, DeliveryStateEnum, HoldReasonEnum, LaneStateEnum } from './enums/delivery.js';
import { DossierStateEnum } from './enums/dossier.js';
import { QuarantineStateEnum, SyncStateEnum } from './enums/operations.js';
import { DateTimeScalar } from './scalars.js';

/** A page forwards: at most `first` after a cursor. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100.' })
  readonly first!: number;

  @Field(() => String, { nullable: true, description: 'After this cursor.' })
  readonly after?: string | null;
}

@ArgsType()
export class DossiersArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this dossier code.' })
  readonly code?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this receiving unit, its sub-units included.' })
  readonly unit?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this procedure code.' })
  readonly procedure?: string | null;

  @Field(() => [DossierStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: number[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Received at this time or later.' })
  readonly receivedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Received before this time.' })
  readonly receivedTo?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words that must all occur, with or without accents. Names and summaries are searched with the scope `personal` only; without it, codes.',
  })
  readonly search?: string | null;
}

@ArgsType()
export class ProceduresArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this code.' })
  readonly code?: string | null;

  @Field(() => String, { nullable: true, description: 'Words that must all occur, with or without accents.' })
  readonly search?: string | null;
}

@ArgsType()
export class UnitsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this code.' })
  readonly code?: string | null;

  @Field(() => [UnitLevelEnum], { nullable: true, description: 'Only these levels.' })
  readonly levels?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only units that were valid at this time.' })
  readonly validAt?: string | null;

  @Field(() => String, { nullable: true, description: 'Words that must all occur, with or without accents.' })
  readonly search?: string | null;
}

@ArgsType()
export class NoticesArgs extends PageArgs {
  @Field(() => [NoticeCategoryEnum], { nullable: true, description: 'Only these sections.' })
  readonly categories?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Words that must all occur, with or without accents.' })
  readonly search?: string | null;
}

@ArgsType()
export class DeliveriesArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this portal.' })
  readonly portal?: string | null;

  @Field(() => [DeliveryStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;

  @Field(() => DeliveryKindEnum, { nullable: true, description: 'Only records, or only trace entries.' })
  readonly kind?: string | null;

  @Field(() => [HoldReasonEnum], { nullable: true, description: 'Only held for these reasons.' })
  readonly holdReasons?: string[] | null;
}

@ArgsType()
export class LanesArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this portal.' })
  readonly portal?: string | null;

  @Field(() => [LaneStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only lanes that wait for this reason.' })
  readonly waitReason?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only lanes from which something may leave now.' })
  readonly ready?: boolean | null;
}

@ArgsType()
export class SyncRunsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this source.' })
  readonly source?: string | null;

  @Field(() => [SyncStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;
}

@ArgsType()
export class QuarantineArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this source.' })
  readonly source?: string | null;

  @Field(() => [QuarantineStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;
}
