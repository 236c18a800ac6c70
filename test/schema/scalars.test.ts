import { expect, test } from 'vitest';
import { GENDERS } from '../../src/domain/gender.js';
import { GenderEnum } from '../../src/schema/enums/person.js';
import { DateScalar, DateTimeScalar, PartialDateScalar, withOffset } from '../../src/schema/scalars.js';

test('an instant goes out with the offset of the district', () => {
  expect(DateTimeScalar.serialize('2024-08-23T17:30:00Z')).toBe('2024-08-24T00:30:00.000+07:00');
  expect(withOffset(new Date(0))).toBe('1970-01-01T07:00:00.000+07:00');
});

test('every form of an instant that the store may write goes out as the calendar has it', () => {
  const plainly = (value: string) =>
    `${new Date(Date.parse(value) + 7 * 3_600_000).toISOString().slice(0, -1)}+07:00`;
  for (let hour = 0; hour < 24; hour += 1) {
    for (const day of ['2024-02-28', '2024-12-31', '2025-06-30']) {
      for (const rest of ['', '.120', '.1', '.123456']) {
        for (const zone of ['+00:00', 'Z', '+07:00', '-03:30']) {
          const value = `${day}T${String(hour).padStart(2, '0')}:59:07${rest}${zone}`;
          expect(withOffset(value), value).toBe(plainly(value));
        }
      }
    }
  }
  expect(() => withOffset('2024-08-23T24:xx:00+00:00')).toThrow(RangeError);
});

test('an instant comes in with any offset, and never without', () => {
  expect(DateTimeScalar.parseValue('2024-08-24T00:30:00+07:00')).toBe('2024-08-23T17:30:00.000Z');
  for (const bad of [
    '2024-08-24T00:30:00',
    '2024-08-24',
    '2024-13-01T00:00:00Z',
    5,
    null,
    '',
    '24/08/2024',
  ]) {
    expect(() => DateTimeScalar.parseValue(bad)).toThrow(/RFC 3339/);
  }
});

test('a day is the day in the district', () => {
  expect(DateScalar.serialize('2025-06-30T17:00:00+00:00')).toBe('2025-07-01');
  expect(DateScalar.serialize('2025-06-30')).toBe('2025-06-30');
  expect(DateScalar.parseValue('2024-02-29')).toBe('2024-02-29');
  for (const bad of ['2023-02-29', '2024-2-9', '29/02/2024', 20240229]) {
    expect(() => DateScalar.parseValue(bad)).toThrow(/calendar day/);
  }
});

test('a date that is known in part goes out as it is, masked too, and comes in only when it exists', () => {
  for (const date of ['1945', '1945-03', '1945-03-12']) {
    expect(PartialDateScalar.serialize(date)).toBe(date);
    expect(PartialDateScalar.parseValue(date)).toBe(date);
  }
  expect(PartialDateScalar.serialize('****-**')).toBe('****-**');
  for (const bad of ['****', '45', '1945-02-31', '12/03/1945', 1945, null]) {
    expect(() => PartialDateScalar.parseValue(bad)).toThrow(/1945-03-12/);
  }
});

test('each gender that the domain knows goes out under its own name', () => {
  expect(Object.entries(GenderEnum)).toEqual(GENDERS.map((each) => [each, each]));
});
