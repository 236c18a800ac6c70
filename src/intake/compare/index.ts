export { type ComparisonTurn, compareAll, dueComparisons } from './all.js';
export { forgetComparisons, type OpenDifferences, openDifferences } from './keep.js';
export { type Comparable, isComparable } from './run.js';
export { type Found, nothingFound } from './types.js';
