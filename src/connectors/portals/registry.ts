import type { PortalDefinition } from '../../domain/ports.js';
import { national } from './national/index.js';
import { provincial } from './provincial/index.js';

/** The portals that the hub can carry to: one line each. */
export const portalDefinitions: readonly PortalDefinition[] = [national, provincial];
