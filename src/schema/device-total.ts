import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { FOLLOW, WITHIN } from './args/page.js';
import { DeviceLifeEnum } from './device.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { defineNames } from './enums/define.js';
import { DeviceKindEnum } from './network-site.js';

export const DeviceGroupEnum = defineNames('DeviceGroup', 'What devices are taken apart by (phân tổ).', {
  UNIT: 'Đơn vị',
  SITE: 'Điểm kết nối',
  TYPE: 'Loại thiết bị',
});
export type DeviceGroup = keyof typeof DeviceGroupEnum;

@ObjectType({ description: 'Devices by state, and the share of them that are on the network.' })
export class DeviceTotal {
  @Field(() => String, { nullable: true, description: 'Unit, when taken apart by it.' })
  readonly unitCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Site, when taken apart by it; null: none given.' })
  readonly siteCode?: string | null;

  @Field(() => DeviceKindEnum, { nullable: true, description: 'Kind, when taken apart by it.' })
  readonly type?: string | null;

  @Field(() => Int, { description: 'Devices.' })
  readonly devices!: number;

  @Field(() => Int, { description: 'Of these, up.' })
  readonly up!: number;

  @Field(() => Int, { description: 'Of these, up and down in turns.' })
  readonly degraded!: number;

  @Field(() => Int, { description: 'Of these, down.' })
  readonly down!: number;

  @Field(() => Int, { description: 'Of these, in maintenance.' })
  readonly maintenance!: number;

  @Field(() => Int, { description: 'Of these, those of which nothing is known, silent ones with them.' })
  readonly unknown!: number;

  @Field(() => Int, {
    description: 'Of these, on the network: up, or up and down in turns, and not behind a line that is down.',
  })
  readonly connected!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share on the network, per cent with two decimals; of what is not known nobody has shown that it is. Null: none.',
  })
  readonly connectedPercent!: number | null;
}

@ArgsType()
export class DeviceTotalsArgs {
  @Field(() => [DeviceGroupEnum], {
    defaultValue: [DeviceGroupEnum.UNIT],
    description: 'Taken apart by these.',
  })
  readonly by!: DeviceGroup[];

  @Field(() => [DeviceKindEnum], {
    defaultValue: [DeviceKindEnum.PC],
    description: 'Only of these kinds; empty: of all.',
  })
  readonly types!: string[];

  @Field(() => [DeviceLifeEnum], {
    defaultValue: [DeviceLifeEnum.IN_USE],
    description: 'Only at these places of their life; empty: at all.',
  })
  readonly lives!: string[];

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
