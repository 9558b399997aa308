import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Config, readConfig } from './config.ts';

const SANDBOX = { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443', PEERSCAPE_ARM_TOKEN: 't' };

const accept = (environment: Record<string, string>, argv: readonly string[] = []): Config => {
  const result = readConfig(environment, argv);
  if (!result.ok) throw new Error(result.problems.join('; '));
  return result.config;
};
const reject = (environment: Record<string, string>, argv: readonly string[] = []): string => {
  const result = readConfig(environment, argv);
  return result.ok ? 'the configuration was accepted' : result.problems.join('; ');
};

describe('without any settings', () => {
  test('reads Azure public with the default credential, on port 4280', () => {
    const { port, source, logLevel } = accept({});
    expect({ port, logLevel }).toEqual({ port: 4280, logLevel: 'warn' });
    expect(source).toMatchObject({ kind: 'azure', name: 'Azure public', endpoint: 'https://management.azure.com', token: undefined });
  });
});

describe('the source', () => {
  test.each([
    ['usgov', 'Azure Government', 'https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'],
    ['china', 'Azure China', 'https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
  ])('is Azure at the endpoints of the cloud %s (%s)', (cloud, name, endpoint, authority) => {
    expect(accept({ PEERSCAPE_CLOUD: cloud }).source).toMatchObject({ kind: 'azure', name, endpoint, authority });
  });

  test('is a sandbox if an endpoint and a token are given', () => {
    const { source } = accept({ ...SANDBOX, PEERSCAPE_ARM_CA: '/ca.pem', PEERSCAPE_SOURCE_NAME: 'contoso (sandbox)' });
    expect(source).toMatchObject({
      kind: 'sandbox',
      name: 'contoso (sandbox)',
      endpoint: 'https://127.0.0.1:4443',
      caFile: '/ca.pem',
      token: 't',
    });
  });

  test('is files if any are named; arguments override the environment', () => {
    expect(accept({ PEERSCAPE_FILES: ['a.json', 'b.json'].join(delimiter) }).source).toMatchObject({
      kind: 'file',
      files: ['a.json', 'b.json'],
    });
    expect(accept({ ...SANDBOX, PEERSCAPE_FILES: 'a.json' }, ['--file', 'c.json', '--file', 'd.json']).source).toMatchObject({
      files: ['c.json', 'd.json'],
    });
  });

  test('is Azure with --azure, regardless of other settings', () => {
    expect(accept({ PEERSCAPE_SOURCE: 'sandbox', ...SANDBOX }, ['--azure']).source.kind).toBe('azure');
  });
});

test('--port overrides the environment', () => {
  expect(accept({ PEERSCAPE_PORT: '1' }, ['--port', '5000']).port).toBe(5000);
});

describe('the address to listen on', () => {
  test('is loopback by default, and any address for a sandbox in a container', () => {
    expect(accept({}).listen).toBe('127.0.0.1');
    expect(accept({ ...SANDBOX, PEERSCAPE_LISTEN: '0.0.0.0' }).listen).toBe('0.0.0.0');
  });

  test.each([[[]], [['--azure']], [['--file', 'estate.json']]])('is never 0.0.0.0 for Azure or files: %j', (argv) => {
    expect(reject({ PEERSCAPE_LISTEN: '0.0.0.0' }, argv)).toContain('only for a sandbox');
  });
});

test('a sandbox does not need a token: managed identity requests one from it', () => {
  expect(accept({ PEERSCAPE_SOURCE: 'sandbox', PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443' }).source).toMatchObject({
    token: undefined,
  });
});

test('treats an empty setting as not set', () => {
  expect(accept({ PEERSCAPE_PORT: '', PEERSCAPE_CLOUD: '', PEERSCAPE_REFRESH_SECONDS: '' }).port).toBe(4280);
});

describe('invalid settings are reported in one sentence', () => {
  const cases: readonly (readonly [Record<string, string>, readonly string[], string])[] = [
    [{ PEERSCAPE_PORT: 'x' }, [], 'PEERSCAPE_PORT must be an integer from 0 to 65535; got "x"'],
    [{ PEERSCAPE_PORT: '99999' }, [], 'PEERSCAPE_PORT must be'],
    [{ PEERSCAPE_PORT: '-1' }, [], 'PEERSCAPE_PORT must be'],
    [{ PEERSCAPE_SOURCE: 'aws' }, [], 'PEERSCAPE_SOURCE must be one of azure, sandbox, file; got "aws"'],
    [{ PEERSCAPE_CLOUD: 'moon' }, [], 'PEERSCAPE_CLOUD must be one of public, usgov, china'],
    [{ PEERSCAPE_ARM_ENDPOINT: 'http://127.0.0.1:1' }, [], 'PEERSCAPE_ARM_ENDPOINT must be an HTTPS URL'],
    [{ PEERSCAPE_ARM_ENDPOINT: 'https://a/b' }, [], 'PEERSCAPE_ARM_ENDPOINT must be an HTTPS URL'],
    [{ PEERSCAPE_REFRESH_SECONDS: '0' }, [], 'PEERSCAPE_REFRESH_SECONDS must be'],
    [{ PEERSCAPE_LOG: 'loud' }, [], 'PEERSCAPE_LOG must be one of'],
    [{ PEERSCAPE_SOURCE: 'sandbox' }, [], 'PEERSCAPE_ARM_ENDPOINT must be its endpoint on this machine'],
    [{ PEERSCAPE_SOURCE: 'sandbox', PEERSCAPE_ARM_ENDPOINT: 'https://management.azure.com' }, [], 'its endpoint on this machine'],
    [{ PEERSCAPE_LISTEN: '10.0.0.1' }, [], 'PEERSCAPE_LISTEN must be one of 127.0.0.1, 0.0.0.0'],
    [{ PEERSCAPE_SOURCE: 'file' }, [], 'requires --file'],
    [{}, ['--azure', '--file', 'x'], 'cannot be combined'],
    [{}, ['--prot', '1'], "Unknown option '--prot'; available options: --port, --azure, --file, --data and --allow-changes"],
    [{}, ['stray'], 'stray'],
    [{}, ['--port'], '--port'],
  ];
  test.each(cases)('%j %j', (environment, argv, expected) => {
    expect(reject(environment, argv)).toContain(expected);
  });

  test('reports all problems at once', () => {
    expect(reject({ PEERSCAPE_PORT: 'x', PEERSCAPE_LOG: 'y' })).toMatch(/PEERSCAPE_PORT.*PEERSCAPE_LOG/s);
  });

  test('never includes a token', () => {
    expect(reject({ PEERSCAPE_ARM_TOKEN: 'canary', PEERSCAPE_ARM_ENDPOINT: 'x', PEERSCAPE_PORT: 'x' })).not.toContain('canary');
  });
});

describe('changes and storage', () => {
  const read = (environment: Record<string, string>, ...argv: string[]) => {
    const result = readConfig({ ...environment, HOME: '/home/me' }, argv);
    if (!result.ok) throw new Error(result.problems.join());
    return result.config;
  };
  const SANDBOX = { PEERSCAPE_SOURCE: 'sandbox', PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443' };

  test('changes are off by default on Azure, on in the sandbox, and never allowed for files', () => {
    expect(read({}, '--azure').allowChanges).toBe(false);
    expect(read({}, '--azure', '--allow-changes').allowChanges).toBe(true);
    expect(read({ PEERSCAPE_ALLOW_CHANGES: 'yes' }, '--azure').allowChanges).toBe(true);
    expect(read(SANDBOX).allowChanges).toBe(true);
    expect(read({ ...SANDBOX, PEERSCAPE_ALLOW_CHANGES: 'no' }).allowChanges).toBe(false);
    expect(read({}, '--file', 'estate.json', '--allow-changes').allowChanges).toBe(false);
  });

  test('state is stored in the user’s data folder, in a folder of their choice, or in PostgreSQL', () => {
    expect(read({}, '--azure').store).toEqual({ kind: 'folder', folder: '/home/me/.local/share/peerscape' });
    expect(read({}, '--azure', '--data', '/srv/peerscape').store).toEqual({ kind: 'folder', folder: '/srv/peerscape' });
    expect(read({ DATABASE_URL: 'postgresql://me@127.0.0.1/p' }, '--azure').store).toEqual({
      kind: 'postgresql',
      url: 'postgresql://me@127.0.0.1/p',
    });
    expect(readConfig({ DATABASE_URL: 'mysql://x' }, ['--azure'])).toMatchObject({ ok: false });
  });
});
