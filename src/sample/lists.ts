import type { Json } from '../domain/canonical.js';
import { addWorking, DAY, termOf } from './calendar.js';
import { EVENTS } from './events.js';
import { form, type RawForm, type Style } from './form.js';
import { personName } from './people.js';
import type { DossierPlan, PlannedEvent } from './plan.js';
import { Random } from './random.js';
import { nameInPost } from './residents.js';
import { isXml, signingWay } from './signing/results.js';

/** Papers handed in are scans of a small stock; each result is a file of its own. */
export const PAPERS_IN_STOCK = 60;

const DESK = 'Bộ phận Tiếp nhận và Trả kết quả';
const ROLES = {
  citizen: { title: undefined, department: undefined },
  desk: { title: 'Công chức một cửa', department: DESK },
  leader: { title: 'Lãnh đạo đơn vị', department: 'Lãnh đạo' },
  officer: { title: 'Chuyên viên', department: 'Bộ phận chuyên môn' },
} as const;

const POSTS = {
  desk: 'Giám đốc Trung tâm phục vụ hành chính công',
  leader: 'Chủ tịch UBND',
  officer: 'Chuyên viên tư pháp – hộ tịch',
} as const;

export interface ListContext {
  plan: DossierPlan;
  /** What is told so far. */
  events: readonly PlannedEvent[];
  style: Style;
  seed: string | number;
  withFiles: boolean;
}

/** The same person or choice in every version of a dossier: drawn by name, not in turn. */
function drawn({ plan, seed }: ListContext, ...what: (string | number)[]): Random {
  return new Random(seed, 'list', plan.index, ...what);
}

export function traceList(context: ListContext): RawForm[] {
  const { events, style } = context;
  const sorted = [...events].sort((a, b) => a.at - b.at);
  return sorted.map((event) => {
    const facts = EVENTS[event.kind];
    const role = ROLES[facts.role];
    const position = context.plan.events.indexOf(event);
    const random = drawn(context, 'event', position);
    return form({
      ThoiDiem: style.time(event.at),
      TrangThai: style.number(event.state),
      NguoiXuLy:
        facts.role === 'citizen'
          ? 'Cổng dịch vụ công'
          : officerOf(context, facts.role, event.kind === 'review'),
      ChucDanh: role.title,
      PhongBan: role.department,
      // Now and then an officer writes nothing.
      NoiDung: random.chance(0.03) ? undefined : random.pick(facts.notes),
      BatDau: event.kind === 'work' ? style.time(event.at) : undefined,
      Han:
        event.kind === 'work'
          ? style.time(addWorking(event.at, termOf(context.plan.procedure.term)))
          : undefined,
    });
  });
}

/** Most are of the unit's officials; the rest have no file here. */
function officerOf(context: ListContext, role: keyof typeof POSTS, again: boolean): string {
  const random = drawn(context, 'officer', role, again ? 1 : 0);
  const { receiving, processing } = context.plan.place;
  const known = random.chance(0.7)
    ? nameInPost(context.seed, processing ?? receiving, POSTS[role])
    : undefined;
  return known ?? personName(random);
}

export function paperList(context: ListContext): RawForm[] {
  const { plan, style, withFiles } = context;
  const online = plan.channel === 2;
  const papers: { code?: string; name: string }[] = [...plan.procedure.components];
  if (drawn(context, 'card').chance(0.3)) papers.push({ name: 'Bản sao thẻ Căn cước công dân' });
  return papers.map(({ code, name }, index) => {
    const random = drawn(context, 'paper', index);
    const scanned = online || random.chance(0.4);
    const number = random.int(1, PAPERS_IN_STOCK);
    const originals = !scanned || random.chance(0.3) ? 1 : undefined;
    return form({
      Ma: code,
      Ten: name,
      TepDinhKem: scanned && withFiles ? paperPath(number) : undefined,
      SoHoa: scanned ? style.flag(true) : undefined,
      TaiSuDung: scanned ? style.flag(random.chance(0.15)) : undefined,
      TuKhoQuocGia: online ? style.flag(random.chance(0.05)) : undefined,
      SoBanChinh: originals === undefined ? undefined : style.number(originals),
      SoBanSao: !scanned && random.chance(0.5) ? style.number(random.int(1, 3)) : undefined,
    });
  });
}

