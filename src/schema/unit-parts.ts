import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { UnitLevelEnum } from './enums/catalogue.js';
import { DateScalar, DateTimeScalar } from './scalars.js';

const FROM = 'First day; null: since there is the unit, or it is not known.';
const TO = 'Last day; null while it holds.';

@ObjectType({ description: 'What a unit is or was called (tên gọi qua các thời kỳ).' })
export class UnitName {
  @Field(() => String, { description: 'Name.' })
  readonly name!: string;

  @Field(() => DateScalar, { nullable: true, description: FROM })
  readonly from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: TO })
  readonly to!: string | null;
}

@ObjectType({ description: 'Which unit is or was above it (đơn vị cấp trên qua các thời kỳ).' })
export class UnitParent {
  @Field(() => String, { description: 'Code of the unit above.' })
  readonly code!: string;

  @Field(() => DateScalar, { nullable: true, description: FROM })
  readonly from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: TO })
  readonly to!: string | null;
}

@ObjectType({ description: 'The decision by which a unit was set up (quyết định thành lập).' })
export class UnitDecision {
  @Field(() => String, { description: 'Number (số quyết định).' })
  readonly number!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly date!: string | null;

  @Field(() => String, { nullable: true, description: 'Who decided (cơ quan ban hành).' })
  readonly issuer!: string | null;
}

const AT =
  'At this time; absent: at `asOf`, or else now. Of a unit that has ended: on its last day at the latest.';

@ArgsType()
export class UnitParentArgs {
  @Field(() => DateTimeScalar, { nullable: true, description: AT })
  readonly at?: string | null;
}

@ArgsType()
export class UnitChildrenArgs {
  @Field(() => DateTimeScalar, { nullable: true, description: AT })
  readonly at?: string | null;

  @Field(() => [UnitLevelEnum], { nullable: true, description: 'Only these levels.' })
  readonly levels?: string[] | null;

  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; by code.' })
  readonly first!: number;
}
