import 'reflect-metadata';
import { Command } from 'commander';
import { compareCommand } from './cli/compare.js';
import { demoCommand } from './cli/demo.js';
import { doctorCommand } from './cli/doctor.js';
import { keysCommand } from './cli/keys.js';
import { migrateCommand } from './cli/migrate.js';
import { portalsCommand } from './cli/portals.js';
import { probeCommand } from './cli/probe.js';
import { replayCommand } from './cli/replay.js';
import { reportError } from './cli/report-error.js';
import { sampleCommand } from './cli/sample.js';
import { serveCommand, startCommand } from './cli/serve.js';
import { simulateCommand } from './cli/simulate.js';
import { statusCommand } from './cli/status.js';
import { syncCommand } from './cli/sync.js';
import { verifyCommand } from './cli/verify.js';
import { workCommand } from './cli/work.js';

const EXAMPLES = `
Examples:
  $ lienthong demo                                     a made-up district, both portals simulated; nothing to install
  $ lienthong doctor                                   what is configured, what is wrong, what to do
  $ lienthong sync one-stop && lienthong work --until-idle --max-wait 10m
  $ lienthong keys create --name "app một cửa" --role viewer
  $ lienthong status --json

Variables are described in .env.example. Exit status 1: it could not be done, and one line says why.`;

/** Builds the program anew, so that tests can run commands in one process. */
export function buildProgram(): Command {
  const program = new Command('lienthong')
    .description(
      'Liên Thông: brings a district’s data together, shows it through GraphQL, carries it to the portals and proves it',
    )
    .showHelpAfterError('(lienthong --help shows the commands, lienthong <command> --help their options)')
    .addHelpText('after', EXAMPLES);
  for (const command of [
    serveCommand(),
    workCommand(),
    startCommand(),
    migrateCommand(),
    syncCommand(),
    compareCommand(),
    statusCommand(),
    replayCommand(),
    keysCommand(),
    portalsCommand(),
    probeCommand(),
    sampleCommand(),
    simulateCommand(),
    verifyCommand(),
    doctorCommand(),
    demoCommand(),
  ]) {
    program.addCommand(command);
  }
  return program;
}

/** The entry of bin/lienthong.js. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await buildProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = reportError(error);
  }
}
