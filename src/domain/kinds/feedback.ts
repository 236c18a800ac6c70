import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

/** In the order in which they follow; what needs no publishing is closed after its answer. */
export const FEEDBACK_STATES = ['RECEIVED', 'ASSIGNED', 'ANSWERED', 'PUBLISHED', 'CLOSED'] as const;
export type FeedbackState = (typeof FEEDBACK_STATES)[number];

/** A report of something that is wrong (phản ánh), or a proposal (kiến nghị). */
export const FEEDBACK_TYPES = ['PHAN_ANH', 'KIEN_NGHI'] as const;
export type FeedbackType = (typeof FEEDBACK_TYPES)[number];

export const FEEDBACK_CHANNELS = ['PORTAL', 'APP', 'PHONE', 'DESK', 'POST'] as const;
export type FeedbackChannel = (typeof FEEDBACK_CHANNELS)[number];

/** When each step was taken; absent: not yet. A step may be left out by a system that only tells the last. */
export interface FeedbackTimes {
  receivedAt: Instant;
  assignedAt?: Instant;
  answeredAt?: Instant;
  publishedAt?: Instant;
  closedAt?: Instant;
}

/** Who sent it; all of it personal. */
export interface FeedbackSender {
  name?: string;
  phone?: string;
  email?: string;
  address?: string;
}

/** What a citizen says to the administration (phản ánh, kiến nghị – PAKN), and what it answers. */
export interface FeedbackRecord extends FeedbackTimes {
  kind: 'feedback';
  /** MaPhanAnh */
  code: string;
  type: FeedbackType;
  channel?: FeedbackChannel;
  /** Who answers. */
  unit: string;
  /** Field of the administration that it is about, as the system writes it. */
  field: string;
  /** As it was sent. */
  title: string;
  /** As it was sent; may name anybody. */
  content: string;
  sender: FeedbackSender;
  /** Of the sender: 12 digits, or 9 of the older card. */
  personalId?: string;
  dueAt?: Instant;
  /** As the sender gets it; may name them. */
  answer?: string;
  /** Both as they were published: for everybody. */
  publishedContent?: string;
  publishedAnswer?: string;
  /** What the sender says of the answer; absent: nothing yet. */
  satisfied?: boolean;
  changedAt: Instant;
  deleted?: boolean;
}

/** The state is the last step that was taken: no source writes it twice. */
export function feedbackState({
  assignedAt,
  answeredAt,
  publishedAt,
  closedAt,
}: FeedbackTimes): FeedbackState {
  if (closedAt !== undefined) return 'CLOSED';
  if (publishedAt !== undefined) return 'PUBLISHED';
  if (answeredAt !== undefined) return 'ANSWERED';
  return assignedAt === undefined ? 'RECEIVED' : 'ASSIGNED';
}

export const feedback = {
  kind: 'feedback',
  label: 'Phản ánh, kiến nghị',
  permission: 'feedback.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  // Its unit's until it is published, then everybody's (reads/feedback.ts).
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  lists: ['Feedback'],
  classes: {
    Query: { feedbackList: 'I', feedback: 'I' },
    Feedback: {
      id: 'I',
      code: 'I',
      type: 'I',
      channel: 'I',
      unit: 'P',
      field: 'I',
      // A citizen's own words: they name people and what befell them.
      title: 'PD',
      content: 'PD',
      senderName: 'BASIC',
      senderPhone: 'BASIC',
      senderEmail: 'BASIC',
      senderAddress: 'BASIC',
      personalId: 'BASIC',
      state: 'I',
      receivedAt: 'I',
      assignedAt: 'I',
      dueAt: 'I',
      answeredAt: 'I',
      overdue: 'I',
      answer: 'PD',
      publishedAt: 'P',
      publishedContent: 'P',
      publishedAnswer: 'P',
      closedAt: 'I',
      satisfied: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    Unit: { feedback: 'I' },
  },
} as const satisfies KindFacts<FeedbackRecord['kind'], keyof FeedbackRecord>;
