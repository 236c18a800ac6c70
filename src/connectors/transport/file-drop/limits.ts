/** The longest line or row that is taken as a record, in bytes (JSON Lines) or characters (CSV). Longer ones are quarantined unread. */
export const MAX_RECORD = 8 * 1024 * 1024;
/** A page is handed on before its raw text grows beyond this many bytes, however few records it has. */
export const MAX_PAGE_BYTES = 16 * 1024 * 1024;
/** Records in a page. */
export const MAX_PAGE_RECORDS = 500;
/** Side files are held in memory while their main file is read: all of one main file together, in bytes. */
export const MAX_SIDE_BYTES = 256 * 1024 * 1024;
/** Of an unreadable record, so much of its text is kept (sealed) for the officer who looks at it. */
export const MAX_KEPT_TEXT = 64 * 1024;
/** JSON nested deeper than this is no record of any exchange form. */
export const MAX_DEPTH = 64;
