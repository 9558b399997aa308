import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Config, readConfig } from './config.ts';

const SANDBOX = { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443', PEERSCAPE_ARM_TOKEN: 't' };

const good = (environment: Record<string, string>, argv: readonly string[] = []): Config => {
  const checked = readConfig(environment, argv);
  if (!checked.ok) throw new Error(checked.problems.join('; '));
  return checked.config;
};
const bad = (environment: Record<string, string>, argv: readonly string[] = []): string => {
  const checked = readConfig(environment, argv);
  return checked.ok ? 'it was accepted' : checked.problems.join('; ');
};

describe('without a word', () => {
  test('it reads Azure public as whoever is signed in, on port 4280', () => {
    const { port, source, logLevel } = good({});
    expect({ port, logLevel }).toEqual({ port: 4280, logLevel: 'warn' });
    expect(source).toMatchObject({ kind: 'azure', name: 'Azure public', endpoint: 'https://management.azure.com', token: undefined });
  });
});

describe('the source', () => {
  test.each([
    ['usgov', 'Azure Government', 'https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'],
    ['china', 'Azure China', 'https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
  ])('of the cloud %s is %s', (cloud, name, endpoint, authority) => {
    expect(good({ PEERSCAPE_CLOUD: cloud }).source).toMatchObject({ kind: 'azure', name, endpoint, authority });
  });

  test('is a sandbox when an endpoint and a token are given', () => {
    const { source } = good({ ...SANDBOX, PEERSCAPE_ARM_CA: '/ca.pem', PEERSCAPE_SOURCE_NAME: 'contoso (sandbox)' });
    expect(source).toMatchObject({
      kind: 'sandbox',
      name: 'contoso (sandbox)',
      endpoint: 'https://127.0.0.1:4443',
      caFile: '/ca.pem',
      token: 't',
    });
  });

  test('is files when some are named; an argument wins over the environment', () => {
    expect(good({ PEERSCAPE_FILES: ['a.json', 'b.json'].join(delimiter) }).source).toMatchObject({
      kind: 'file',
      files: ['a.json', 'b.json'],
    });
    expect(good({ ...SANDBOX, PEERSCAPE_FILES: 'a.json' }, ['--file', 'c.json', '--file', 'd.json']).source).toMatchObject({
      files: ['c.json', 'd.json'],
    });
  });

  test('is Azure when that is asked for, whatever else is set', () => {
    expect(good({ PEERSCAPE_SOURCE: 'sandbox', ...SANDBOX }, ['--azure']).source.kind).toBe('azure');
  });
});

test('--port wins over the environment', () => {
  expect(good({ PEERSCAPE_PORT: '1' }, ['--port', '5000']).port).toBe(5000);
});

describe('the address to listen on', () => {
  test('is loopback, unless a sandbox is shown from a container', () => {
    expect(good({}).listen).toBe('127.0.0.1');
    expect(good({ ...SANDBOX, PEERSCAPE_LISTEN: '0.0.0.0' }).listen).toBe('0.0.0.0');
  });

  test.each([[[]], [['--azure']], [['--file', 'estate.json']]])('is never everyone’s when an estate is shown: %j', (argv) => {
    expect(bad({ PEERSCAPE_LISTEN: '0.0.0.0' }, argv)).toContain('only for a sandbox');
  });
});

test('a sandbox may do without a token of its own: managed identity asks it for one', () => {
  expect(good({ PEERSCAPE_SOURCE: 'sandbox', PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443' }).source).toMatchObject({
    token: undefined,
  });
});

test('an empty setting counts as none', () => {
  expect(good({ PEERSCAPE_PORT: '', PEERSCAPE_CLOUD: '', PEERSCAPE_REFRESH_SECONDS: '' }).port).toBe(4280);
});

describe('what is wrong is said in a sentence', () => {
  const cases: readonly (readonly [Record<string, string>, readonly string[], string])[] = [
    [{ PEERSCAPE_PORT: 'x' }, [], 'PEERSCAPE_PORT must be a whole number from 0 to 65535, not "x"'],
    [{ PEERSCAPE_PORT: '99999' }, [], 'PEERSCAPE_PORT must be'],
    [{ PEERSCAPE_PORT: '-1' }, [], 'PEERSCAPE_PORT must be'],
    [{ PEERSCAPE_SOURCE: 'aws' }, [], 'PEERSCAPE_SOURCE must be one of azure, sandbox, file, not "aws"'],
    [{ PEERSCAPE_CLOUD: 'moon' }, [], 'PEERSCAPE_CLOUD must be one of public, usgov, china'],
    [{ PEERSCAPE_ARM_ENDPOINT: 'http://127.0.0.1:1' }, [], 'PEERSCAPE_ARM_ENDPOINT must be an https address'],
    [{ PEERSCAPE_ARM_ENDPOINT: 'https://a/b' }, [], 'PEERSCAPE_ARM_ENDPOINT must be an https address'],
    [{ PEERSCAPE_REFRESH_SECONDS: '0' }, [], 'PEERSCAPE_REFRESH_SECONDS must be'],
    [{ PEERSCAPE_LOG: 'loud' }, [], 'PEERSCAPE_LOG must be one of'],
    [{ PEERSCAPE_SOURCE: 'sandbox' }, [], 'PEERSCAPE_ARM_ENDPOINT must be its address on this machine'],
    [{ PEERSCAPE_SOURCE: 'sandbox', PEERSCAPE_ARM_ENDPOINT: 'https://management.azure.com' }, [], 'its address on this machine'],
    [{ PEERSCAPE_LISTEN: '10.0.0.1' }, [], 'PEERSCAPE_LISTEN must be one of 127.0.0.1, 0.0.0.0'],
    [{ PEERSCAPE_SOURCE: 'file' }, [], 'needs --file'],
    [{}, ['--azure', '--file', 'x'], 'exclude each other'],
    [{}, ['--prot', '1'], "Unknown option '--prot'; Peerscape knows --port, --azure, --file, --data and --allow-changes"],
    [{}, ['stray'], 'stray'],
    [{}, ['--port'], '--port'],
  ];
  test.each(cases)('%j %j', (environment, argv, expected) => {
    expect(bad(environment, argv)).toContain(expected);
  });

  test('all of it at once', () => {
    expect(bad({ PEERSCAPE_PORT: 'x', PEERSCAPE_LOG: 'y' })).toMatch(/PEERSCAPE_PORT.*PEERSCAPE_LOG/s);
  });

  test('a token is never part of it', () => {
    expect(bad({ PEERSCAPE_ARM_TOKEN: 'canary', PEERSCAPE_ARM_ENDPOINT: 'x', PEERSCAPE_PORT: 'x' })).not.toContain('canary');
  });
});

describe('changes and what is kept', () => {
  const read = (environment: Record<string, string>, ...argv: string[]) => {
    const checked = readConfig({ ...environment, HOME: '/home/me' }, argv);
    if (!checked.ok) throw new Error(checked.problems.join());
    return checked.config;
  };
  const SANDBOX = { PEERSCAPE_SOURCE: 'sandbox', PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443' };

  test('changes are off on Azure until somebody allows them, on in the sandbox, and never on files', () => {
    expect(read({}, '--azure').allowChanges).toBe(false);
    expect(read({}, '--azure', '--allow-changes').allowChanges).toBe(true);
    expect(read({ PEERSCAPE_ALLOW_CHANGES: 'yes' }, '--azure').allowChanges).toBe(true);
    expect(read(SANDBOX).allowChanges).toBe(true);
    expect(read({ ...SANDBOX, PEERSCAPE_ALLOW_CHANGES: 'no' }).allowChanges).toBe(false);
    expect(read({}, '--file', 'estate.json', '--allow-changes').allowChanges).toBe(false);
  });

  test('what must survive is kept in the person’s data folder, in a folder of their choice, or in PostgreSQL', () => {
    expect(read({}, '--azure').store).toEqual({ kind: 'folder', folder: '/home/me/.local/share/peerscape' });
    expect(read({}, '--azure', '--data', '/srv/kept').store).toEqual({ kind: 'folder', folder: '/srv/kept' });
    expect(read({ DATABASE_URL: 'postgresql://me@127.0.0.1/p' }, '--azure').store).toEqual({
      kind: 'postgresql',
      url: 'postgresql://me@127.0.0.1/p',
    });
    expect(readConfig({ DATABASE_URL: 'mysql://x' }, ['--azure'])).toMatchObject({ ok: false });
  });
});
