/**
 * Folds Vietnamese text to lower-case ASCII letters for search: `Đăng ký khai sinh` → `dang ky khai sinh`.
 * Input may be NFC or NFD; runs of white space become one space.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
