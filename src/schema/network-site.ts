import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const LinkStateEnum = defineNames('LinkState', 'State of a connection or device (tình trạng).', {
  UP: 'Hoạt động',
  DOWN: 'Mất kết nối',
  DEGRADED: 'Chập chờn',
  MAINTENANCE: 'Đang bảo trì',
  UNKNOWN: 'Chưa rõ — nothing was heard of it',
});

export const DeviceKindEnum = defineNames('DeviceKind', 'Kind of device (loại thiết bị).', {
  ROUTER: 'Bộ định tuyến',
  SWITCH: 'Bộ chuyển mạch',
  FIREWALL: 'Tường lửa',
  AP: 'Điểm truy cập không dây',
  SERVER: 'Máy chủ',
  PC: 'Máy tính',
  CODEC: 'Thiết bị hội nghị truyền hình',
});

@ObjectType({ description: 'A device at a site (thiết bị).' })
export class NetworkDevice {
  @Field(() => DeviceKindEnum, { description: 'What it is.' })
  readonly kind!: string;

  @Field(() => String, { description: 'Number on the device (số sê-ri).' })
  readonly serial!: string;

  @Field(() => String, { nullable: true, description: 'Model.' })
  readonly model!: string | null;

  @Field(() => LinkStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last heard of.' })
  readonly lastSeenAt!: string | null;
}

@ObjectType({
  implements: Node,
  description: "A unit's connection to the province's network (điểm kết nối mạng truyền số liệu).",
})
export class NetworkSite extends SubjectNode {
  @Field(() => String, { description: 'Code of the site and its circuit (mã đường truyền).' })
  readonly code!: string;

  @Field(() => String, { description: 'Name.' })
  readonly name!: string;

  @Field(() => Unit, { nullable: true, description: 'Whose it is; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => String, { nullable: true, description: 'Provider of the line (nhà cung cấp).' })
  readonly provider!: string | null;

  @Field(() => Int, { nullable: true, description: 'Bandwidth, Mbit/s.' })
  readonly bandwidthMbps!: number | null;

  @Field(() => LinkStateEnum, { description: 'State of the line.' })
  readonly state!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last heard of.' })
  readonly lastSeenAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'Computers of the unit there (số máy tính).' })
  readonly computers!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many of these are on the province's network (số máy kết nối mạng).",
  })
  readonly computersConnected!: number | null;

  @Field(() => [NetworkDevice], { description: 'Devices.' })
  readonly devices!: NetworkDevice[];
}

export const NetworkSiteConnection = connectionOf('NetworkSite', 'network sites (điểm kết nối)', NetworkSite);

export const NetworkSiteOrderEnum = defineOrder('NetworkSiteOrder', 'network sites', {
  CODE: 'Mã đường truyền',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class ConnectivityArgs extends SubjectArgs {
  @Field(() => NetworkSiteOrderEnum, { defaultValue: NetworkSiteOrderEnum.CODE_ASC, description: 'Order.' })
  readonly orderBy!: keyof typeof NetworkSiteOrderEnum;

  @Field(() => [LinkStateEnum], { nullable: true, description: 'Only sites in one of these states.' })
  readonly states?: string[] | null;
}

@ArgsType()
export class UnitNetworkSitesArgs {
  @Field(() => Int, { defaultValue: 100, description: 'At most this many, 1–100; by code.' })
  readonly first!: number;

  @Field(() => [LinkStateEnum], { nullable: true, description: 'Only sites in one of these states.' })
  readonly states?: string[] | null;
}
