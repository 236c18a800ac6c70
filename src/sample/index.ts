export type { BadRecord } from './bad.js';
export { type SampleOptions, type SampleSummary, startOfToday, writeSample } from './write.js';
