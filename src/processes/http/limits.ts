/** A document longer than this is not parsed. */
export const MAX_TOKENS = 5_000;
/** Of a request's body, bytes. */
export const MAX_BODY = 256 * 1_024;
/** The same from those who may push records: 500 of some kilobytes each. */
export const MAX_PUSHED_BODY = 8 * 1_024 * 1_024;
/** Of all headers of a request, bytes. */
export const MAX_HEADERS = 16 * 1_024;
