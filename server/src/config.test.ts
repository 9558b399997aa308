import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Config, readConfig } from './config.ts';

const SANDBOX = { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443', PEERSCAPE_ARM_TOKEN: 't' };

const HOME = '/home/me';

const accept = (environment: Record<string, string>, argv: readonly string[] = []): Config => {
  const result = readConfig({ HOME, ...environment }, argv);
  if (!result.ok) throw new Error(result.problems.join('; '));
  return result.config;
};
const reject = (environment: Record<string, string>, argv: readonly string[] = []): string => {
  const result = readConfig({ HOME, ...environment }, argv);
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

  test('is files if any are named; options override the setting of the same meaning', () => {
    const PEERSCAPE_FILES = ['a.json', 'b.json'].join(delimiter);
    expect(accept({ PEERSCAPE_FILES }).source).toMatchObject({ kind: 'file', files: ['a.json', 'b.json'] });
    const { source } = accept({ PEERSCAPE_FILES, PEERSCAPE_SOURCE: 'file' }, ['--file', 'c.json', '--file', 'd.json']);
    expect(source).toMatchObject({ files: ['c.json', 'd.json'] });
  });

  test('is Azure with --azure, at the endpoint of the cloud', () => {
    const { source } = accept({ PEERSCAPE_SOURCE: 'azure', PEERSCAPE_CLOUD: 'usgov', PEERSCAPE_ARM_TOKEN: 't' }, ['--azure']);
    expect(source).toMatchObject({ kind: 'azure', name: 'Azure Government', token: 't' });
  });
});

