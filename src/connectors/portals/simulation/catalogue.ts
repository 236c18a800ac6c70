/**
 * What the portals' catalogues serve, as plain data: the sample generator takes its procedures and units from here
 * too, so that sample and portals agree.
 */
export { SAMPLE_PROCEDURES, type SampleProcedure } from './procedures.js';
export { SAMPLE_UNITS, type SampleUnit } from './units.js';
