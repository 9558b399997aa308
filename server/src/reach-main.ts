#!/usr/bin/env node
/** Entry point of `npm run reach` and `npm run routes`. */
import { runProgram } from './program/run-program.ts';
import { runReach } from './reach/run-reach.ts';

await runProgram(['reach', 'routes'], runReach);
