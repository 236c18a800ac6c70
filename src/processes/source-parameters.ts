import { listedParameters, type Parameter } from '../connectors/transport/parameters/index.js';
import { transports } from '../connectors/transport/table.js';

/** The text of docs/sources/parameters.md: made from the parameters that the transports declare. A test holds the file to it. */
export function sourceParameters(): string {
  const ways = transports.map(
    ({ name, schemes, example, means }) =>
      `| ${name} | ${schemes.map((scheme) => `\`${scheme}//\``).join(', ')} | \`${example}\` | ${means.vi} / ${means.en} |`,
  );
  const rows = listedParameters().map(
    ({ parameter, transports: only }) =>
      `| \`${parameter.name}\` | ${only.join(', ') || 'all'} | ${parameter.kind.name} | ${absentOf(parameter)} | ${parameter.means.vi} / ${parameter.means.en} |`,
  );
  return `# Tham số của nguồn / Parameters of a source

Written by \`npm run env-example\` from what the code declares. \`OVERLAP\` of the source \`one-stop\` is the variable
\`SOURCE_ONE_STOP_OVERLAP\`; \`{source}\` stands for the source's name, \`{source_}\` for the same with \`_\`. A value that is not of its
kind stops the start, with its name and what is expected.

The scheme of \`URL\` chooses how a source is read; every source can be read in every way, but a feed holds [notices](notices.md) only, a calendar [meetings](meetings.md), a gateway [e-documents](documents.md), and [LDAP](ldap.md) [mailboxes](mailboxes.md):

| | scheme | example | |
| --- | --- | --- | --- |
${ways.join('\n')}

| parameter | for | kind | when absent | meaning |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function absentOf({ absent }: Parameter): string {
  return typeof absent === 'string' ? `\`${absent}\`` : `${absent.vi} / ${absent.en}`;
}
