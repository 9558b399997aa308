import { describe, expect, test } from 'vitest';
import { readOptions } from './arguments.ts';

const read = (argv: readonly string[], environment: Record<string, string> = {}) => readOptions(environment, argv, '/here');

const optionsOf = (argv: readonly string[], environment: Record<string, string> = {}) => {
  const asked = read(argv, environment);
  if (asked.kind !== 'options') throw new Error(JSON.stringify(asked));
  return asked.options;
};

describe('the arguments of a check', () => {
  test('left out mean text, warnings, and nothing forgiven', () => {
    expect(optionsOf(['--file', 'a.json'])).toEqual({
      source: { kind: 'file', files: ['/here/a.json'], name: undefined },
      format: 'text',
      failOn: 'warning',
      acceptUnread: false,
      output: undefined,
    });
  });

  test('name files from where they were typed, several too, and the report as well', () => {
    const { source, output } = optionsOf(['--file', 'a.json', '--file', '/there/b.json', '--output', 'out/r.sarif', '--format', 'sarif']);
    expect(source).toMatchObject({ files: ['/here/a.json', '/there/b.json'] });
    expect(output).toBe('/here/out/r.sarif');
  });

  test('choose Azure, and without any it is what the environment says', () => {
    expect(optionsOf(['--azure']).source.kind).toBe('azure');
    expect(optionsOf([]).source.kind).toBe('azure');
    expect(optionsOf([], { PEERSCAPE_FILES: 'a.json', PEERSCAPE_SOURCE: 'file' }).source).toMatchObject({
      kind: 'file',
      files: ['/here/a.json'],
    });
    expect(optionsOf([], { PEERSCAPE_CLOUD: 'china' }).source).toMatchObject({ name: 'Azure China' });
  });

  test('do not trip over how a server would listen', () => {
    expect(optionsOf(['--azure'], { PEERSCAPE_LISTEN: '0.0.0.0', PEERSCAPE_PORT: 'x' }).source.kind).toBe('azure');
  });

  test.each([
    [['--format', 'xml'], '--format takes text, json, sarif, not "xml"'],
    [['--fail-on', 'all'], '--fail-on takes error, warning, info, none, not "all"'],
    [['--output', ''], '--output needs the name of a file'],
    [['--azure', '--file', 'a.json'], 'exclude each other'],
    [['--port', '1'], "Unknown option '--port'; --help lists what there is"],
    [['estate.json'], 'estate.json'],
    [['--file'], '--file'],
  ])('%j are refused with a sentence', (argv, sentence) => {
    expect(read(argv)).toMatchObject({ kind: 'problem', problem: expect.stringContaining(sentence) });
  });

  test('a setting of the environment that means nothing is named', () => {
    expect(read([], { PEERSCAPE_CLOUD: 'mars' })).toMatchObject({ kind: 'problem', problem: expect.stringContaining('PEERSCAPE_CLOUD') });
  });
});
