import { type KindPermission, kinds } from '../domain/kinds/index.js';
import type { Role } from '../domain/role.js';
import type { Principal } from './principal.js';
import { Refusal } from './refusal.js';

/** What can be allowed. Reading a kind of thing, writing, starting work, and the operators' pages. */
const OF_THE_HUB = [
  'catalogue.read',
  'dossiers.read',
  'notices.read',
  'deliveries.read',
  'lanes.read',
  'queues.read',
  'syncRuns.read',
  'quarantine.read',
  'differences.read',
  'access.read',
  'dossiers.write',
  'notices.write',
  'hold.release',
  'sync.run',
  'delivery.retry',
  'delivery.replay',
  'quarantine.resolve',
  'queues.pause',
  'operations.pages',
] as const;
export type Permission = (typeof OF_THE_HUB)[number] | KindPermission;
export const PERMISSIONS: readonly Permission[] = [
  ...OF_THE_HUB,
  ...new Set(kinds.map(({ permission }) => permission)),
];

const VIEW: readonly Permission[] = ['catalogue.read', 'dossiers.read', 'notices.read', 'deliveries.read'];
const OVERSEE: readonly Permission[] = [
  ...VIEW,
  'syncRuns.read',
  'lanes.read',
  'queues.read',
  'quarantine.read',
  'differences.read',
];

/** Who may do what with the hub and what it carries. */
const BY_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEW,
  // A person who answers for what is published and what became of it, but not for how the hub runs.
  officer: [...VIEW, 'syncRuns.read', 'differences.read', 'notices.write', 'hold.release'],
  // A program of the district: it brings records, and decides nothing about them.
  service: [...VIEW, 'syncRuns.read', 'dossiers.write'],
  auditor: [...OVERSEE, 'access.read'],
  // Runs the hub; what the district says in its own name is not the operator's.
  operator: [
    ...OVERSEE,
    'hold.release',
    'sync.run',
    'delivery.retry',
    'delivery.replay',
    'quarantine.resolve',
    'queues.pause',
    'operations.pages',
  ],
  administrator: PERMISSIONS,
};

/** With what each kind says of who reads it (domain/kinds). */
export const ALLOWED: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: allowed('viewer'),
  officer: allowed('officer'),
  service: allowed('service'),
  auditor: allowed('auditor'),
  operator: allowed('operator'),
  administrator: PERMISSIONS,
};

function allowed(role: Role): Permission[] {
  const read = kinds.flatMap(({ permission, readers }) =>
    readers.some((reader) => reader === role) ? [permission] : [],
  );
  return [...new Set([...BY_ROLE[role], ...read])];
}

/** What works on all units at once: not for keys of one unit, whatever their role. */
export const OF_THE_DISTRICT: readonly Permission[] = ['sync.run', 'queues.pause', 'operations.pages'];

/** The hub's own work may do everything. */
export function may(principal: Principal, permission: Permission): boolean {
  return mayByRole(principal, permission) && !isBeyondUnit(principal, permission);
}

/** Throws {@link Refusal} FORBIDDEN. */
export function demand(principal: Principal, permission: Permission): void {
  if (!mayByRole(principal, permission)) {
    throw new Refusal('FORBIDDEN', `the role ${principal.role} may not do this (${permission})`);
  }
  if (isBeyondUnit(principal, permission)) {
    throw new Refusal('FORBIDDEN', `this works on all units, and the key is for one (${permission})`);
  }
}

function mayByRole({ role }: Principal, permission: Permission): boolean {
  return role === 'system' || ALLOWED[role].includes(permission);
}

function isBeyondUnit({ unit }: Principal, permission: Permission): boolean {
  return unit !== undefined && OF_THE_DISTRICT.includes(permission);
}
