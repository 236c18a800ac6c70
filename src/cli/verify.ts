import { Command } from 'commander';
import { loadConfig } from '../config.js';
import type { SignatureReport } from '../domain/signature.js';
import { fileContent, loadTrust, verifySignatures } from '../files/signatures/index.js';

const MARKS = { PASSED: '✓', FAILED: '✗', UNKNOWN: '?' } as const;

export function verifyCommand(): Command {
  return new Command('verify')
    .description('verify the signatures in a PDF, XML or CMS file (.p7s), each check by itself')
    .argument('<file>', 'the file that holds the signatures')
    .option('--signed <file>', 'what a detached signature signs')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nRoots and lists of revoked certificates: TRUSTED_ROOTS, REVOCATION_LISTS.\nExit status: 0 all signatures passed, 1 one failed, cannot be told, or there is none.\n\nExample:\n  $ TRUSTED_ROOTS=/etc/lienthong/roots lienthong verify ket-qua.pdf',
    )
    .action(async (file: string, { signed, json = false }: { signed?: string; json?: boolean }) => {
      const { trustedRoots, revocationLists } = loadConfig();
      const trust = await loadTrust(trustedRoots, revocationLists);
      await using content = await fileContent(file);
      await using beside = signed === undefined ? undefined : await fileContent(signed);
      const reports = await verifySignatures(content, { trust, now: new Date() }, { detached: beside });
      if (json) console.log(JSON.stringify({ signatures: reports }));
      else print(reports);
      const good = reports.length > 0 && reports.every(({ result }) => result === 'TOTAL_PASSED');
      process.exitCode = good ? 0 : 1;
    });
}

function print(reports: readonly SignatureReport[]): void {
  if (reports.length === 0) console.log('Không có chữ ký số · no signature');
  for (const {
    index,
    format,
    level,
    isTimestamp,
    signer,
    signedAt,
    timestampAt,
    checks,
    ...said
  } of reports) {
    const what = [isTimestamp ? 'time stamp' : 'signature', index + 1, format, level]
      .filter(Boolean)
      .join(' ');
    console.log(`${said.result}${said.reason ? ` (${said.reason})` : ''} · ${what}`);
    if (signer) console.log(`  ${signer.subjectDn}, ${signer.serial} · ${signer.issuerDn}`);
    if (signedAt) console.log(`  ${signedAt}${timestampAt ? `, time stamp ${timestampAt}` : ''}`);
    for (const [name, { state, message }] of Object.entries(checks)) {
      console.log(`  ${MARKS[state]} ${name}: ${message}`);
    }
  }
}
