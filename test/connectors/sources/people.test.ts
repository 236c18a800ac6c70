import { describe, expect, it } from 'vitest';
import { readFields } from '../../../src/connectors/sources/reading/fields.js';
import { type Leaf, paperNumber, text } from '../../../src/connectors/sources/reading/leaves.js';
import {
  agencyNumber,
  gender,
  identityNumber,
  partialDay,
  personName,
} from '../../../src/connectors/sources/reading/person-leaves.js';
import type { Problem } from '../../../src/domain/ports.js';

/** The value, or the code of what is wrong with it. */
function read(leaf: Leaf<string>, written: unknown): string | undefined {
  const { value, problem } = readOne(leaf, written);
  return problem ? `! ${problem.code}` : value;
}

function readOne(leaf: Leaf<string>, written: unknown) {
  const problems: Problem[] = [];
  const { value } = readFields({ value: leaf }, { value: written }, '', problems);
  return { value, problem: problems[0] };
}

describe('partial dates', () => {
  it.each([
    ['12/03/1945', '1945-03-12'],
    ['1/3/1945', '1945-03-01'],
    ['12-03-1945', '1945-03-12'],
    ['12.3.1945', '1945-03-12'],
    ['03/1945', '1945-03'],
    ['3/1945', '1945-03'],
    ['1945', '1945'],
    [1945, '1945'],
    ['1945-03', '1945-03'],
    ['1945-03-12', '1945-03-12'],
    ['1945-03-12 00:00:00', '1945-03-12'],
    ['00/00/1945', '1945'],
    ['00/03/1945', '1945-03'],
    ['1945-00-00', '1945'],
    [16508, '1945-03-12'],
    [45000, '2023-03-15'],
    ['45000', '! BAD_DATE'],
    [{ year: 1945 }, '1945'],
    [{ year: 1945, month: 3 }, '1945-03'],
    [{ year: '1945', month: '03', day: '12' }, '1945-03-12'],
    [{ year: 1945, month: null, day: 0 }, '1945'],
    ['{"year": 1945, "month": 3}', '1945-03'],
    ['  ', undefined],
    [null, undefined],
    [{}, undefined],
    ['31/02/1945', '! BAD_DATE'],
    ['1945-02-31', '! BAD_DATE'],
    ['03/12/1945 08:00', '! BAD_DATE'],
    ['1945-03-11T17:00:00Z', '! BAD_DATE'],
    ['03/13/1945', '! BAD_DATE'],
    ['12/00/1945', '! BAD_DATE'],
    [{ year: 1945, day: 12 }, '! BAD_DATE'],
    [{ month: 3, day: 12 }, '! BAD_DATE'],
    [{ year: 1945, month: {} }, '! BAD_DATE'],
    ['khoảng 1945', '! BAD_DATE'],
    ['99999', '! BAD_DATE'],
    [[1945], '! BAD_SHAPE'],
    ['45', '! TWO_DIGIT_YEAR'],
    ['12/03/45', '! TWO_DIGIT_YEAR'],
    [{ year: 45 }, '! TWO_DIGIT_YEAR'],
    ['31/02/45', '! BAD_DATE'],
  ])('%j is %s', (written, date) => {
    expect(read(partialDay(), written)).toBe(date);
  });

  it.each([
    ['45', '1945'],
    ['03/45', '1945-03'],
    ['12/03/45', '1945-03-12'],
    [{ year: 45, month: 3 }, '1945-03'],
    ['1945', '1945'],
    ['31/02/45', '! BAD_DATE'],
  ])('%j is %s where a form says that two digits are of the century of 1900', (written, date) => {
    expect(read(partialDay(1900), written)).toBe(date);
  });
});