/** Of a finished dossier: one result, sometimes a second; one in twelve without a file. */
export function resultList(context: ListContext): RawForm[] {
  const { plan, events, style, withFiles } = context;
  const finished = events.find(({ kind }) => kind === 'finish');
  const now = events.at(-1)?.state;
  if (!finished || (now !== 9 && now !== 10)) return [];
  const { resultCode, resultName } = plan.procedure;
  const count = drawn(context, 'results').chance(0.08) ? 2 : 1;
  return Array.from({ length: count }, (_, index) => {
    const random = drawn(context, 'result', index);
    const hasFile = withFiles && !random.chance(1 / 12);
    return form({
      Ma: resultCode,
      Ten: index === 0 ? resultName : `${resultName} (phụ lục)`,
      SoKyHieu: `${random.int(1, 900)}/KQ-${plan.place.receiving.code.split('.').at(-1)}`,
      NgayKy: style.day(finished.at),
      NguoiKy: personName(drawn(context, 'signer')),
      TepDinhKem: hasFile ? resultPath(plan, index) : undefined,
      MaGiayTo: random.chance(0.5) ? `${resultCode}.GT` : undefined,
    });
  });
}

export function feeList(context: ListContext): RawForm[] {
  const { plan, events, style } = context;
  const { fee, feeName, code } = plan.procedure;
  if (fee === 0 || feeName === undefined) return [];
  const pages = code === '2.000815' ? drawn(context, 'pages').int(1, 12) : 1;
  const paid = events.find(({ kind }) => kind === 'paid') ?? events.find(({ kind }) => kind === 'receive');
  const owed = events.at(-1)?.kind === 'charge';
  return [
    form({
      Ten: feeName,
      Ma: `PLP.${code}`,
      Loai: style.number(feeName.startsWith('Phí') ? 1 : 2),
      SoTien: style.number(fee * pages),
      HinhThucThu: paysOnline(context) ? 'Trực tuyến' : 'Tiền mặt',
      DaThu: style.flag(paid !== undefined && !owed),
      NgayThu: owed ? undefined : style.time(paid?.at),
    }),
  ];
}

export function paysOnline(context: ListContext): boolean {
  return context.plan.channel === 2 && drawn(context, 'pay').chance(0.6);
}

export function supplementList(context: ListContext, due: number | undefined): RawForm[] {
  const { plan, events, style } = context;
  const asked = events.find(({ kind }) => kind === 'supplement');
  if (!asked) return [];
  const answer = events.find(({ kind }) => kind === 'answer');
  return [
    form({
      Id: `BS-${plan.index + 1}-1`,
      NguoiYeuCau: personName(drawn(context, 'officer', 'officer', 0)),
      NoiDung: 'Đề nghị bổ sung bản sao có chứng thực và tờ khai ghi đủ thông tin',
      NgayYeuCau: style.time(asked.at),
      NgayBoSung: style.time(answer?.at),
      NguoiTiepNhan: answer ? personName(drawn(context, 'officer', 'desk', 0)) : undefined,
      HenTraTruoc: style.time(due),
      HenTraMoi: answer ? style.time(newDue(plan, answer.at, due)) : undefined,
      TrangThai: style.number(answer ? 2 : 1),
    }),
  ];
}

/** The due time after the citizen's answer: half the term from then, never earlier than it was. */
export function newDue(plan: DossierPlan, answeredAt: number, due: number | undefined): number {
  return Math.max(due ?? 0, addWorking(answeredAt, termOf(plan.procedure.term) / 2));
}

export function rating(context: ListContext, now: number): Json | undefined {
  const returned = context.events.find(({ kind }) => kind === 'return');
  const random = drawn(context, 'rating');
  if (!returned || !random.chance(0.4)) return undefined;
  const level = random.weighted([
    [1, 60],
    [2, 34],
    [3, 6],
  ] as const);
  return form({
    MucDo: context.style.number(level),
    NoiDung: level === 3 ? 'Thời gian chờ lâu' : undefined,
    ThoiDiem: context.style.time(Math.min(now, returned.at + DAY / 24)),
  });
}

export function paperPath(number: number): string {
  return `giay-to/mau-${String(number).padStart(3, '0')}.pdf`;
}

export function resultPath(plan: DossierPlan, index: number): string {
  const folder = String(Math.floor(plan.index / 1000)).padStart(3, '0');
  return `ket-qua/${folder}/${plan.code}-${index + 1}.${isXml(signingWay(plan)) ? 'xml' : 'pdf'}`;
}
