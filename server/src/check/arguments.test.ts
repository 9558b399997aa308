import { describe, expect, test } from 'vitest';
import { parseOptions } from './arguments.ts';

const read = (argv: readonly string[], environment: Record<string, string> = {}) => parseOptions(environment, argv, '/here');

const optionsOf = (argv: readonly string[], environment: Record<string, string> = {}) => {
  const result = read(argv, environment);
  if (result.kind !== 'options') throw new Error(JSON.stringify(result));
  return result.options;
};

describe('the arguments of a check', () => {
  test('default to text, failing on warnings and on unreadable parts', () => {
    expect(optionsOf(['--file', 'a.json'])).toEqual({
      source: { kind: 'file', files: ['/here/a.json'], name: undefined },
      format: 'text',
      failOn: 'warning',
      acceptUnread: false,
      output: undefined,
      baseline: undefined,
      against: [],
      exportTo: undefined,
      exportAnonymisedTo: undefined,
    });
  });

  test('resolve input files and the report file relative to the working directory', () => {
    const { source, output } = optionsOf(['--file', 'a.json', '--file', '/there/b.json', '--output', 'out/r.sarif', '--format', 'sarif']);
    expect(source).toMatchObject({ files: ['/here/a.json', '/there/b.json'] });
    expect(output).toBe('/here/out/r.sarif');
  });

  test('select Azure; without any, the environment selects the source', () => {
    expect(optionsOf(['--azure']).source.kind).toBe('azure');
    expect(optionsOf([]).source.kind).toBe('azure');
    expect(optionsOf([], { PEERSCAPE_FILES: 'a.json', PEERSCAPE_SOURCE: 'file' }).source).toMatchObject({
      kind: 'file',
      files: ['/here/a.json'],
    });
    expect(optionsOf([], { PEERSCAPE_CLOUD: 'china' }).source).toMatchObject({ name: 'Azure China' });
  });

  test('ignore invalid server settings', () => {
    expect(optionsOf(['--azure'], { PEERSCAPE_LISTEN: '0.0.0.0', PEERSCAPE_PORT: 'x' }).source.kind).toBe('azure');
  });

  test.each([
    [['--format', 'xml'], '--format must be one of text, json, sarif, not "xml"'],
    [['--fail-on', 'all'], '--fail-on must be one of error, warning, info, none, not "all"'],
    [['--output', ''], '--output requires a file name'],
    [['--azure', '--file', 'a.json'], 'cannot be combined'],
    [['--port', '1'], "Unknown option '--port'. Use --help to list the options"],
    [['estate.json'], 'estate.json'],
    [['--file'], '--file'],
  ])('%j are rejected with a message', (argv, message) => {
    expect(read(argv)).toMatchObject({ kind: 'problem', problem: expect.stringContaining(message) });
  });

  test('name an invalid environment variable', () => {
    expect(read([], { PEERSCAPE_CLOUD: 'mars' })).toMatchObject({ kind: 'problem', problem: expect.stringContaining('PEERSCAPE_CLOUD') });
  });
});
