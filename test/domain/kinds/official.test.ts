import { expect, test } from 'vitest';
import { type OfficialRecord, official } from '../../../src/domain/kinds/official.js';

const LISTED: OfficialRecord = {
  ...{ kind: 'official', code: 'H56.14/CC-0012', officialCode: 'CC-0012', managingUnit: 'H56.14' },
  ...{ unit: 'H56.14.3', fullName: 'Bùi Thị Hòa', birthDate: '1980', gender: 'FEMALE' },
  ...{ personalId: '038180001234', officialKind: 'CIVIL_SERVANT', state: 'SUSPENDED' },
  ...{ mobile: '0100123456', officePhone: '0237 3871 001', officeEmail: 'hoabt@example.vn' },
  ...{ posts: [], salary: [], changedAt: '2025-08-20T01:00:00.000Z' },
};
const { mobile: _, officePhone: _phone, officeEmail: _email, ...asked } = LISTED;
const PROFILE: OfficialRecord = {
  ...asked,
  ...{ state: 'ACTIVE', degree: 'Đại học Luật', profile: true, changedAt: '2025-12-20T02:00:00.000Z' },
};

test('a profile changes what it asks for, and neither the state nor how somebody is reached', () => {
  const { changedAt } = PROFILE;
  expect(official.complete(LISTED, PROFILE)).toEqual({ ...LISTED, degree: 'Đại học Luật', changedAt });
});

test('the same profile again says nothing new', () => {
  const { changedAt } = LISTED;
  expect(official.complete({ ...PROFILE, changedAt }, PROFILE)).toEqual(PROFILE);
});

test('of somebody whose file was deleted it is all there is', () => {
  expect(official.complete({ ...LISTED, deleted: true }, PROFILE)).toEqual(PROFILE);
});

test('a list says the state', () => {
  const { profile: __, ...list } = PROFILE;
  expect(official.complete(PROFILE, list)).toEqual(list);
  expect(official.complete(LISTED, list)).toEqual(list);
});
