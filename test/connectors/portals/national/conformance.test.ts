import { describePortal } from '../conformance/suite.js';
import { startNational } from './start.js';

describePortal({
  name: 'national portal',
  start: startNational,
  upserts: false,
  noticeForms: ['record'],
});
