import type { JsonObject } from '../../../domain/canonical.js';
import { edxmlPackages, isAcknowledgement } from '../../transport/edxml/packages.js';
import { exchangeSource } from '../reading/exchange-source.js';
import { decodePlain, formWithLife } from '../reading/plain-source.js';
import { decodePackage } from './package.js';
import { ACKNOWLEDGE, ORGANS } from './parameters.js';
import { isRegisterRow, registerForm } from './register.js';
import { screenSecret } from './screen.js';

/** Documents in and out: packages of edXML, and rows of the register. */
export const documents = exchangeSource({
  ...registerForm,
  form: formWithLife(registerForm.form),
  parameters: [ORGANS, ACKNOWLEDGE],
  screen: screenSecret,
  packages: (given, { clock, keyed, signatureProblem, warn }) => {
    const acknowledge = given.text(ACKNOWLEDGE);
    return edxmlPackages({
      own: (given.text(ORGANS) ?? '').split(',').filter((organ) => organ.trim() !== ''),
      acknowledge: isAcknowledgement(acknowledge) ? acknowledge : 'none',
      screen: (raw) => screenSecret(raw, keyed),
      ...(signatureProblem ? { signatureProblem } : {}),
      clock,
      warn,
    });
  },
  decode: (raw, now, keyed) => {
    const found = screenSecret(raw as JsonObject);
    if (found) return { ok: false, problems: [found.problem] };
    if (!isRegisterRow(raw as JsonObject)) return decodePackage(raw, now);
    return decodePlain(registerForm, raw, now, keyed);
  },
});
