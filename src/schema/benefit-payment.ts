import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { FOLLOW, WITHIN } from './args/page.js';
import { PersonArgs } from './args/persons.js';
import { Beneficiary } from './beneficiary.js';
import { connectionOf } from './connection.js';
import {
  BenefitGroupEnum,
  BenefitProgrammeEnum,
  BenefitTotalPartEnum,
  PayChannelEnum,
  PaymentKindEnum,
  PaymentStateEnum,
} from './enums/benefit.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { defineOrder } from './enums/orders.js';
import { GenderEnum } from './enums/person.js';
import { Node } from './node.js';
import { DateScalar, PartialDateScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

@ObjectType({
  implements: Node,
  description:
    "One person's payment of one month, as a row of a commune's payroll (bảng kê chi trả). Masked as the entitlements are: by `personal`, for groups that tell of an illness or a disability by `sensitive`; HIV groups are there with `sensitive` only.",
})
export class BenefitPayment extends SubjectNode {
  @Field(() => String, {
    description: 'Month, kind, commune and person: what it is known by. Never an identity number.',
  })
  readonly code!: string;

  @Field(() => PartialDateScalar, { description: 'Month, `2025-08`.' })
  readonly month!: string;

  @Field(() => PaymentKindEnum, { description: 'Kind.' })
  readonly kind!: string;

  @Field(() => BenefitProgrammeEnum, { description: 'Programme.' })
  readonly programme!: string;

  @Field(() => BenefitGroupEnum, { description: 'Group.' })
  readonly group!: string;

  @Field(() => String, { description: 'Name of the group (loại đối tượng).' })
  readonly groupName!: string;

  @Field(() => String, { description: 'Name (họ tên).' })
  readonly fullName!: string;

  @Field(() => PartialDateScalar, { description: 'Birth date, as far as it is known.' })
  readonly birthDate!: string;

  @Field(() => GenderEnum, { nullable: true, description: 'Gender.' })
  readonly gender!: string | null;

  @Field(() => String, { nullable: true, description: 'Identity number (số định danh).' })
  readonly personalId!: string | null;

  @Field(() => Unit, { nullable: true, description: 'The commune that pays.' })
  readonly unit!: Unit | null;

  @Field(() => String, { nullable: true, description: 'Village (thôn).' })
  readonly village!: string | null;

  @Field(() => Float, { nullable: true, description: 'Coefficient (hệ số).' })
  readonly coefficient!: number | null;

  @Field(() => Float, { description: 'Đồng.' })
  readonly amount!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Of a regular one: standard × coefficient of the month; null: it cannot be told.',
  })
  readonly expectedAmount!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the amount differs from that by 1,000 đồng or more; null: it cannot be told.',
  })
  readonly amountDiffers!: boolean | null;

  @Field(() => PayChannelEnum, { nullable: true, description: 'How it is paid.' })
  readonly payChannel!: string | null;

  @Field(() => PaymentStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was paid.' })
  readonly paidAt!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether another commune lists the same person, by the identity number, for the same month, kind and group; to a key of one unit by what it may see itself.',
  })
  readonly paidTwice!: boolean;

  @Field(() => String, { nullable: true, description: "Number of the payroll's decision." })
  readonly decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of that decision.' })
  readonly decisionDate!: string | null;

  @Field(() => [Beneficiary], {
    description:
      "What entitles to it: the person's entitlements in that group, of a regular one those that hold in the month.",
  })
  readonly entitlements!: Beneficiary[];
}

export const BenefitPaymentConnection = connectionOf(
  'BenefitPayment',
  'payments (chi trả trợ cấp)',
  BenefitPayment,
);

export const BenefitPaymentOrderEnum = defineOrder('BenefitPaymentOrder', 'payments', {
  CODE: 'Mã',
  MONTH: 'Tháng',
  CHANGED: 'Lần thay đổi ở nguồn',
});

/** What the list of payments and their totals can be narrowed by. */
@ArgsType()
export class BenefitPaymentFilterArgs {
  @Field(() => PartialDateScalar, { nullable: true, description: 'Of this month or year, or later.' })
  readonly monthFrom?: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Of this month or year, or earlier.' })
  readonly monthTo?: string | null;

  @Field(() => [BenefitProgrammeEnum], { nullable: true, description: 'Only of these programmes.' })
  readonly programmes?: string[] | null;

  @Field(() => [BenefitGroupEnum], { nullable: true, description: 'Only of these groups.' })
  readonly groups?: string[] | null;

  @Field(() => [PaymentKindEnum], { nullable: true, description: 'Only of these kinds.' })
  readonly kinds?: string[] | null;

  @Field(() => [PaymentStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;
}

@ArgsType()
export class BenefitPaymentsArgs extends PersonArgs {
  @Field(() => BenefitPaymentOrderEnum, {
    defaultValue: BenefitPaymentOrderEnum.CODE_ASC,
    description: 'Order.',
  })
  readonly orderBy!: keyof typeof BenefitPaymentOrderEnum;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the amount differs from standard × coefficient; absent: both, and what cannot be told.',
  })
  readonly amountDiffers?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether another commune lists the same for the same person; absent: both.',
  })
  readonly paidTwice?: boolean | null;
}

@ArgsType()
export class UnitBenefitPaymentsArgs extends BenefitPaymentFilterArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the newest month first.' })
  readonly first!: number;
}

@ArgsType()
export class EntitlementPaymentsArgs {
  @Field(() => Int, { defaultValue: 12, description: 'At most this many, 1–100; the newest month first.' })
  readonly first!: number;
}

export type BenefitTotalPart = keyof typeof BenefitTotalPartEnum;

@ObjectType({
  description: 'A sum of payments, each counted once; null where it is not taken apart by that.',
})
export class BenefitTotal {
  @Field(() => String, { nullable: true, description: 'Code of the commune that pays.' })
  readonly unitCode?: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Month.' })
  readonly month?: string | null;

  @Field(() => BenefitProgrammeEnum, { nullable: true, description: 'Programme.' })
  readonly programme?: string | null;

  @Field(() => BenefitGroupEnum, { nullable: true, description: 'Group.' })
  readonly group?: string | null;

  @Field(() => PaymentKindEnum, { nullable: true, description: 'Kind.' })
  readonly kind?: string | null;

  @Field(() => Int, { description: 'Payments, those that came back among them.' })
  readonly payments!: number;

  @Field(() => Float, { description: 'Đồng, of all but those that came back.' })
  readonly amount!: number;

  @Field(() => Float, { description: 'Of that, đồng that were received.' })
  readonly paid!: number;

  @Field(() => Float, { description: 'Đồng that came back, not in the amount.' })
  readonly returned!: number;
}

@ArgsType()
export class BenefitTotalsArgs extends BenefitPaymentFilterArgs {
  @Field(() => [BenefitTotalPartEnum], {
    defaultValue: [BenefitTotalPartEnum.UNIT, BenefitTotalPartEnum.MONTH, BenefitTotalPartEnum.PROGRAMME],
    description: 'Taken apart by these; by none: one sum.',
  })
  readonly by!: BenefitTotalPart[];

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
