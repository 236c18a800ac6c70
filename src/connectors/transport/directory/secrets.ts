/** What is in attributes by which somebody could log in, or whose passwords could be guessed. */
const SECRET = /passw|pwd|credential|secret|krb|privatekey|(?:auth|totp|otp).*(?:key|token|code)|\*|\+/i;
/** When a password changed, and since when an account is locked for wrong ones: no passwords. */
const HARMLESS = new Set(['pwdaccountlockedtime', 'pwdlastsuccess', 'pwdlastset', 'pwdchangedtime']);

/**
 * Whether an attribute may hold a password, its hash or a key (`userPassword`, `unicodePwd`, `krbPrincipalKey`, …), or stands for all (`*`):
 * none of these is ever asked for or kept.
 */
export function isSecretAttribute(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.has(name.toLowerCase());
}
