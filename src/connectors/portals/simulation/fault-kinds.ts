/** Which of the two simulators can play a fault. */
export type FaultScope = 'both' | 'national' | 'provincial';

interface FaultDescription {
  kind: string;
  scope: FaultScope;
  /** What the portal does, in English. */
  text: string;
  /** The same in Vietnamese. */
  textVi: string;
}

/** Every fault that the contracts ask of the simulators (provincial portal contract, section 5), as data for help and docs. */
export const FAULTS = [
  {
    kind: 'latency',
    scope: 'both',
    text: 'answers `ms` later (default 200)',
    textVi: 'trả lời chậm `ms` mili giây (mặc định 200)',
  },
  {
    kind: 'status500',
    scope: 'both',
    text: 'HTTP 500 with bare text; nothing applied',
    textVi: 'HTTP 500 kèm chữ trơn; không ghi nhận gì',
  },
  {
    kind: 'status503',
    scope: 'both',
    text: 'HTTP 503; nothing processed',
    textVi: 'HTTP 503; không xử lý gì',
  },
  {
    kind: 'status429',
    scope: 'both',
    text: 'HTTP 429 with Retry-After (`ms`, default 1000); nothing processed',
    textVi: 'HTTP 429 kèm Retry-After (`ms`, mặc định 1000); không xử lý gì',
  },
  {
    kind: 'resetBeforeRead',
    scope: 'both',
    text: 'connection reset before the request is read',
    textVi: 'ngắt kết nối trước khi đọc yêu cầu',
  },
  {
    kind: 'resetAfterApply',
    scope: 'both',
    text: 'applied, then the connection is reset',
    textVi: 'đã ghi nhận rồi ngắt kết nối',
  },
  {
    kind: 'applied500',
    scope: 'both',
    text: 'applied, then HTTP 500',
    textVi: 'đã ghi nhận rồi trả HTTP 500',
  },
  {
    kind: 'applied504',
    scope: 'both',
    text: 'applied, then HTTP 504',
    textVi: 'đã ghi nhận rồi trả HTTP 504',
  },
  {
    kind: 'timeoutAfterApply',
    scope: 'both',
    text: 'applied, then no answer at all (`ms`: reset after so long)',
    textVi: 'đã ghi nhận rồi im lặng (`ms`: ngắt sau chừng ấy)',
  },
  {
    kind: 'readBackLag',
    scope: 'both',
    text: 'a write shows in look-ups only `ms` later (default 3000)',
    textVi: 'dữ liệu vừa ghi chỉ tra cứu được sau `ms` (mặc định 3000)',
  },
  {
    kind: 'halfBody',
    scope: 'both',
    text: 'HTTP 200 with half a body; a write is applied or not',
    textVi: 'HTTP 200 nhưng thân bị cụt; có thể đã ghi nhận hoặc chưa',
  },
  {
    kind: 'html200',
    scope: 'both',
    text: 'HTTP 200 with an HTML page; a write is applied or not',
    textVi: 'HTTP 200 nhưng là trang HTML; có thể đã ghi nhận hoặc chưa',
  },
  {
    kind: 'otherShape',
    scope: 'both',
    text: 'HTTP 200 with valid JSON of another shape; a write is applied or not',
    textVi: 'HTTP 200, JSON hợp lệ nhưng sai cấu trúc; có thể đã ghi nhận hoặc chưa',
  },
  {
    kind: 'sessionExpired',
    scope: 'both',
    text: 'the session or token ends in the middle',
    textVi: 'phiên hoặc mã truy cập hết hạn giữa chừng',
  },
  {
    kind: 'otherLogin',
    scope: 'both',
    text: "another client's login ends ours",
    textVi: 'máy khác đăng nhập làm mất phiên của ta',
  },
  {
    kind: 'refuseRecord',
    scope: 'both',
    text: 'refuses one record by code (`code`, default 17); `rate` is the share of keys, `keys` names them',
    textVi:
      'từ chối một hồ sơ bằng mã lỗi (`code`, mặc định 17); `rate` là tỷ lệ mã bị từ chối, `keys` nêu đích danh',
  },
  {
    kind: 'busy',
    scope: 'both',
    text: 'says busy: code -9, or Status 503; nothing processed',
    textVi: 'báo bận: mã -9 hoặc Status 503; không xử lý gì',
  },
  {
    kind: 'batchAtomic',
    scope: 'national',
    text: 'one bad item refuses the whole batch',
    textVi: 'một mục lỗi làm cả lô bị từ chối',
  },
  {
    kind: 'batchListed',
    scope: 'national',
    text: 'a batch is answered item by item',
    textVi: 'lô được trả lời theo từng mục',
  },
  {
    kind: 'batchSilentPart',
    scope: 'national',
    text: 'the batch is refused, yet some items were applied',
    textVi: 'lô bị từ chối nhưng vài mục đã được ghi nhận',
  },
  {
    kind: 'maintenance',
    scope: 'both',
    text: 'everything answers 503 or an HTML page for `for` ms (`html`)',
    textVi: 'bảo trì: mọi yêu cầu nhận 503 hoặc trang HTML trong `for` mili giây (`html`)',
  },
  {
    kind: 'down',
    scope: 'both',
    text: 'stops listening for `for` ms (default 5000), then listens again on the same port',
    textVi: 'ngừng lắng nghe trong `for` mili giây (mặc định 5000) rồi mở lại đúng cổng cũ',
  },
  {
    kind: 'drift',
    scope: 'both',
    text: 'the portal changes a record by itself',
    textVi: 'cổng tự sửa một hồ sơ',
  },
  { kind: 'loseRecord', scope: 'both', text: 'the portal loses a record', textVi: 'cổng làm mất một hồ sơ' },
] as const satisfies readonly FaultDescription[];

export type FaultKind = (typeof FAULTS)[number]['kind'];

export function isFaultKind(text: string): text is FaultKind {
  return FAULTS.some((fault) => fault.kind === text);
}

/** When and where a fault plays. All that is given must hold. */
export interface FaultRule {
  kind: FaultKind;
  /** Probability per call that could be hit, 0–1; of `refuseRecord` the share of keys. Default 1. */
  rate?: number;
  /** Plays at most so often (of `refuseRecord`: refuses at most so many keys). */
  times?: number;
  /** Lets so many calls that could be hit pass first. */
  after?: number;
  /** Then only every n-th of them. */
  every?: number;
  match?: FaultMatch;
  /** How long: `maintenance` and `down` from the moment they begin, any other rule from the moment it was set; ms. */
  for?: number;
  /** A duration that the kind explains, ms. */
  ms?: number;
  /** Of `refuseRecord`: the portal's code. Default 17. */
  code?: number;
  /** Of `refuseRecord`: the portal's words. */
  message?: string;
  /** Of `refuseRecord`: the keys to refuse; without `rate` then only these. */
  keys?: string[];
  /** Of `maintenance`: true an HTML page with 200, false a 503. Default false. */
  html?: boolean;
}

/** `service`: a service of the envelope or a route's name; `path`: how the path begins; `key`: one dossier or notice. `*` stands for anything. */
export interface FaultMatch {
  service?: string;
  path?: string;
  key?: string;
}
