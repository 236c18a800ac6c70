/** A delivery's states: a promise to clients of the API. */
export const DELIVERY_STATES = [
  'PENDING',
  'SENDING',
  'UNKNOWN',
  'DELIVERED',
  'REFUSED',
  'HELD',
  'EXHAUSTED',
  'SUPERSEDED',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a delivery is HELD: our data, or a person, has to say something first. */
export const HOLD_REASONS = [
  'MISSING_FIELD',
  'TOO_LONG',
  'FILE_TOO_LARGE',
  'FILE_UNAVAILABLE',
  'FILE_HOST_NOT_ALLOWED',
  'DELETED_AT_SOURCE',
  'READ_BACK_IMPOSSIBLE',
  'AMBIGUOUS_AT_PORTAL',
  'BEFORE_FIRST_CONTACT',
  'NO_ACCOUNT',
  'NOT_AT_PORTAL',
  'UNRENDERABLE',
  'BRAKE',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** What a delivery carries in its lane: one version of the record, or one trace entry appended there. */
export type DeliveryKind = 'RECORD' | 'ENTRY';
/** A record is published or, for notices, taken down. */
export type Phase = 'PUBLISH' | 'WITHDRAW';
/** The form a subject takes at a portal; a notice has two at the provincial one. */
export type LaneForm = 'record' | 'article' | 'legal';
export type LaneState = 'IDLE' | 'BUSY' | 'UNKNOWN';
export type LaneTask = 'SEND' | 'LOOK';

/** Things worth an officer's eye that stop nothing. Stored on deliveries and dossiers. */
export const FLAGS = [
  'SUMMARY_CUT',
  'NO_RESULT_FILE',
  'BACK_DATED',
  'EDITED_AFTER_SENDING',
  'REMOVED_AFTER_SENDING',
  'HANDED_IN_AGAIN',
  'REOPENED',
  'CORRECTED',
  'DESK_CORRECTION',
  'DELETED_AT_SOURCE',
] as const;
export type Flag = (typeof FLAGS)[number];
