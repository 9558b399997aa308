import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
const estate = join(directory, 'estate.json');
writeFileSync(estate, '[]');

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], environment: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, HOME: directory, PEERSCAPE_PORT: '0', ...environment };
  const one = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  child = one;
  const said = { out: '', err: '' };
  const listeners = new Set<() => void>();
  for (const [name, stream] of [
    ['out', one.stdout],
    ['err', one.stderr],
  ] as const) {
    stream.on('data', (chunk) => {
      said[name] += String(chunk);
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve) => one.on('close', (code) => resolve({ code, ...said })));
  const says = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const found = said.out.match(pattern);
        if (found) resolve(found);
      };
      listeners.add(look);
      look();
      ended.then(({ err }) => reject(new Error(`it ended: ${err}`)));
    });
  return { child: one, ended, says };
}

describe('starting', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('prints one line, serves, and ends cleanly on %s with a stream still open', async (signal) => {
    const program = run(['--file', estate]);
    const [, url] = await program.says(/^Peerscape is ready: (http:\/\/localhost:\d+)\n$/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const stream = await fetch(`${url}/api/events`);
    program.child.kill(signal);
    const { code, err } = await program.ended;
    await stream.text();
    expect([code, err]).toEqual([0, '']);
  });

  test('on real Azure prints a link with a code that works once, and a new one on Enter', async () => {
    const program = run(['--azure'], { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:1', PEERSCAPE_ARM_TOKEN: 'canary-token' });
    const [, url, code] = await program.says(/ready: (\S+)\n.*\1\/#code=([\w-]{43})\n/);
    const open = (text: string | undefined) =>
      fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { origin: url ?? '', 'x-peerscape': '1', 'content-type': 'application/json' },
        body: JSON.stringify({ code: text }),
      });
    expect((await fetch(`${url}/api/status`)).status).toBe(401);
    expect((await open(code)).status).toBe(204);
    expect((await open(code)).status).toBe(401);
    program.child.stdin?.write('\n');
    const [, second] = await program.says(/#code=[\s\S]*#code=([\w-]{43})\n/);
    expect(second).not.toBe(code);
    expect((await open(second)).status).toBe(204);
    program.child.kill('SIGTERM');
    const { out, err } = await program.ended;
    expect(out + err).not.toContain('canary-token');
  });
});

describe('what keeps it from starting is one sentence and code 1', () => {
  const sentence = async (args: readonly string[], environment: Record<string, string> = {}) => {
    const { code, out, err } = await run(args, environment).ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).not.toMatch(/^\s+at |node:internal/m);
    return err;
  };

  test('a port in use', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as AddressInfo;
    expect(await sentence(['--file', estate, '--port', String(port)])).toMatch(new RegExp(`^Port ${port} is already in use`));
    blocker.close();
  });

  test('a bad file', async () => {
    const bad = join(directory, 'bad.json');
    writeFileSync(bad, '{"hello": ');
    expect(await sentence(['--file', bad])).toBe(`${bad} cannot be opened. Invalid JSON at line 1, column 11: expected a value\n`);
  });

  test('a bad setting', async () => {
    expect(await sentence([], { PEERSCAPE_PORT: 'x' })).toContain('PEERSCAPE_PORT must be');
  });

  test('a CA file that is not there', async () => {
    const environment = { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:1', PEERSCAPE_ARM_TOKEN: 't', PEERSCAPE_ARM_CA: '/nowhere.pem' };
    expect(await sentence([], environment)).toContain('Cannot read the file in PEERSCAPE_ARM_CA');
  });
});
