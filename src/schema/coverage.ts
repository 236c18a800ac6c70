import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { FOLLOW, WITHIN } from './args/page.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { SystemFreshness } from './freshness.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'One thing that is to be covered, and how far it is (chỉ tiêu bao phủ).' })
export class CoverageMeasure {
  @Field(() => String, { description: 'Code, `COMPUTERS_CONNECTED`.' })
  readonly code!: string;

  @Field(() => String, { description: 'Name (tên chỉ tiêu).' })
  readonly label!: string;

  @Field(() => String, { description: 'The same in English.' })
  readonly labelEn!: string;

  @Field(() => Float, { nullable: true, description: 'Per cent to be reached; null: none is set.' })
  readonly target!: number | null;

  @Field(() => Int, { description: 'What is covered.' })
  readonly numerator!: number;

  @Field(() => Int, { description: 'All that is to be covered, as far as it is known.' })
  readonly denominator!: number;

  @Field(() => Float, { nullable: true, description: 'Per cent, two decimals; null while nothing is known.' })
  readonly percent!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the target is reached.' })
  readonly reached!: boolean | null;

  @Field(() => Boolean, {
    description:
      'Whether it counts by unit: what does not is of the whole district, whatever unit is asked for.',
  })
  readonly byUnit!: boolean;
}

@ObjectType({
  description: 'Which systems are connected and how far the district is covered (mức độ bao phủ).',
})
export class CoverageReport {
  @Field(() => DateTimeScalar, { description: 'When it was counted.' })
  readonly at!: string;

  @Field(() => Int, { description: 'Systems that have an address and were read wholly at least once.' })
  readonly systemsConnected!: number;

  @Field(() => Int, { description: 'Systems that the hub can read.' })
  readonly systemsKnown!: number;

  @Field(() => [SystemFreshness], { description: 'Every system.' })
  readonly systems!: SystemFreshness[];

  @Field(() => [CoverageMeasure], { description: 'What is measured, as far as the caller may read it.' })
  readonly measures!: CoverageMeasure[];
}

@ArgsType()
export class CoverageArgs {
  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
