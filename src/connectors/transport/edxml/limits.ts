const MB = 1024 * 1024;

/** Elements of a package, its attachments' contents aside; real ones have about a hundred. */
export const MAX_ELEMENTS = 20_000;
/** Characters of all that stands in a package beside the contents of its attachments. */
export const MAX_HEADER = 2 * MB;
/** Attachments of one package. */
export const MAX_ATTACHMENTS = 200;
/** Bytes of an envelope whose own signature is verified: it is held in memory as a whole. */
export const MAX_SEALED = 32 * MB;
/** Bytes of one attachment, decoded: what the hub keeps of any file. */
export const MAX_ATTACHMENT = 50 * MB;
