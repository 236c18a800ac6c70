// Writes .env.example and docs/sources/parameters.md from the variables that the code declares.
import { writeFileSync } from 'node:fs';
import { envExample } from '../dist/processes/env-example.js';
import { sourceParameters } from '../dist/processes/source-parameters.js';

writeFileSync(new URL('../.env.example', import.meta.url), envExample());
writeFileSync(new URL('../docs/sources/parameters.md', import.meta.url), sourceParameters());
