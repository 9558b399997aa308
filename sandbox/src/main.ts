import { CliProblem, runCli } from './cli.ts';

/** Entry point of `npm run sandbox`. `npm start` holds the other end of a channel, which closes when it is killed. */
process.once('disconnect', () => process.exit(0));
process.channel?.unref();
try {
  await runCli(process.argv.slice(2), process.stdout);
} catch (error) {
  if (!(error instanceof CliProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