describe('identity numbers', () => {
  it.each([
    [[12], ' 038204001223 ', '038204001223'],
    [[12, 9], '171234567', '171234567'],
    [[12], '', undefined],
    [[12], 38204001223, '! BAD_IDENTITY'],
    [[12], 1204001223, '! BAD_IDENTITY'],
    [[12], '171234567', '! BAD_IDENTITY'],
    [[12], '0382O4001223', '! BAD_IDENTITY'],
    [[12, 9], '17123456', '! BAD_IDENTITY'],
  ] as const)('of %j digits: %j is %s', (digits, written, number) => {
    expect(read(identityNumber(digits), written)).toBe(number);
  });

  it('says that a zero may be lost, and does not repeat the number', () => {
    const message = readOne(identityNumber(), 38204001223).problem?.message;
    expect(message).toMatch(/mất số 0/);
    expect(message).not.toContain('38204001223');
    expect(readOne(identityNumber(), 1204001223).problem?.message).toMatch(/mất số 0/);
    expect(readOne(identityNumber(), '204001223').problem?.message).not.toMatch(/mất số 0/);
    expect(readOne(identityNumber([9]), '7123456').problem?.message).not.toMatch(/mất số 0/);
  });
});

describe('numbers that an agency gives', () => {
  it.each([
    ['CB-0012', 'CB-0012'],
    ['H56.14/38.389.0012', 'H56.14/38.389.0012'],
    ['038180001234', '! IS_IDENTITY'],
    ['H56.14.3/038180001234', '! IS_IDENTITY'],
    ['CB-038180001234', '! IS_IDENTITY'],
    ['CCCD038180001234', '! IS_IDENTITY'],
    ['171234567.CB', '! IS_IDENTITY'],
    [1180001234, '! IS_IDENTITY'],
  ])('%j is %s', (written, number) => {
    expect(read(agencyNumber(text(50)), written)).toBe(number);
  });

  it('of a shape whose digits mean nothing', () => {
    expect(read(agencyNumber(text(50), /^[0-9a-f-]+$/), '5b0e-123456789012')).toBe('5b0e-123456789012');
  });
});

describe('numbers of papers', () => {
  it.each([
    ['12/QĐ-UBND', '12/QĐ-UBND'],
    ['12/2024', '12/2024'],
    ['12', '12'],
    ['2024-12', '! DATE_LIKE'],
    ['2024-12-03', '! DATE_LIKE'],
    ['2024-12-03 00:00:00', '! DATE_LIKE'],
    ['12/03/2024', '! DATE_LIKE'],
    ['Dec-24', '! DATE_LIKE'],
    ['12-Mar', '! DATE_LIKE'],
    ['Thg12-24', '! DATE_LIKE'],
  ])('%j is %s', (written, number) => {
    expect(read(paperNumber(), written)).toBe(number);
  });
});

describe('gender', () => {
  it.each([
    ['civilStatus', 1, 'MALE'],
    ['civilStatus', '2', 'FEMALE'],
    ['civilStatus', '3', 'UNDETERMINED'],
    ['civilStatus', '0', '! NOT_IN_LIST'],
    ['judicial', 0, 'FEMALE'],
    ['judicial', '1', 'MALE'],
    ['judicial', '2', '! NOT_IN_LIST'],
    ['words', 'Nữ', 'FEMALE'],
    ['words', 'NỮ'.normalize('NFD'), 'FEMALE'],
    ['words', 'nam', 'MALE'],
    ['words', '1', '! NOT_IN_LIST'],
    ['words', 'constructor', '! NOT_IN_LIST'],
    ['words', '', undefined],
  ] as const)('%s: %j is %s', (codes, written, meant) => {
    expect(read(gender(codes), written)).toBe(meant);
  });
});

describe('names', () => {
  it.each([
    ['Nguyễn Văn An', 'Nguyễn Văn An'],
    ['  Nguyễn   Văn\tAn ', 'Nguyễn Văn An'],
    ['Nguyễn Văn An'.normalize('NFD'), 'Nguyễn Văn An'],
    ['Y Bhĭm Niê', 'Y Bhĭm Niê'],
    ['Hơ', 'Hơ'],
    ['François Müller', 'François Müller'],
    ['Lé', 'Lé'],
    ['NguyÔn V¨n An', '! WRONG_ENCODING'],
    ['Qu¸ch ThÞ Lª', '! WRONG_ENCODING'],
    ['Quaùch Thò Hoa', '! WRONG_ENCODING'],
    ['Nguyeãn Vaên An', '! WRONG_ENCODING'],
    ['Nguyễn Văn An (CCCD 038090001234)', '! IS_IDENTITY'],
    ['Tổ 12, đội 3', 'Tổ 12, đội 3'],
    ['x'.repeat(201), '! TOO_LONG'],
  ])('%j is %s', (written, name) => {
    expect(read(personName(), written)).toBe(name);
  });
});
