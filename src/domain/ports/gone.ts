/**
 * Why nothing can be said about records that did not come in a reading. `NOTHING_TAKEN`: no file was taken yet that could be read again.
 * `ONLY_CHANGES`: files hold what changed, a feed its newest items, not all that there is. `LIST_MOVED`: the list did not stand still. `ROWS_UNREACHED`: there
 * are more rows without a key or a time of change than are read, or a directory refers to servers that are not. `KEYLESS_ROWS`: rows came whose key cannot be read, any record may be one.
 */
export type GoneUnjudged =
  | 'NOTHING_TAKEN'
  | 'ONLY_CHANGES'
  | 'LIST_MOVED'
  | 'ROWS_UNREACHED'
  | 'KEYLESS_ROWS';
