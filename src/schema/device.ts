import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { NetworkIncident } from './network-incident.js';
import { DeviceKindEnum, LinkStateEnum, NetworkSite } from './network-site.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const DeviceLifeEnum = defineNames('DeviceLife', 'Where a device is in its life (vòng đời).', {
  PLANNED: 'Dự kiến trang bị',
  IN_USE: 'Đang sử dụng',
  REPAIR: 'Đang sửa chữa',
  RETIRED: 'Đã thanh lý',
});

const RESTRICTED = 'Only for who runs the network (operator, administrator); `***` for others.';

@ObjectType({
  implements: Node,
  description: 'A computer or another device of a unit on the network (thiết bị).',
})
export class Device extends SubjectNode {
  @Field(() => String, { description: 'Number on the device (số sê-ri).' })
  readonly code!: string;

  @Field(() => Unit, { nullable: true, description: 'Whose it is; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => NetworkSite, {
    nullable: true,
    description: 'The site that it is behind, when it is known here.',
  })
  readonly site!: NetworkSite | null;

  @Field(() => String, { nullable: true, description: 'Code of that site (mã đường truyền).' })
  readonly siteCode!: string | null;

  @Field(() => DeviceKindEnum, { description: 'What it is.' })
  readonly type!: string;

  @Field(() => String, { nullable: true, description: 'Name (tên máy).' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Maker (hãng sản xuất).' })
  readonly maker!: string | null;

  @Field(() => String, { nullable: true, description: 'Model.' })
  readonly model!: string | null;

  @Field(() => String, { nullable: true, description: `Hardware address (địa chỉ MAC). ${RESTRICTED}` })
  readonly mac!: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Operating system and version (hệ điều hành). ${RESTRICTED}`,
  })
  readonly osVersion!: string | null;

  @Field(() => String, {
    nullable: true,
    description: `IP addresses, a blank between them (địa chỉ IP). ${RESTRICTED}`,
  })
  readonly addresses!: string | null;

  @Field(() => DeviceLifeEnum, { description: 'Where it is in its life.' })
  readonly life!: string;

  @Field(() => LinkStateEnum, {
    description:
      'State; UNKNOWN of a device in use that was not heard of for longer than `silentAfterHours`, whatever was told last.',
  })
  readonly state!: string;

  @Field(() => LinkStateEnum, { description: 'State as it was told last.' })
  readonly toldState!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last heard of.' })
  readonly lastSeenAt!: string | null;

  @Field(() => Int, { description: 'How many hours of silence mean nothing.' })
  readonly silentAfterHours!: number;

  @Field(() => [NetworkIncident], { description: 'Incidents with it, the latest first.' })
  readonly incidents!: NetworkIncident[];
}

export const DeviceConnection = connectionOf('Device', 'devices (thiết bị)', Device);

export const DeviceOrderEnum = defineOrder('DeviceOrder', 'devices', {
  CODE: 'Số sê-ri',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class DevicesArgs extends SubjectArgs {
  @Field(() => DeviceOrderEnum, { defaultValue: DeviceOrderEnum.CODE_ASC, description: 'Order.' })
  readonly orderBy!: keyof typeof DeviceOrderEnum;
}

/** What the list of devices, those of a unit or a site and totals can be narrowed by. */
@ArgsType()
export class DeviceFilterArgs {
  @Field(() => [DeviceKindEnum], { nullable: true, description: 'Only of these kinds.' })
  readonly types?: string[] | null;

  @Field(() => [DeviceLifeEnum], { nullable: true, description: 'Only at these places of their life.' })
  readonly lives?: string[] | null;

  @Field(() => [LinkStateEnum], {
    nullable: true,
    description: 'Only in one of these states; silence is UNKNOWN.',
  })
  readonly states?: string[] | null;
}

@ArgsType()
export class UnitDevicesArgs extends DeviceFilterArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; by number.' })
  readonly first!: number;
}

@ArgsType()
export class SiteDevicesArgs extends DeviceFilterArgs {
  @Field(() => Int, { defaultValue: 5, description: 'At most this many, 1–100; by number.' })
  readonly first!: number;
}
