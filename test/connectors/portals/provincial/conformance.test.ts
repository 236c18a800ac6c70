import { describePortal } from '../conformance/suite.js';
import { startProvincial } from './start.js';

describePortal({
  name: 'provincial',
  start: startProvincial,
  upserts: true,
  // A look is answered by the record itself, which has no `Status`.
  neverOnLooks: ['busy'],
  noticeForms: ['article', 'legal'],
});
