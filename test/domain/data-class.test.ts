import { describe, expect, it, test } from 'vitest';
import { FIELD_CLASSES } from '../../src/domain/classes/index.js';
import {
  CLASS_PERIODS,
  classOn,
  DATA_CATEGORIES,
  type DataClass,
  isPersonal,
} from '../../src/domain/data-class.js';
import { sensitiveNames } from '../../src/domain/sensitive-procedures.js';

/** By hand, from the laws: sensitive under decree 13/2023, and under law 91/2025 with decree 356/2025. */
const BOTH =
  'HEALTH ETHNICITY RELIGION POLITICS GENETICS BIOMETRICS SEX_LIFE CRIME BANK_CUSTOMER LOCATION DISCIPLINE';
const SINCE_2026 = 'FAMILY_SECRET IDENTITY_LOGIN IDENTITY_IMAGE BANK_CREDENTIALS ONLINE_BEHAVIOUR';

describe('classes by the law of the day', () => {
  it.each([
    ['2020-01-01', BOTH],
    ['2023-07-01', BOTH],
    ['2025-12-31', BOTH],
    ['2026-01-01', `${BOTH} ${SINCE_2026}`],
    ['2030-06-30', `${BOTH} ${SINCE_2026}`],
  ])('on %s', (day, sensitive) => {
    const found = DATA_CATEGORIES.filter((each) => classOn(each, day) === 'SD');
    expect(found.sort()).toEqual(sensitive.split(' ').sort());
    expect(classOn('BASIC', day)).toBe('PD');
  });

  it('leaves what is said outright as it is', () => {
    const all: DataClass[] = ['P', 'I', 'PD', 'SD'];
    expect(all.map((each) => classOn(each, '2026-01-01'))).toEqual(all);
    expect([...all, 'HEALTH' as const, undefined].filter(isPersonal)).toEqual(['PD', 'SD', 'HEALTH']);
  });

  it('has its periods in order, none of which lets go what the last one kept close', () => {
    expect(CLASS_PERIODS.map(({ from }) => from)).toEqual(CLASS_PERIODS.map(({ from }) => from).sort());
    for (const [at, { sensitive }] of CLASS_PERIODS.entries()) {
      const before = CLASS_PERIODS[at - 1]?.sensitive ?? [];
      expect(before.filter((each) => !sensitive.includes(each))).toEqual([]);
    }
  });
});

test('adoption makes a dossier sensitive since 2026, disability did before', () => {
  expect(sensitiveNames('2025-12-31')).toContain('khuyet tat');
  expect(sensitiveNames('2025-12-31')).not.toContain('nuoi con nuoi');
  expect(sensitiveNames('2026-01-01')).toContain('nuoi con nuoi');
});

test('every field says what it is', () => {
  const said = Object.values(FIELD_CLASSES).flatMap((fields) => Object.values(fields));
  expect(said.every((each) => classOn(each, '2026-01-01').length > 0)).toBe(true);
});
