import { Command } from 'commander';
import {
  FAULTS,
  FaultTextError,
  parseFaults,
  runSimulators,
} from '../connectors/portals/simulation/index.js';
import { startDistrictServer, startGatewayServer } from '../connectors/sources/simulation/index.js';
import { untilStopped } from '../processes/shutdown.js';
import { UsageProblem, wholeNumber } from './arguments.js';

interface Options {
  nationalPort: number;
  provincialPort: number;
  host: string;
  faults?: string;
  seed: number;
  downloads?: boolean;
  district?: string;
  districtPort: number;
  documentsPort: number;
}

export function simulateCommand(): Command {
  const faults = FAULTS.map(({ kind, text, textVi }) => `  ${kind.padEnd(22)} ${textVi} / ${text}`).join(
    '\n',
  );
  return new Command('simulate')
    .description('both portals’ simulators, and a sample district’s systems, as HTTP servers on this machine')
    .option('--national-port <port>', 'port of the national portal', wholeNumber, 7001)
    .option('--provincial-port <port>', 'port of the provincial portal', wholeNumber, 7002)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--faults <list>', 'kind:rate,kind:rate, JSON, or a JSON file')
    .option('--seed <n>', 'decides which calls a fault meets', wholeNumber, 1)
    .option('--downloads', 'the national portal fetches the files that it is linked to')
    .option('--district <dir>', 'serve the lists of this sample (lienthong sample --out) as paged REST too')
    .option('--district-port <port>', 'port of the district’s systems', wholeNumber, 7003)
    .option('--documents-port <port>', 'port of the gateway with the sample’s e-documents', wholeNumber, 7004)
    .addHelpText(
      'after',
      `\nFaults:\n${faults}\n\nState: GET /_sim/state, faults: GET or POST /_sim/faults, at each portal.\n
Example:\n  $ lienthong simulate --faults timeoutAfterApply:0.02,status500:0.05 --seed 7`,
    )
    .action(async (options: Options) => {
      const simulation = await runSimulators(options).catch((error: unknown) => {
        throw error instanceof FaultTextError
          ? new UsageProblem(`--faults: ${error.message}`)
          : taken(error, options);
      });
      console.log(`Cổng DVCQG / national portal:      NATIONAL_PORTAL_URL=${simulation.national.url}`);
      console.log(`Cổng Thanh Hóa / provincial portal: PROVINCIAL_PORTAL_URL=${simulation.provincial.url}`);
      const served = await Promise.all([serveDistrict(options), serveDocuments(options)]).catch(
        (error: unknown) => {
          throw taken(error, options);
        },
      );
      console.log('User, password, client and secret: lienthong. Ctrl-C ends it.');
      await untilStopped();
      await Promise.all([simulation, ...served].map((server) => server?.close()));
    });
}

/** A port that another program has, by the option that names it. */
function taken(error: unknown, { nationalPort, provincialPort, documentsPort }: Options): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error;
  const port = 'port' in error ? error.port : undefined;
  const option =
    port === nationalPort
      ? '--national-port'
      : port === provincialPort
        ? '--provincial-port'
        : port === documentsPort
          ? '--documents-port'
          : '--district-port';
  return new UsageProblem(
    `${option} ${port}: another program listens there; give a free one, or 0 for any that is free`,
  );
}

async function serveDistrict({ district, districtPort, host, faults, seed }: Options) {
  if (district === undefined) return undefined;
  const server = await startDistrictServer({
    district,
    port: districtPort,
    host,
    seed,
    faults: faults === undefined ? [] : parseFaults(faults),
  });
  for (const list of server.lists.names) {
    const name = list.toUpperCase().replaceAll('-', '_');
    console.log(`Hệ thống của huyện / district:      SOURCE_${name}_URL=${server.url}/${list}`);
  }
  return server;
}

async function serveDocuments({ district, documentsPort: port, host, faults, seed }: Options) {
  if (district === undefined) return undefined;
  const rules = faults === undefined ? [] : parseFaults(faults);
  const server = await startGatewayServer({ port, host, seed, faults: rules });
  server.gateway.putDrop(district);
  console.log(`Trục liên thông văn bản / gateway:  SOURCE_DOCUMENTS_URL=edxml+${server.url}`);
  return server;
}
