// Made by `npm run client`; a test compares it. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Operation } from './client.ts';
/** What a delivery carries (nội dung lượt gửi). */
export type DeliveryKind =
  /** Một bước xử lý — one trace entry, appended */
  | 'ENTRY'
  /** Bản ghi hồ sơ hoặc tin — one version of the record */
  | 'RECORD';

/** State of a delivery (trạng thái lượt gửi). */
export type DeliveryState =
  /** Đã giao, cổng đã nhận */
  | 'DELIVERED'
  /** Hết số lần thử — a fault of ours or of the network */
  | 'EXHAUSTED'
  /** Giữ lại, cần cán bộ xử lý — see holdReason */
  | 'HELD'
  /** Chờ gửi — may leave, see notBefore and nextAttemptAt */
  | 'PENDING'
  /** Cổng từ chối — see code and message */
  | 'REFUSED'
  /** Đang gửi */
  | 'SENDING'
  /** Đã được thay bằng phiên bản mới hơn */
  | 'SUPERSEDED'
  /** Chưa rõ kết quả, đang đọc lại từ cổng — sent and not answered clearly */
  | 'UNKNOWN';

/** State of a dossier (trạng thái hồ sơ), the same ten on both sides of the wire. */
export type DossierState =
  /** Không được tiếp nhận (3) */
  | 'NOT_ACCEPTED'
  /** Yêu cầu thực hiện nghĩa vụ tài chính (6) */
  | 'PAYMENT_REQUESTED'
  /** Đã xử lý xong (9) */
  | 'PROCESSED'
  /** Đang xử lý (4) */
  | 'PROCESSING'
  /** Được tiếp nhận (2) */
  | 'RECEIVED'
  /** Mới đăng ký (1) */
  | 'REGISTERED'
  /** Đã trả kết quả (10) */
  | 'RETURNED'
  /** Dừng xử lý (8) */
  | 'STOPPED'
  /** Yêu cầu bổ sung giấy tờ (5) */
  | 'SUPPLEMENT_REQUESTED'
  /** Công dân yêu cầu rút hồ sơ (7) */
  | 'WITHDRAWN';

/** Why a delivery is held (lý do giữ lại). */
export type HoldReason =
  /** Trên cổng có nhiều bản giống nhau, chưa rõ bản nào */
  | 'AMBIGUOUS_AT_PORTAL'
  /** Bước xử lý có trước lần liên thông đầu tiên */
  | 'BEFORE_FIRST_CONTACT'
  /** Tạm dừng để kiểm tra */
  | 'BRAKE'
  /** Đã bị xóa ở hệ thống nguồn */
  | 'DELETED_AT_SOURCE'
  /** Máy chủ chứa tệp không nằm trong danh sách cho phép */
  | 'FILE_HOST_NOT_ALLOWED'
  /** Tệp vượt dung lượng cho phép */
  | 'FILE_TOO_LARGE'
  /** Không lấy được tệp từ hệ thống nguồn */
  | 'FILE_UNAVAILABLE'
  /** Thiếu thông tin mà cổng bắt buộc */
  | 'MISSING_FIELD'
  /** Trên cổng không có hồ sơ này */
  | 'NOT_AT_PORTAL'
  /** Đơn vị chưa có tài khoản trên cổng */
  | 'NO_ACCOUNT'
  /** Không đọc lại được từ cổng để biết đã nhận hay chưa */
  | 'READ_BACK_IMPOSSIBLE'
  /** Nội dung dài hơn mức cổng cho phép */
  | 'TOO_LONG'
  /** Không lập được bản tin gửi cổng */
  | 'UNRENDERABLE';

