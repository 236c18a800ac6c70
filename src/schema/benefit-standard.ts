import { ArgsType, Field, Float, ObjectType } from 'type-graphql';
import { BenefitGroupEnum, BenefitProgrammeEnum, StandardGiverEnum } from './enums/benefit.js';
import { DateScalar } from './scalars.js';

@ObjectType({
  description:
    'A standard that allowances are reckoned by (mức chuẩn), and when: the table `benefit_standard`.',
})
export class BenefitStandard {
  @Field(() => BenefitProgrammeEnum, { description: 'Of this programme.' })
  readonly programme!: string;

  @Field(() => BenefitGroupEnum, {
    nullable: true,
    description: 'Of this group only; null: of all of the programme.',
  })
  readonly group!: string | null;

  @Field(() => Float, { description: 'Đồng a month at coefficient 1.' })
  readonly amount!: number;

  @Field(() => StandardGiverEnum, { description: 'Whose it is; of several the largest is due.' })
  readonly givenBy!: string;

  @Field(() => String, { description: 'Decree or resolution (căn cứ).' })
  readonly basis!: string;

  @Field(() => DateScalar, { description: 'First day.' })
  readonly validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Last day; null: not yet.' })
  readonly validTo!: string | null;
}

@ArgsType()
export class BenefitStandardsArgs {
  @Field(() => [BenefitProgrammeEnum], { nullable: true, description: 'Only of these programmes.' })
  readonly programmes?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only what holds on this day.' })
  readonly on?: string | null;
}
