import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { findHomeTenant } from '../src/identity/home-tenant.ts';
import type { Sandbox } from '../src/index.ts';
import { parseOrText } from './harness.ts';

/** Interpreter for which Debian installs the modules of az. */
const PYTHON = '/usr/bin/python3';

/** Returns whether Debian's package `azure-cli` is installed. */
export const isAzureCliInstalled = (): boolean => spawnSync(PYTHON, ['-c', 'import azure.cli.core']).status === 0;

/** The Azure CLI, logged in to a sandbox. */
export interface AzureCli {
  /**
   * Runs a command such as `group show -n hub`, with further arguments that may contain blanks.
   * Returns its output, parsed if it is JSON; throws what az reports as an error.
   */
  // biome-ignore lint/suspicious/noExplicitAny: commands return every shape
  run(command: string, ...more: readonly string[]): Promise<any>;
  close(): Promise<void>;
}

/**
 * Runs each line of the input, a JSON array of arguments, in one process through the interface that az has for other Python programs: loading its
 * modules takes most of the time of a single command. Prints a line of JSON for each.
 */
const RUNNER = `
import io, json, sys
from azure.cli.core import get_default_cli
cli = get_default_cli()
for line in sys.stdin:
    output = io.StringIO()
    try:
        code = cli.invoke(json.loads(line), out_file=output)
    except SystemExit as exit:
        code = exit.code
    error = str(cli.result.error) if cli.result and cli.result.error else None
    print(json.dumps({'code': code, 'output': output.getvalue(), 'error': error}), flush=True)
`;

interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly error: string | null;
}

/** Logs az in with the lines that the README has for it, and starts the process that runs commands. */
export async function startAzureCli(sandbox: Sandbox): Promise<AzureCli> {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-az-'));
  const configDir = await logIn(sandbox, folder);
  const child = spawn(PYTHON, ['-c', RUNNER], { env: { ...environment(sandbox), AZURE_CONFIG_DIR: configDir, PYTHONPATH: configDir } });
  const results = createInterface(child.stdout)[Symbol.asyncIterator]();
  const errors = text(child.stderr);
  const closed = new Promise((resolve) => child.on('close', resolve));
  return {
    async run(command, ...more) {
      child.stdin.write(`${JSON.stringify([...command.split(' '), ...more])}\n`);
      const line = await results.next();
      if (line.done) throw new Error(`az ended: ${await errors}`);
      const { code, output, error } = JSON.parse(line.value) as CommandResult;
      if (code !== 0) throw new Error(error ?? `az ${command} ended with code ${code}`);
      return parseOrText(output);
    },
    async close() {
      child.stdin.end();
      await closed;
      rmSync(folder, { recursive: true });
    },
  };
}

const environment = ({ caFile }: Sandbox): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  REQUESTS_CA_BUNDLE: caFile,
  AZURE_CORE_COLLECT_TELEMETRY: '0',
});

/** Runs the README's lines in a shell. Returns the configuration folder that they create. */
async function logIn(sandbox: Sandbox, folder: string): Promise<string> {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const lines = /### az\n.*?```sh\n(.*?)```/s.exec(readme)?.[1] ?? '';
  const { caFile, endpoint, context } = sandbox;
  const variables = { TMPDIR: folder, CA_FILE: caFile, ENDPOINT: endpoint, TENANT: findHomeTenant(context.store) };
  const shell = spawn('bash', ['-e', '-c', `${lines}\nprintf '\\n%s' "$AZURE_CONFIG_DIR"`], {
    env: { PATH: process.env.PATH, HOME: folder, ...variables },
  });
  const [output, errors, code] = await Promise.all([
    text(shell.stdout),
    text(shell.stderr),
    new Promise((resolve) => shell.on('close', resolve)),
  ]);
  if (code !== 0) throw new Error(errors);
  return output.slice(output.lastIndexOf('\n') + 1);
}