/** What a mutation could not do (lý do không thực hiện được). */
export type ProblemCode =
  /** Số lượng đã thay đổi, hãy đếm lại */
  | 'COUNT_CHANGED'
  /** Nội dung trống sau khi làm sạch HTML */
  | 'EMPTY_BODY'
  /** Phải cho đúng một trong các mục */
  | 'EXACTLY_ONE'
  /** Tệp phải là địa chỉ http(s) trên máy chủ được phép */
  | 'HOST_NOT_ALLOWED'
  /** Giá trị không hợp lệ */
  | 'INVALID'
  /** Khóa này đã dùng cho nội dung khác */
  | 'KEY_REUSED'
  /** Đang được gửi, hãy thử lại sau */
  | 'LANE_BUSY'
  /** Thiếu giá trị bắt buộc */
  | 'MISSING'
  /** Cần cán bộ cho biết trên cổng đã có hay chưa */
  | 'NEEDS_ANSWER'
  /** Đã có phiên bản mới hơn thay thế */
  | 'NEWER_VERSION'
  /** Vai trò này không được làm việc đó */
  | 'NOT_ALLOWED'
  /** Lượt gửi này không cần trả lời */
  | 'NOT_ASKED'
  /** Mục này không dùng cho việc đã chọn */
  | 'NOT_EXPECTED'
  /** Không tìm thấy */
  | 'NOT_FOUND'
  /** Lượt gửi này không bị giữ lại */
  | 'NOT_HELD'
  /** Trường của chuyên mục khác */
  | 'NOT_OF_CATEGORY'
  /** Bản ghi này đã được xử lý */
  | 'NOT_OPEN'
  /** Trạng thái hiện tại không cho gửi lại */
  | 'NOT_RETRYABLE'
  /** Đơn vị chưa có tài khoản trên cổng */
  | 'NO_ACCOUNT'
  /** Mã này do nguồn khác quản lý */
  | 'OTHER_ORIGIN'
  /** Đơn vị nằm ngoài phạm vi của khóa */
  | 'OUT_OF_SCOPE'
  /** Nguồn chưa được cấu hình địa chỉ */
  | 'SOURCE_OFF'
  /** Lần đếm thử đã quá một giờ, hãy đếm lại */
  | 'TOKEN_EXPIRED'
  /** Giá trị quá dài */
  | 'TOO_LONG'
  /** Quá nhiều bản ghi trong một lần */
  | 'TOO_MANY'
  /** Không có cổng tên này */
  | 'UNKNOWN_PORTAL'
  /** Không có hàng đợi tên này */
  | 'UNKNOWN_QUEUE'
  /** Không có nguồn dữ liệu tên này */
  | 'UNKNOWN_SOURCE'
  /** Mã đơn vị chưa có trong danh mục */
  | 'UNKNOWN_UNIT'
  /** Thời điểm không theo thứ tự */
  | 'WRONG_ORDER';

export type DossierLineFragment = { id: string, code: string, state: DossierState, dueAt: string | null, procedure: { name: string } | null, receivingUnit: { name: string } | null };

export type OverdueDossiersQueryVariables = Exact<{
  unit?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type OverdueDossiersQuery = { dossiers: { totalCount: number, edges: Array<{ node: { id: string, code: string, state: DossierState, dueAt: string | null, procedure: { name: string } | null, receivingUnit: { name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type NodeByIdQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeByIdQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { state: DeliveryState, id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { code: string, id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type RetryDeliveryMutationVariables = Exact<{
  id: string | number;
}>;


export type RetryDeliveryMutation = { retryDelivery: { delivery: { id: string, state: DeliveryState } | null, errors: Array<{ code: ProblemCode, message: string, path: Array<string> }> } };

export type DeliverySettledSubscriptionVariables = Exact<{
  unit?: string | null | undefined;
  states?: Array<DeliveryState> | DeliveryState | null | undefined;
  since?: string | null | undefined;
}>;


export type DeliverySettledSubscription = { deliverySettled: { resumeFrom: string, delivery: { id: string, changedAt: string, portal: string, kind: DeliveryKind, state: DeliveryState, holdReason: HoldReason | null, message: string | null, dossier: { code: string } | null, notice: { code: string } | null } } };

export const OverdueDossiers: Operation<'query', OverdueDossiersQuery, OverdueDossiersQueryVariables> = {
  kind: 'query',
  text: `fragment DossierLine on Dossier {
  id
  code
  state
  dueAt
  procedure {
    name
  }
  receivingUnit {
    name
  }
}

query OverdueDossiers($unit: String, $first: Int = 20, $after: String) {
  dossiers(
    unit: $unit
    overdue: true
    orderBy: DUE_ASC
    first: $first
    after: $after
  ) {
    totalCount
    edges {
      node {
        ...DossierLine
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
};

export const NodeById: Operation<'query', NodeByIdQuery, NodeByIdQueryVariables> = {
  kind: 'query',
  text: `query NodeById($id: ID!) {
  node(id: $id) {
    id
    ... on Dossier {
      code
    }
    ... on Delivery {
      state
    }
  }
}`,
};

export const RetryDelivery: Operation<'mutation', RetryDeliveryMutation, RetryDeliveryMutationVariables> = {
  kind: 'mutation',
  text: `mutation RetryDelivery($id: ID!) {
  retryDelivery(input: {id: $id}) {
    delivery {
      id
      state
    }
    errors {
      code
      message
      path
    }
  }
}`,
};

export const DeliverySettled: Operation<'subscription', DeliverySettledSubscription, DeliverySettledSubscriptionVariables> = {
  kind: 'subscription',
  text: `subscription DeliverySettled($unit: String, $states: [DeliveryState!], $since: DateTime) {
  deliverySettled(unit: $unit, states: $states, since: $since) {
    resumeFrom
    delivery {
      id
      changedAt
      portal
      kind
      state
      holdReason
      message
      dossier {
        code
      }
      notice {
        code
      }
    }
  }
}`,
};
