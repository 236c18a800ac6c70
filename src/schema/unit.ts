import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { UnitLevelEnum } from './enums/catalogue.js';
import { Node } from './node.js';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { UnitDecision, UnitName, UnitParent } from './unit-parts.js';

@ObjectType({
  implements: Node,
  description: 'A unit of the administration (đơn vị), with its time of validity.',
})
export class Unit extends Node {
  @Field(() => String, { description: 'Agency code (mã định danh), `H56.14.3`.' })
  readonly code!: string;

  @Field(() => String, { description: 'Name of the unit.' })
  readonly name!: string;

  @Field(() => UnitLevelEnum, { description: 'Level of the unit.' })
  readonly level!: string;

  @Field(() => [UnitName], { description: 'All that it was called, the earliest first.' })
  readonly names!: UnitName[];

  @Field(() => String, { nullable: true, description: 'Code of the unit above, as the source says it.' })
  readonly parentCode!: string | null;

  @Field(() => [UnitParent], { description: 'All that it stood below, the earliest first.' })
  readonly parents!: UnitParent[];

  @Field(() => String, {
    nullable: true,
    description: 'Code of its administrative area (mã đơn vị hành chính), `38`, `389`.',
  })
  readonly adminCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Address of the office.' })
  readonly address!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone of the office.' })
  readonly phone!: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail of the office.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'Site of the unit (trang thông tin).' })
  readonly website!: string | null;

  @Field(() => UnitDecision, { nullable: true, description: 'By what it was set up; null when not said.' })
  readonly decision!: UnitDecision | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day of validity; null when the source has none.',
  })
  readonly validFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of validity; null while it exists.' })
  readonly validTo!: string | null;

  @Field(() => [Unit], { description: 'The units that took over (đơn vị kế thừa) once it ended.' })
  readonly successors!: Unit[];

  @Field(() => [Unit], {
    description: 'The units that it took over from (đơn vị tiền thân), in whole or in part.',
  })
  readonly predecessors!: Unit[];

  @Field(() => [String], {
    description: 'Other codes that it has or had (mã định danh cũ), `000.00.14.H56`.',
  })
  readonly otherCodes!: string[];

  @Field(() => DateTimeScalar, { description: 'Last change at the source.' })
  readonly changedAt!: string;
}

export const UnitConnection = connectionOf('Unit', 'units (đơn vị)', Unit);
