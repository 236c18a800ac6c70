/*
 * A death that was registered is announced to every system that has a record of the same person, and each has a day to react: the benefit stops, the
 * mailbox is closed, the certificate revoked, the file says so. What reacting means a kind says itself, `afterDeath` in domain/kinds.
 */

/** How long a system has, from when the hub knew of the death; it is overdue when the day on which that ends is over. */
export const REACT_WITHIN_HOURS = 24;

export const DEATH_STANDINGS = ['WAITING', 'OVERDUE', 'REACTED', 'WITHDRAWN'] as const;
export type DeathStanding = (typeof DEATH_STANDINGS)[number];
