import { CliProblem, runCli } from './cli.ts';

/** Entry point of `npm run sandbox`. */
try {
  await runCli(process.argv.slice(2), process.stdout);
} catch (error) {
  if (!(error instanceof CliProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
