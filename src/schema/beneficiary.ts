import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { BornArgs } from './args/persons.js';
import { connectionOf } from './connection.js';
import {
  BenefitGroupEnum,
  BenefitProgrammeEnum,
  EntitlementStateEnum,
  PayChannelEnum,
  PovertyStateEnum,
} from './enums/benefit.js';
import { defineOrder } from './enums/orders.js';
import { GenderEnum } from './enums/person.js';
import { Node } from './node.js';
import { DateScalar, PartialDateScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

@ObjectType({
  implements: Node,
  description:
    "One person's entitlement by one decision (đối tượng hưởng chính sách), or an application for it. Personal fields are masked without the scope `personal`, those of groups that tell of an illness or a disability without `sensitive`; HIV groups are there with `sensitive` only.",
})
export class Beneficiary extends SubjectNode {
  @Field(() => String, {
    description: 'Programme, paper and person: what it is known by. Never an identity number.',
  })
  readonly code!: string;

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

  @Field(() => GenderEnum, { description: 'Gender.' })
  readonly gender!: string;

  @Field(() => String, { nullable: true, description: 'Identity number (số định danh).' })
  readonly personalId!: string | null;

  @Field(() => Unit, { nullable: true, description: 'The commune that keeps the file.' })
  readonly unit!: Unit | null;

  @Field(() => String, { nullable: true, description: 'Village (thôn).' })
  readonly village!: string | null;

  @Field(() => String, { nullable: true, description: 'Household, in the survey of poor ones (mã hộ).' })
  readonly householdCode!: string | null;

  @Field(() => Float, { nullable: true, description: 'Coefficient (hệ số).' })
  readonly coefficient!: number | null;

  @Field(() => Float, { nullable: true, description: 'Đồng a month (mức hưởng).' })
  readonly monthlyAmount!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Standard × coefficient, of today while it is held, else of its last day; null: it cannot be told.',
  })
  readonly expectedAmount!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the amount differs from that by 1,000 đồng or more; null: it cannot be told.',
  })
  readonly amountDiffers!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Number of the application (số tiếp nhận).' })
  readonly applicationNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the decision; null: not decided.' })
  readonly decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly decisionDate!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day (hưởng từ).' })
  readonly from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day (hưởng đến); null: without an end.' })
  readonly to!: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of disability (dạng tật).' })
  readonly disabilityType!: string | null;

  @Field(() => String, { nullable: true, description: 'Its level (mức độ khuyết tật).' })
  readonly disabilityLevel!: string | null;

  @Field(() => String, { nullable: true, description: 'Rate of injury, per cent (tỷ lệ tổn thương cơ thể).' })
  readonly injuryRate!: string | null;

  @Field(() => String, { nullable: true, description: 'Who receives it for them (người giám hộ).' })
  readonly guardian!: string | null;

  @Field(() => PayChannelEnum, { nullable: true, description: 'How it is paid.' })
  readonly payChannel!: string | null;

  @Field(() => String, { nullable: true, description: 'Bank account (số tài khoản).' })
  readonly bankAccount!: string | null;

  @Field(() => String, { nullable: true, description: 'File at the ministry, `BD/LS-07956`.' })
  readonly ministryFile!: string | null;

  @Field(() => String, { nullable: true, description: 'File at the province.' })
  readonly provinceFile!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When they died, as far as it is known.' })
  readonly deathDate!: string | null;

  @Field(() => EntitlementStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => String, { nullable: true, description: 'Why it was refused, suspended or stopped (lý do).' })
  readonly reason!: string | null;

  @Field(() => [Beneficiary], {
    description:
      "The same person's other entitlements, by the identity number. Without the scope `sensitive` neither of nor for groups that tell of an illness or a disability.",
  })
  readonly otherEntitlements!: Beneficiary[];
}

export const BeneficiaryConnection = connectionOf(
  'Beneficiary',
  'beneficiaries (đối tượng chính sách)',
  Beneficiary,
);

export const BeneficiaryOrderEnum = defineOrder('BeneficiaryOrder', 'beneficiaries', {
  CODE: 'Mã',
  FROM: 'Ngày hưởng',
  CHANGED: 'Lần thay đổi ở nguồn',
});

/** What the list of beneficiaries and a unit's can be narrowed by. */
@ArgsType()
export abstract class BeneficiaryFilterArgs {
  @Field(() => [BenefitProgrammeEnum], { nullable: true, description: 'Only of these programmes.' })
  readonly programmes?: string[] | null;

  @Field(() => [BenefitGroupEnum], { nullable: true, description: 'Only of these groups.' })
  readonly groups?: string[] | null;

  @Field(() => [EntitlementStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Only who surely was entitled on this day, suspended ones among them; nobody who died and whose date of death is masked for you.',
  })
  readonly entitledOn?: string | null;

  @Field(() => [PovertyStateEnum], {
    nullable: true,
    description: 'Only of households that are so in the newest survey that has them.',
  })
  readonly poverty?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the amount differs from standard × coefficient; absent: both, and what cannot be told.',
  })
  readonly amountDiffers?: boolean | null;
}

@ArgsType()
export class BeneficiariesArgs extends BornArgs {
  @Field(() => BeneficiaryOrderEnum, {
    defaultValue: BeneficiaryOrderEnum.CODE_ASC,
    description: 'Order.',
  })
  readonly orderBy!: keyof typeof BeneficiaryOrderEnum;
}

@ArgsType()
export class UnitBeneficiariesArgs extends BeneficiaryFilterArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; by code.' })
  readonly first!: number;
}
