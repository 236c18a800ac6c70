import { ArgsType, Field, ObjectType } from 'type-graphql';
import { PageArgs, SEARCH } from './args/page.js';
import { connectionOf } from './connection.js';
import { ListingEnum, OnlineLevelEnum } from './enums/catalogue.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { Procedure } from './procedure.js';
import { SubjectNode } from './subject-node.js';

@ObjectType({
  implements: Node,
  description: 'A procedure as the provincial portal lists it (thủ tục trên cổng tỉnh).',
})
export class PortalProcedure extends SubjectNode {
  @Field(() => String, { description: 'Portal and national code, `provincial:1.001193`.' })
  readonly code!: string;

  @Field(() => String, { description: 'Which portal lists it.' })
  readonly portal!: string;

  @Field(() => String, { description: 'National code without suffix.' })
  readonly procedureCode!: string;

  @Field(() => String, { description: 'Name, as it stands there.' })
  readonly name!: string;

  @Field(() => OnlineLevelEnum, { description: 'Level of the online service there.' })
  readonly onlineLevel!: string;

  @Field(() => String, { nullable: true, description: 'Where citizens find it (đường dẫn).' })
  readonly url!: string | null;

  @Field(() => ListingEnum, {
    nullable: true,
    description: 'How it stands to what is published here; null when it is no longer listed.',
  })
  readonly standing!: string | null;

  @Field(() => Procedure, { nullable: true, description: 'The same here; null when there is none.' })
  readonly procedure!: Procedure | null;
}

export const PortalProcedureConnection = connectionOf(
  'PortalProcedure',
  "procedures of a portal's list (thủ tục trên cổng)",
  PortalProcedure,
);

export const PortalProcedureOrderEnum = defineOrder('PortalProcedureOrder', "procedures of a portal's list", {
  CODE: 'Mã thủ tục',
});

@ArgsType()
export class PortalProceduresArgs extends PageArgs {
  @Field(() => PortalProcedureOrderEnum, {
    defaultValue: PortalProcedureOrderEnum.CODE_ASC,
    description: 'Order.',
  })
  readonly orderBy!: keyof typeof PortalProcedureOrderEnum;

  @Field(() => [ListingEnum], {
    nullable: true,
    description:
      'Only what stands like this to ours. What is missing there is found by `procedures(listings: [MISSING])`.',
  })
  readonly listings?: string[] | null;

  @Field(() => [OnlineLevelEnum], { nullable: true, description: 'Only these levels there.' })
  readonly onlineLevels?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it left the list; absent: both.' })
  readonly deleted?: boolean | null;

  @Field(() => String, { nullable: true, description: SEARCH })
  readonly search?: string | null;
}
