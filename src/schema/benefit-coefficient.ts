import { ArgsType, Field, Float, ObjectType } from 'type-graphql';
import { BenefitGroupEnum, StandardGiverEnum } from './enums/benefit.js';
import { DateScalar } from './scalars.js';

@ObjectType({
  description:
    'By what a standard is multiplied for one whom somebody cares for (hệ số), and when: the table `benefit_coefficient`.',
})
export class BenefitCoefficient {
  @Field(() => BenefitGroupEnum, { description: 'Of this group.' })
  readonly group!: string;

  @Field(() => String, { nullable: true, description: 'For whom of it; null: for everybody.' })
  readonly ofWhom!: string | null;

  @Field(() => Float, { description: 'The coefficient.' })
  readonly coefficient!: number;

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
export class BenefitCoefficientsArgs {
  @Field(() => [BenefitGroupEnum], { nullable: true, description: 'Only of these groups.' })
  readonly groups?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only what holds on this day.' })
  readonly on?: string | null;
}
