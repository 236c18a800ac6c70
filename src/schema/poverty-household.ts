import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { FOLLOW, WITHIN } from './args/page.js';
import { SubjectArgs } from './args/subjects.js';
import { Beneficiary } from './beneficiary.js';
import { connectionOf } from './connection.js';
import { PovertyStateEnum } from './enums/benefit.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { DateScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

@ObjectType({
  implements: Node,
  description:
    "A household in one year's survey of poor ones (rà soát hộ nghèo, hộ cận nghèo). Names, villages and codes of households are masked without the scope `personal`.",
})
export class PovertyHousehold extends SubjectNode {
  @Field(() => String, {
    description: "Year, commune and what stands for the household's code there: what it is known by.",
  })
  readonly code!: string;

  @Field(() => Int, { description: 'Year of the survey.' })
  readonly year!: number;

  @Field(() => Unit, { nullable: true, description: 'Its commune.' })
  readonly unit!: Unit | null;

  @Field(() => String, { description: "The household's code within the commune (mã hộ)." })
  readonly householdCode!: string;

  @Field(() => String, { nullable: true, description: 'Village (thôn).' })
  readonly village!: string | null;

  @Field(() => String, { description: 'Its head (chủ hộ).' })
  readonly headName!: string;

  @Field(() => String, { nullable: true, description: "The head's identity number." })
  readonly personalId!: string | null;

  @Field(() => PovertyStateEnum, { description: 'Poor, nearly poor, or no longer.' })
  readonly state!: string;

  @Field(() => Int, { description: 'How many live in it (số nhân khẩu).' })
  readonly members!: number;

  @Field(() => Float, { nullable: true, description: 'Score of income (điểm B1).' })
  readonly incomeScore!: number | null;

  @Field(() => Float, { nullable: true, description: 'Score of deprivation (điểm B2).' })
  readonly deprivationScore!: number | null;

  @Field(() => String, { nullable: true, description: 'Number of the decision.' })
  readonly decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly decisionDate!: string | null;

  @Field(() => [Beneficiary], {
    description:
      "Entitlements of who lives in it, by the household's code; without the scope `sensitive` none of groups that tell of an illness or a disability.",
  })
  readonly beneficiaries!: Beneficiary[];
}

export const PovertyHouseholdConnection = connectionOf(
  'PovertyHousehold',
  'households in surveys of poor ones (hộ nghèo, hộ cận nghèo)',
  PovertyHousehold,
);

export const PovertyHouseholdOrderEnum = defineOrder('PovertyHouseholdOrder', 'households', {
  CODE: 'Năm, xã, rồi mã thay cho mã hộ',
  CHANGED: 'Lần thay đổi ở nguồn',
});

/** What the list of households and their counts can be narrowed by. */
@ArgsType()
export class PovertyFilterArgs {
  @Field(() => [Int], { nullable: true, description: 'Only of these years.' })
  readonly years?: number[] | null;

  @Field(() => [PovertyStateEnum], { nullable: true, description: 'Only these.' })
  readonly states?: string[] | null;
}

@ArgsType()
export class UnitPovertyHouseholdsArgs extends PovertyFilterArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the newest survey first.' })
  readonly first!: number;
}

@ArgsType()
export class PovertyHouseholdsArgs extends SubjectArgs {
  @Field(() => PovertyHouseholdOrderEnum, {
    defaultValue: PovertyHouseholdOrderEnum.CODE_ASC,
    description: 'Order.',
  })
  readonly orderBy!: keyof typeof PovertyHouseholdOrderEnum;
}

@ObjectType({ description: 'Households of one commune and year in one state, and who lives in them.' })
export class PovertyCount {
  @Field(() => String, { description: 'Code of the commune.' })
  readonly unitCode!: string;

  @Field(() => Int, { description: 'Year.' })
  readonly year!: number;

  @Field(() => PovertyStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => Int, { description: 'Households.' })
  readonly households!: number;

  @Field(() => Int, { description: 'People in them.' })
  readonly members!: number;
}

@ArgsType()
export class PovertyCountsArgs extends PovertyFilterArgs {
  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
