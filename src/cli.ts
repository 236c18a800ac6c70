import 'reflect-metadata';
import { Command } from 'commander';
import { reportError } from './cli/report-error.js';

const EXAMPLES = `
Examples:
  $ lienthong demo                                     a made-up district, both portals simulated; nothing to install
  $ lienthong doctor                                   what is configured, what is wrong, what to do
  $ lienthong sync one-stop && lienthong work --until-idle --max-wait 10m
  $ lienthong keys create --name "app một cửa" --role viewer
  $ lienthong status --json

Variables are described in .env.example. Exit status 1: it could not be done, and one line says why.`;

/** Each command by its name, in the order of the help. A command loads only what it runs on: nobody waits for the gateway to see a count. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./cli/serve.js')).serveCommand(),
  work: async () => (await import('./cli/work.js')).workCommand(),
  start: async () => (await import('./cli/serve.js')).startCommand(),
  migrate: async () => (await import('./cli/migrate.js')).migrateCommand(),
  sync: async () => (await import('./cli/sync.js')).syncCommand(),
  compare: async () => (await import('./cli/compare.js')).compareCommand(),
  status: async () => (await import('./cli/status.js')).statusCommand(),
  replay: async () => (await import('./cli/replay.js')).replayCommand(),
  keys: async () => (await import('./cli/keys.js')).keysCommand(),
  portals: async () => (await import('./cli/portals.js')).portalsCommand(),
  probe: async () => (await import('./cli/probe.js')).probeCommand(),
  sample: async () => (await import('./cli/sample.js')).sampleCommand(),
  simulate: async () => (await import('./cli/simulate.js')).simulateCommand(),
  verify: async () => (await import('./cli/verify.js')).verifyCommand(),
  doctor: async () => (await import('./cli/doctor.js')).doctorCommand(),
  demo: async () => (await import('./cli/demo.js')).demoCommand(),
};

/** The program with the command that is asked for; with all of them for the help and for a name that is none. */
async function buildProgram(asked: string | undefined): Promise<Command> {
  const program = new Command('lienthong')
    .description(
      'Liên Thông: brings a district’s data together, shows it through GraphQL, carries it to the portals and proves it',
    )
    .showHelpAfterError('(lienthong --help shows the commands, lienthong <command> --help their options)')
    .addHelpText('after', EXAMPLES);
  const one = Object.hasOwn(COMMANDS, asked ?? '') ? COMMANDS[asked ?? ''] : undefined;
  for (const load of one ? [one] : Object.values(COMMANDS)) program.addCommand(await load());
  return program;
}

/** The entry of bin/lienthong.js. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    const program = await buildProgram(argv[2]);
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = reportError(error);
  }
}
