/** The ports of the hub: what a portal, a source and the rooms between them promise each other. */
export * from './ports/call.js';
export * from './ports/carried.js';
export * from './ports/contents.js';
export * from './ports/definitions.js';
export * from './ports/file-login.js';
export * from './ports/files.js';
export * from './ports/gone.js';
export * from './ports/portal.js';
export * from './ports/session.js';
export * from './ports/source.js';
export * from './ports/staging.js';
export * from './ports/wire.js';
export type { Problem } from './problem.js';
