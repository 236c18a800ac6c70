// Writes .env.example from the variables that the code declares.
import { writeFileSync } from 'node:fs';
import { envExample } from '../dist/processes/env-example.js';

writeFileSync(new URL('../.env.example', import.meta.url), envExample());
