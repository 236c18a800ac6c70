/**
 * Data classes: `P` public, `I` internal, `PD` basic personal, `SD` sensitive personal data (law on personal data protection).
 * Officers are named in their office (who processed, who signed): internal. Free text written by or about citizens counts as personal.
 */
export type DataClass = 'P' | 'I' | 'PD' | 'SD';

/** By field of one type of the public schema. */
export type TypeClasses = Readonly<Record<string, DataClass>>;
