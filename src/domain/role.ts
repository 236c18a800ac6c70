/** What a key or a person may be. What each may do: access/roles.ts. */
export const ROLES = ['viewer', 'officer', 'operator', 'administrator', 'auditor', 'service'] as const;
export type Role = (typeof ROLES)[number];
