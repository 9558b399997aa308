import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { CliProblem, runCli } from '../src/cli.ts';
import { startSandbox } from '../src/index.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sandbox-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command. `until` gets the output so far and can return a signal to stop the process. */
function run(args: readonly string[], until: (out: string) => NodeJS.Signals | undefined = () => undefined): Promise<CommandResult> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, '--data', folder, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  let isStopped = false;
  child.stdout.on('data', (chunk) => {
    out += chunk;
    const signal = isStopped ? undefined : until(out);
    if (signal) isStopped = child.kill(signal);
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** Runs the command in this process, which is much faster; for commands that start nothing. */
async function runHere(args: readonly string[]): Promise<CommandResult> {
  let out = '';
  const output = { write: (text: string) => (out += text) };
  const problem = await runCli(['--data', folder, ...args], output).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (problem !== undefined && !(problem instanceof CliProblem)) throw problem;
  return { code: problem ? 1 : 0, out, err: problem ? `${problem.message}\n` : '' };
}

const isComplete = (out: string): boolean => out.includes('/_sandbox/transcript');

describe('the command', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('prints the endpoint, CA file and token on separate lines, and exits on %s', async (signal) => {
    const { code, out, err } = await run(['--port', '0', '--world', 'course', '--http', '0'], (output) =>
      isComplete(output) ? signal : undefined,
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^ARM endpoint: https:\/\/127\.0\.0\.1:\d+$/m);
    expect(out).toContain(`\nCA file: ${join(folder, 'ca.pem')}\n`);
    expect(out).toMatch(/^Token: [\w-]+\.[\w-]+\.[\w-]+$/m);
    expect(out).toMatch(/^Without TLS: http:\/\/127\.0\.0\.1:\d+$/m);
    expect(out).toContain('NODE_EXTRA_CA_CERTS=');
    expect(out).toContain('az cloud register');
  });

  it('reads a fixture from a file', async () => {
    const file = join(folder, 'mine.world');
    writeFileSync(file, 'vnet hub 10.0.0.0/16\n');
    expect((await run(['--port', '0', '--world', file], (output) => (isComplete(output) ? 'SIGTERM' : undefined))).code).toBe(0);
  });

  it('reports in one line that a port is in use', async () => {
    const other = await startSandbox({ world: 'course', dataDir: folder });
    const port = new URL(other.endpoint).port;
    const { code, out, err } = await run(['--port', port]);
    await other.close();
    expect([code, out, err]).toEqual([
      1,
      '',
      `port ${port} is already in use; stop the process that uses it or choose another port with --port\n`,
    ]);
  });

  it.each([
    [['--world', 'atlantis'], /^"atlantis" is neither a world nor a file; available worlds: .*\n$/],
    [['--world', 'generated:many'], /^generated:N needs a number of VNets .*\n$/],
    [['--world', tmpdir()], /^the world file ".*" cannot be read \(EISDIR\)\n$/],
    [['--world', join(folder, 'bad.world')], /bad\.world, line 2: .*\n$/],
    [['--world', join(folder, 'impossible.world')], /^the world is not possible in Azure: the half a\/a-b \(to b\) is Connected, .*\n$/],
    [['--port', 'x'], /^--port must be a port from 0 to 65535; got "x"; for the options, use --help\n$/],
    [['--pace', 'warp'], /^--pace must be one of instant, brisk, azure; got "warp"; for the options, use --help\n$/],
    [['--prot', '1'], /^.*--prot.*\n$/],
  ] as const)('reports in one line what is wrong with %j', async (args, message) => {
    writeFileSync(join(folder, 'bad.world'), 'vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.5/16\n');
    writeFileSync(join(folder, 'impossible.world'), 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Connected\n');
    const { code, out, err } = await runHere(['--port', '0', ...args]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
  });

  it('prints its help', async () => {
    const { code, out } = await runHere(['--help']);
    expect([code, out]).toEqual([0, expect.stringContaining('--world NAME')]);
  });
});