describe('an option that contradicts a setting is an error that names both', () => {
  const url = 'postgresql://me:secret@127.0.0.1/p';
  const cases: readonly (readonly [readonly string[], Record<string, string>, string])[] = [
    [['--azure'], { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443' }, '--azure contradicts PEERSCAPE_ARM_ENDPOINT'],
    [['--azure'], SANDBOX, '--azure contradicts PEERSCAPE_ARM_ENDPOINT'],
    [['--azure'], { PEERSCAPE_SOURCE: 'sandbox' }, '--azure contradicts PEERSCAPE_SOURCE=sandbox'],
    [['--azure'], { PEERSCAPE_SOURCE: 'file' }, '--azure contradicts PEERSCAPE_SOURCE=file'],
    [['--azure'], { PEERSCAPE_FILES: 'a.json' }, '--azure contradicts PEERSCAPE_FILES'],
    [['--file', 'a.json'], { PEERSCAPE_SOURCE: 'azure' }, '--file contradicts PEERSCAPE_SOURCE=azure'],
    [['--file', 'a.json'], { PEERSCAPE_SOURCE: 'sandbox' }, '--file contradicts PEERSCAPE_SOURCE=sandbox'],
    [['--file', 'a.json'], { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443' }, '--file contradicts PEERSCAPE_ARM_ENDPOINT'],
    [['--file', 'a.json'], { PEERSCAPE_ARM_TOKEN: 'canary' }, '--file contradicts PEERSCAPE_ARM_TOKEN'],
    [['--file', 'a.json'], { PEERSCAPE_ARM_CA: '/ca.pem' }, '--file contradicts PEERSCAPE_ARM_CA'],
    [['--data', '/srv'], { DATABASE_URL: url }, '--data contradicts DATABASE_URL'],
    [['--azure', '--data', '/srv'], { DATABASE_URL: url }, '--data contradicts DATABASE_URL'],
    [['--allow-changes'], { PEERSCAPE_ALLOW_CHANGES: 'no' }, '--allow-changes contradicts PEERSCAPE_ALLOW_CHANGES=no'],
    [['--allow-changes'], { PEERSCAPE_FILES: 'a.json' }, '--allow-changes contradicts PEERSCAPE_FILES'],
    [['--allow-changes'], { PEERSCAPE_SOURCE: 'file' }, '--allow-changes contradicts PEERSCAPE_SOURCE=file'],
    [[], { PEERSCAPE_SOURCE: 'azure', PEERSCAPE_FILES: 'a.json' }, 'PEERSCAPE_SOURCE=azure contradicts PEERSCAPE_FILES'],
    [[], { ...SANDBOX, PEERSCAPE_SOURCE: 'sandbox', PEERSCAPE_FILES: 'a.json' }, 'PEERSCAPE_SOURCE=sandbox contradicts PEERSCAPE_FILES'],
  ];
  test.each(cases)('%j %j', (argv, environment, sentence) => {
    const problem = reject(environment, argv);
    expect(problem).toContain(`${sentence} in the environment. `);
    expect(problem).toMatch(argv.length > 0 ? /Leave out --[\w-]+, or unset [A-Z_]+/ : /Unset one of them/);
    expect(problem).not.toMatch(/secret|canary/);
  });

  const harmless: readonly (readonly [readonly string[], Record<string, string>])[] = [
    [['--azure'], { PEERSCAPE_SOURCE: 'azure' }],
    [['--azure'], { PEERSCAPE_ARM_ENDPOINT: '' }],
    [['--azure'], { DATABASE_URL: url, PEERSCAPE_DATA: '/srv' }],
    [['--data', '/a'], { PEERSCAPE_DATA: '/b' }],
    [['--port', '1'], { PEERSCAPE_PORT: '2' }],
    [['--allow-changes'], { PEERSCAPE_ALLOW_CHANGES: 'yes' }],
    [['--file', 'a.json'], { PEERSCAPE_SOURCE: 'file', DATABASE_URL: url }],
  ];
  test.each(harmless)('%j %j is accepted', (argv, environment) => {
    expect(accept(environment, argv)).toBeDefined();
  });
});

describe('the name of a cloud', () => {
  const azure = (environment: Record<string, string>) => accept({ PEERSCAPE_SOURCE: 'azure', ...environment }).source.name;

  test('is given only to that cloud: a custom endpoint has its own', () => {
    expect(azure({ PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443/' })).toBe('127.0.0.1:4443');
    expect(azure({ PEERSCAPE_ARM_ENDPOINT: 'https://management.example.com', PEERSCAPE_CLOUD: 'china' })).toBe('management.example.com');
    expect(azure({ PEERSCAPE_ARM_ENDPOINT: 'https://management.azure.com.evil.example' })).toBe('management.azure.com.evil.example');
    expect(azure({ PEERSCAPE_ARM_ENDPOINT: 'https://management.usgovcloudapi.net' })).toBe('management.usgovcloudapi.net');
    expect(azure({ PEERSCAPE_ARM_ENDPOINT: 'https://MANAGEMENT.azure.com/' })).toBe('Azure public');
  });

  test.each([
    { PEERSCAPE_ARM_ENDPOINT: 'https://127.0.0.1:4443', PEERSCAPE_SOURCE: 'azure' },
    { ...SANDBOX, PEERSCAPE_SOURCE: 'sandbox' },
    { PEERSCAPE_FILES: 'a.json' },
    { PEERSCAPE_CLOUD: 'usgov' },
  ])('cannot be chosen for another source: %j', (environment) => {
    for (const name of ['Azure public', ' azure PUBLIC '])
      expect(reject({ ...environment, PEERSCAPE_SOURCE_NAME: name })).toContain(
        'must not be "Azure public", the name of https://management.azure.com, for another source',
      );
  });

  test('can be repeated, and another name is the choice of the user', () => {
    expect(azure({ PEERSCAPE_SOURCE_NAME: 'Azure public' })).toBe('Azure public');
    expect(azure({ PEERSCAPE_SOURCE_NAME: 'Production' })).toBe('Production');
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
    const result = readConfig({ HOME, ...environment }, argv);
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
    expect(readConfig({ HOME, DATABASE_URL: 'mysql://x' }, ['--azure'])).toMatchObject({ ok: false });
  });

  test('without a home folder, another one or a database has to be chosen', () => {
    expect(readConfig({}, ['--azure'])).toEqual({ ok: false, problems: [expect.stringMatching(/HOME is not set.*--data.*DATABASE_URL/)] });
    for (const environment of [{ PEERSCAPE_DATA: '/srv' }, { XDG_DATA_HOME: '/srv' }, { DATABASE_URL: 'postgresql://127.0.0.1/p' }])
      expect(readConfig(environment, ['--azure'])).toMatchObject({ ok: true });
    expect(readConfig({}, ['--azure', '--data', '/srv'])).toMatchObject({ ok: true });
  });
});

test('deployments and audit entries stay unless a retention in days is set', () => {
  expect(accept({}).retentionDays).toBeUndefined();
  expect(accept({ PEERSCAPE_RETENTION_DAYS: '90' }).retentionDays).toBe(90);
  expect(reject({ PEERSCAPE_RETENTION_DAYS: '0' })).toBe('PEERSCAPE_RETENTION_DAYS must be an integer from 1 to 36500; got "0"');
});
