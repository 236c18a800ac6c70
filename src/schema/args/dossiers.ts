import { ArgsType, Field, Int } from 'type-graphql';
import { type UnitFollow, UnitFollowEnum } from '../enums/catalogue.js';
import { DossierStateEnum } from '../enums/dossier.js';
import { type DossierOrder, DossierOrderEnum } from '../enums/orders.js';
import { DateTimeScalar } from '../scalars.js';
import { CarriedArgs } from './carried.js';
import { FOLLOW, WITHIN } from './page.js';

@ArgsType()
export class DossiersArgs extends CarriedArgs {
  @Field(() => DossierOrderEnum, {
    defaultValue: DossierOrderEnum.RECEIVED_DESC,
    description: 'Order; what has no such time counts as later than everything.',
  })
  readonly orderBy!: DossierOrder;

  @Field(() => String, { nullable: true, description: 'Only this dossier code.' })
  readonly code?: string | null;

  @Field(() => String, { nullable: true, description: `By the receiving unit. ${WITHIN}` })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;

  @Field(() => String, { nullable: true, description: 'Only this procedure code.' })
  readonly procedure?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only procedures of this field of administration (lĩnh vực), by its code.',
  })
  readonly field?: string | null;

  @Field(() => [DossierStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: number[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Received at this time or later.' })
  readonly receivedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Received before this time.' })
  readonly receivedTo?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Due at this time or later.' })
  readonly dueFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Due before this time.' })
  readonly dueTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is open although its due time has passed; now, or at `asOf`.',
  })
  readonly overdue?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words that must all occur, with or without accents. Names and summaries are searched with the scope `personal` only; without it, codes.',
  })
  readonly search?: string | null;
}

@ArgsType()
export class UnitDossiersArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the latest received first.' })
  readonly first!: number;

  @Field(() => [DossierStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: number[] | null;

  @Field(() => String, { nullable: true, description: 'Only this procedure code.' })
  readonly procedure?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Received at this time or later.' })
  readonly receivedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Received before this time.' })
  readonly receivedTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is open although its due time has passed.',
  })
  readonly overdue?: boolean | null;
}
