#!/usr/bin/env node
/** Entry point of `npm run check`. */
import { runCheck } from './check/run-check.ts';
import { runProgram } from './program/run-program.ts';

await runProgram(['check'], runCheck);
