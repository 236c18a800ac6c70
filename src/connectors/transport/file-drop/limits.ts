const MB = 1024 * 1024;

/** The longest line or row that is taken as a record, in bytes (JSON Lines) or characters (tables). Longer ones are quarantined unread. */
export const MAX_RECORD = 8 * MB;
/** A page is handed on before its raw text grows beyond this many bytes, however few records it has. */
export const MAX_PAGE_BYTES = 16 * MB;
/** Records in a page. */
export const MAX_PAGE_RECORDS = 500;
/** Of an unreadable record, so much of its text is kept (sealed) for the officer who looks at it. */
export const MAX_KEPT_TEXT = 64 * 1024;
/** JSON nested deeper than this is no record of any exchange form. */
export const MAX_DEPTH = 64;
/** Side rows that are written to, and asked of, the staging table at once. */
export const STAGED_AT_ONCE = 500;

/** What is packed may unpack to so many times its size, once it is beyond {@link EXPANSION_FREE}. Tables of a district pack to a tenth; DEFLATE can reach 1,032 times. */
export const MAX_EXPANSION = 200;
/** Bytes that anything may unpack to, however small it is packed. */
export const EXPANSION_FREE = 64 * MB;
/** Bytes that nothing may unpack beyond. */
export const MAX_EXPANDED = 4 * 1024 * MB;

/** Parts in an XLSX file. */
export const MAX_ZIP_ENTRIES = 10_000;
/** Characters of one cell of a sheet, as Excel itself has it. */
export const MAX_CELL = 32_767;
/** Columns of a sheet, as Excel itself has it: `XFD`. */
export const MAX_COLUMNS = 16_384;
/** Rows above a sheet's head that may hold a title. */
export const MAX_TITLE_ROWS = 50;
/** Rows of a table as an office prints it, which is taken whole: the longest form of a budget has some hundreds. */
export const MAX_PRINTED_ROWS = 5_000;
/** Rows times columns of such a table: each may become a record. */
export const MAX_PRINTED_CELLS = 50_000;
/** Characters of such a table. */
export const MAX_PRINTED_TEXT = MB;
/** Memory for the shared strings of a sheet; what goes beyond lies in a temporary file. */
export const SHARED_STRINGS_MEMORY = 16 * MB;
/** Bytes of a file of a source's own kind, which is taken whole. */
export const MAX_OWN_FILE = 4 * MB;
