/** The comparer that judges the portals' state by the sources alone; it shares nothing with the code that it judges. */
export * from '../../../src/demo/comparer/index.js';
