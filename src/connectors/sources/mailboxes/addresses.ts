import { type Leaf, leaf } from '../reading/leaves.js';

/** An address as mail systems give them out; quoted local parts are none of these. */
export const ADDRESS = /^[^\s@<>()[\],;:"\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** Several addresses, as a list, as JSON in a cell, or parted by commas, semicolons or blanks; lower case, each once. */
export function addresses(): Leaf<string[]> {
  const written = leaf((value, fail) => {
    const all = value.split(/[\s,;"[\]]+/).filter((each) => each !== '');
    const wrong = all.some((each) => each.length > 254 || !ADDRESS.test(each));
    if (wrong) return fail('BAD_CODE', 'vanthu@ngoclac.example.vn');
    return [...new Set(all.map((each) => each.toLowerCase()))].sort();
  });
  return { read: (value, fail) => written.read(isTexts(value) ? value.join(' ') : value, fail) };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
