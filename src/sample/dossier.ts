import { addWorking, MINUTE, termOf } from './calendar.js';
import { form, type RawForm, styleOf } from './form.js';
import {
  feeList,
  type ListContext,
  newDue,
  paperList,
  paysOnline,
  rating,
  resultList,
  supplementList,
  traceList,
} from './lists.js';
import { addressOf, emailOf, identityNumber, organisationName, phoneNumber, technicalId } from './people.js';
import type { DossierPlan, PlannedEvent } from './plan.js';
import { Random } from './random.js';
import { APPLICANTS, resident } from './residents.js';

export interface DossierOptions {
  seed: string | number;
  now: number;
  withFiles: boolean;
}

/** The record as a desk would write it once the first `told` events have happened. */
export function dossierForm(plan: DossierPlan, told: number, options: DossierOptions): RawForm {
  const { seed, now, withFiles } = options;
  const random = new Random(seed, 'person', plan.index);
  const style = styleOf(new Random(seed, 'style', plan.index));
  const events = plan.events.slice(0, told);
  const context: ListContext = { plan, events, style, seed, withFiles };
  const { state, changedAt } = latest(plan, events);
  const times = timesOf(plan, events, state);
  const owner = ownerOf(plan, seed, random);
  const record = form({
    MaHoSo: plan.code,
    MaTTHC: random.chance(0.05) ? `${plan.procedure.code}.000.00.00.H56` : plan.procedure.code,
    DonVi: plan.place.receiving.code,
    DonViXuLy: plan.place.processing?.code,
    KenhThucHien: style.number(plan.channel),
    LoaiDoiTuong: style.number(owner.type),
    ChuHoSo: owner.name,
    LoaiDinhDanh: owner.identity === undefined ? undefined : style.number(owner.identityType),
    SoDinhDanh: owner.identity,
    SoDienThoai: owner.phone,
    Email: owner.email,
    DiaChi: owner.address,
    MaDoiTuong: owner.technicalId,
    TrichYeuHoSo: summaryOf(plan, owner.name),
    NoiNop: plan.channel === 2 ? style.number(random.chance(0.6) ? 1 : 2) : undefined,
    NgayNopHoSo: style.time(times.submitted),
    NgayTiepNhan: style.time(times.received),
    NgayHenTra: style.time(times.due),
    NgayKetThucXuLy: style.time(times.finished),
    NgayTra: style.time(times.returned),
    NgayTuChoi: style.time(times.refused),
    TrangThaiHoSo: style.number(state),
    HinhThucTra: style.number(plan.channel === 3 || random.chance(0.08) ? 1 : 0),
    XacThucVNeID: style.flag(owner.technicalId !== undefined),
    ThanhToanTrucTuyen: style.number(plan.procedure.fee > 0 && paysOnline(context) ? random.int(1, 2) : 0),
    NgayCapNhat: style.time(changedAt),
    QuaTrinh: traceList(context),
    ThanhPhan: paperList(context),
    KetQua: resultList(context),
    LePhi: feeList(context),
    BoSung: supplementList(context, times.firstDue),
    DanhGia: rating(context, now),
  });
  return plan.index % 40 === 13 ? decomposed(record) : record;
}

interface Times {
  submitted: number | undefined;
  received: number | undefined;
  firstDue: number | undefined;
  due: number | undefined;
  finished: number | undefined;
  returned: number | undefined;
  refused: number | undefined;
}

function timesOf(plan: DossierPlan, events: readonly PlannedEvent[], state: number): Times {
  const at = (kind: PlannedEvent['kind']) => events.find((event) => event.kind === kind)?.at;
  const received = at('receive');
  const answered = at('answer');
  const firstDue = received === undefined ? undefined : addWorking(received, termOf(plan.procedure.term));
  const finished = state === 9 || state === 10 ? at('finish') : undefined;
  return {
    submitted: at('submit') ?? (received === undefined ? undefined : received - 10 * MINUTE),
    received,
    firstDue,
    due: answered === undefined ? firstDue : newDue(plan, answered, firstDue),
    finished,
    returned: state === 10 ? (at('return') ?? at('handBack')) : undefined,
    refused: state === 3 ? at('refuse') : undefined,
  };
}

/** The state is the last thing told, except that a back-dated entry changes nothing. */
export function latest(
  plan: DossierPlan,
  events: readonly PlannedEvent[],
): { state: number; changedAt: number } {
  const backDated = plan.special === 'backDated' && events.length === plan.events.length;
  const last = backDated ? events.at(-2) : events.at(-1);
  if (!last) throw new RangeError('a dossier without events');
  return { state: last.state, changedAt: last.at + (backDated ? 30 * MINUTE : 0) };
}

function ownerOf(plan: DossierPlan, seed: string | number, random: Random) {
  const business = plan.procedure.fieldCode === 'G05-KH04';
  const notary = plan.procedure.fieldCode === 'G15-TP08';
  const type = business && random.chance(0.7) ? 2 : notary && random.chance(0.1) ? random.int(2, 4) : 1;
  const person = type === 1 ? resident(seed, random.int(0, APPLICANTS - 1)) : undefined;
  const name = person?.name ?? organisationName(type, random);
  const identityType = random.chance(0.95) ? 1 : 2;
  const number = identityType === 1 && person ? person.personalId : identityNumber(identityType, random);
  return {
    type,
    name,
    identityType,
    identity: random.chance(0.97) ? number : undefined,
    phone: random.chance(0.96) ? phoneNumber(random) : undefined,
    email: random.chance(0.35) ? emailOf(name, random) : undefined,
    address: random.chance(0.92) ? addressOf(random) : undefined,
    technicalId: plan.channel === 2 && random.chance(0.6) ? technicalId(random) : undefined,
  } as const;
}

function summaryOf(plan: DossierPlan, name: string): string {
  const short = `${plan.procedure.name} – ${name}`;
  // Some write a novel; the national portal takes 1,000 characters.
  return plan.index % 500 === 33 ? `${short}. ${'Kèm theo thuyết minh chi tiết. '.repeat(40)}`.trim() : short;
}

/** Some systems write letters and marks apart (NFD). */
function decomposed(record: RawForm): RawForm {
  const apart: RawForm = { ...record };
  for (const key of ['ChuHoSo', 'TrichYeuHoSo', 'DiaChi']) {
    const value = apart[key];
    if (typeof value === 'string') apart[key] = value.normalize('NFD');
  }
  return apart;
}
