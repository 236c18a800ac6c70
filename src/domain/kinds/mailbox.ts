import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';
import type { OfficialState } from './official-states.js';

export const MAILBOX_HOLDERS = ['POST', 'PERSON'] as const;
export type MailboxHolder = (typeof MAILBOX_HOLDERS)[number];

export const MAILBOX_STATES = ['REQUESTED', 'ACTIVE', 'LOCKED', 'MAINTENANCE', 'CLOSED', 'UNKNOWN'] as const;
export type MailboxState = (typeof MAILBOX_STATES)[number];

/** Whose file says this has left: the box is to be closed, unless another file of the same person says that they serve. */
export const OWNER_LEFT: readonly OfficialState[] = [
  'TRANSFERRED',
  'RETIRED',
  'RESIGNED',
  'DISMISSED',
  'DECEASED',
];

/** An official mailbox (hộp thư công vụ), as the directory of the mail system has it. Never a message, never a password. */
export interface MailboxRecord {
  kind: 'mailbox';
  /** `zimbraId`, `entryUUID` or `objectGUID`: an address is renamed, this is not. */
  code: string;
  /** Lower case. Of a person it is personal. */
  address: string;
  holderKind: MailboxHolder;
  name: string;
  title?: string;
  unit: string;
  state: MailboxState;
  lastUsedAt?: Instant;
  createdAt?: Instant;
  /** Absent: not known, or without limit as {@link unlimited} says. */
  quotaBytes?: number;
  /** Whether it may grow as it will; absent: not known. */
  unlimited?: boolean;
  usedBytes?: number;
  /** Further addresses of the same box, lower case. */
  aliases: string[];
  phone?: string;
  /** Of the person whose it is: 12 digits. */
  personalId?: string;
  /** Số hiệu of the official whose it is: of the box's unit, or with the managing agency before it (`H56.14.3/CB-1`). */
  officialCode?: string;
  changedAt: Instant;
  deleted?: boolean;
}

export const mailbox = {
  kind: 'mailbox',
  label: 'Hộp thư công vụ',
  permission: 'mailboxes.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'own',
  codes: [{ property: 'unit', field: 'DonVi', type: 'unit', required: true }],
  afterDeath: ['CLOSED'] satisfies MailboxState[],
  lists: ['Mailbox'],
  classes: {
    Query: { mailboxes: 'I', mailbox: 'I' },
    Mailbox: {
      id: 'I',
      code: 'I',
      address: 'BASIC',
      postAddress: 'P',
      holderKind: 'I',
      name: 'I',
      title: 'I',
      unit: 'P',
      state: 'I',
      lastUsedAt: 'I',
      createdAt: 'I',
      quotaBytes: 'I',
      unlimited: 'I',
      usedBytes: 'I',
      aliases: 'I',
      phone: 'BASIC',
      personalId: 'BASIC',
      officialCode: 'I',
      officials: 'I',
      ownerLeft: 'I',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    MailboxAlias: { address: 'BASIC' },
    Unit: { mailboxes: 'I' },
    Official: { mailboxes: 'I' },
  },
} as const satisfies KindFacts<MailboxRecord['kind'], keyof MailboxRecord>;
