import type { DossierState } from '../domain/states.js';
import type { Random } from './random.js';

/** What happens to a dossier; each is one entry of its trace. */
export type EventKind =
  | 'submit'
  | 'check'
  | 'refuse'
  | 'receive'
  | 'forward'
  | 'assign'
  | 'work'
  | 'review'
  | 'sign'
  | 'supplement'
  | 'answer'
  | 'charge'
  | 'paid'
  | 'withdraw'
  | 'stop'
  | 'finish'
  | 'return'
  | 'handBack'
  | 'reopen'
  | 'correct';

interface EventFacts {
  state: DossierState;
  /** Who does it. */
  role: 'citizen' | 'desk' | 'leader' | 'officer';
  notes: readonly string[];
  /** Share of the term's working time that lies before it, beside the others'. */
  weight: number;
}

export const EVENTS: Readonly<Record<EventKind, EventFacts>> = {
  submit: { state: 1, role: 'citizen', notes: ['Nộp hồ sơ trực tuyến'], weight: 0 },
  check: {
    state: 1,
    role: 'desk',
    notes: ['Kiểm tra thành phần hồ sơ', 'Hồ sơ chờ tiếp nhận'],
    weight: 0.05,
  },
  refuse: { state: 3, role: 'desk', notes: ['Từ chối tiếp nhận: hồ sơ không thuộc thẩm quyền'], weight: 0.1 },
  receive: {
    state: 2,
    role: 'desk',
    notes: ['Tiếp nhận hồ sơ', 'Tiếp nhận hồ sơ và hẹn trả kết quả'],
    weight: 0.05,
  },
  forward: {
    state: 2,
    role: 'desk',
    notes: ['Chuyển hồ sơ đến bộ phận chuyên môn', 'Bàn giao hồ sơ'],
    weight: 0.05,
  },
  assign: { state: 4, role: 'leader', notes: ['Phân công xử lý hồ sơ'], weight: 0.1 },
  work: {
    state: 4,
    role: 'officer',
    notes: ['Thụ lý hồ sơ', 'Thẩm tra, xác minh hồ sơ', 'Soạn thảo kết quả'],
    weight: 0.3,
  },
  review: { state: 4, role: 'leader', notes: ['Thẩm định kết quả', 'Kiểm tra dự thảo kết quả'], weight: 0.2 },
  sign: { state: 4, role: 'leader', notes: ['Ký duyệt kết quả', 'Trình ký, đóng dấu'], weight: 0.15 },
  supplement: {
    state: 5,
    role: 'officer',
    notes: ['Yêu cầu bổ sung giấy tờ', 'Đề nghị bổ sung hồ sơ'],
    weight: 0.1,
  },
  answer: { state: 4, role: 'desk', notes: ['Tiếp nhận giấy tờ bổ sung'], weight: 0.2 },
  charge: { state: 6, role: 'desk', notes: ['Yêu cầu thực hiện nghĩa vụ tài chính'], weight: 0.1 },
  paid: { state: 4, role: 'desk', notes: ['Xác nhận đã nộp phí, lệ phí'], weight: 0.1 },
  withdraw: { state: 7, role: 'desk', notes: ['Công dân đề nghị rút hồ sơ'], weight: 0.2 },
  stop: { state: 8, role: 'officer', notes: ['Dừng xử lý: chờ ý kiến cơ quan phối hợp'], weight: 0.2 },
  finish: {
    state: 9,
    role: 'desk',
    notes: ['Đã có kết quả giải quyết', 'Xử lý xong, chuyển trả kết quả'],
    weight: 0.1,
  },
  return: { state: 10, role: 'desk', notes: ['Trả kết quả cho công dân'], weight: 0.1 },
  handBack: { state: 10, role: 'desk', notes: ['Trả lại hồ sơ cho công dân'], weight: 0.1 },
  reopen: { state: 4, role: 'leader', notes: ['Mở lại hồ sơ để đính chính kết quả'], weight: 0.1 },
  correct: { state: 9, role: 'desk', notes: ['Thu hồi kết quả để đính chính'], weight: 0.1 },
};

/** How a dossier came to its last state: 3–8 events, each step legal. `online`: handed in over the network. */
export function eventsOf(last: DossierState, online: boolean, hasFee: boolean, random: Random): EventKind[] {
  const start: EventKind[] = online ? ['submit', 'receive'] : ['receive'];
  switch (last) {
    case 1:
      return ['submit', 'check', 'check'];
    case 2:
      return [...start, 'forward', 'forward'];
    case 3:
      return ['submit', 'check', 'refuse'];
    case 4:
      return [...start, 'assign', ...detour(hasFee, random), 'work', ...(random.chance(0.5) ? review : [])];
    case 5:
      return [...start, 'assign', 'work', 'supplement'];
    case 6:
      return [...start, 'assign', 'charge'];
    case 7:
      // Some are taken back before they were received.
      return online && random.chance(0.3)
        ? ['submit', 'check', 'withdraw']
        : [...start, 'assign', 'withdraw'];
    case 8:
      return [...start, 'assign', 'work', 'stop'];
    case 9:
      return [...start, 'assign', ...middle(hasFee, random), 'finish'];
    case 10:
      return random.chance(0.04)
        ? [...start, 'assign', 'withdraw', 'handBack']
        : [...start, 'assign', ...middle(hasFee, random), 'finish', 'return'];
  }
}

const review: EventKind[] = ['review'];

function detour(hasFee: boolean, random: Random): EventKind[] {
  if (random.chance(0.15)) return ['supplement', 'answer'];
  return hasFee && random.chance(0.2) ? ['charge', 'paid'] : [];
}

/** Between assignment and end: at most three, so that no dossier has more than eight entries. */
function middle(hasFee: boolean, random: Random): EventKind[] {
  const aside = detour(hasFee, random);
  if (aside.length > 0) return [...aside, 'work'];
  return random.pick<EventKind[]>([['work'], ['work', 'sign'], ['work', 'review', 'sign']]);
}
