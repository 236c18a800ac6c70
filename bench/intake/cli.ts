import { main } from '../../src/cli.js';

/** `lienthong` as it is built for the benches. */
await main(process.argv);
