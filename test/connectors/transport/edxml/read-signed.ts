import { readPackage } from '../../../../src/connectors/transport/edxml/read-package.js';
import { signatureProblem } from '../../../../src/files/index.js';
import { chunked, counting, NOW } from './support.js';

/** A package as the hub takes it, signatures verified at `NOW`, in chunks of `size`; beside it what was kept. */
export async function readSigned(text: string, size?: number) {
  const contents = counting();
  const item = await readPackage(
    chunked(text, size),
    { name: 'vb.edxml' },
    { contents, trial: false },
    () => undefined,
    (xml, files) => signatureProblem(xml, files, NOW),
  );
  return { ...item, kept: contents.kept };
}
