import { allVariables } from '../config.js';

/** The text of `.env.example`: every variable that means something, a comment each. A test holds the file to it. */
export function envExample(): string {
  const parts = allVariables().map(
    ({ name, what, whenAbsent, example, secret }) =>
      `# ${what}.\n# Absent: ${whenAbsent}.\n# ${name}=${secret && !example.includes('://') ? '' : example}`,
  );
  return `# Every variable of Liên Thông. Uncomment what you set; empty counts as absent.\n\n${parts.join('\n\n')}\n`;
}
