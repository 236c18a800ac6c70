import type { Principal } from './principal.js';

/** `personal`: basic personal data (PD) is shown unmasked. `sensitive`: sensitive data (SD) too. Whatever the role. */
export const SCOPES = ['personal', 'sensitive'] as const;

/** Whether fields of class PD are shown unmasked: by an explicit scope only. */
export function seesPersonal({ scopes }: Principal): boolean {
  return scopes.includes('personal') || scopes.includes('sensitive');
}

/** Whether fields of class SD are. */
export function seesSensitive({ scopes }: Principal): boolean {
  return scopes.includes('sensitive');
}
