/** A text as domain/fold.ts folds it, in SQL. */
export function folded(text: string): string {
  const plain = `regexp_replace(normalize(translate(${text}, 'đĐ', 'dd'), NFD), '[\\u0300-\\u036f]', '', 'g')`;
  return `btrim(regexp_replace(lower(${plain}), '[\\s\\u00a0]+', ' ', 'g'))`;
}
