/** The number of a decision or another paper, one for all ways in which it is written: with and without blanks, in capitals or not, any dash. */
export function paperKey(number: string): string {
  return number.replace(/\s+/g, '').replace(/[–—]/g, '-').toUpperCase();
}
