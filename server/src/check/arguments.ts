import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Severity } from '@peerscape/shared/health';
import { type Config, readConfig } from '../config.ts';

export const HELP = `Looks at every peering once, says what is wrong, and ends with a code for pipelines

  npm run check -- --file estate.json   a file that az exported, or several: --file a.json --file b.json
  npm run check -- --azure              your Azure, with the identity you already have
  npm run check                         what the environment says, as the server reads it (PEERSCAPE_SOURCE, PEERSCAPE_FILES, …)

  --format text|json|sarif              how to say it (text)
  --fail-on error|warning|info|none     the least that counts as failed (warning)
  --accept-unread                       pass although something could not be read
  --output FILE                         write the report there instead of printing it

Ends with 0 when nothing at that level was found, 1 when something was, 2 when it could not look: wrong arguments, a file that cannot be
opened, nothing to look at, or nothing found while something could not be read.
`;

const FORMATS = ['text', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

const LEVELS = ['error', 'warning', 'info', 'none'] as const satisfies readonly (Severity | 'none')[];
export type FailOn = (typeof LEVELS)[number];

export interface Options {
  readonly source: Config['source'];
  readonly format: Format;
  readonly failOn: FailOn;
  readonly acceptUnread: boolean;
  /** Absent: the report is printed. */
  readonly output: string | undefined;
}

export type ReadOptions =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly problem: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** What was asked for. Paths are relative to the directory in which it was typed. */
export function readOptions(environment: Environment, argv: readonly string[], directory: string): ReadOptions {
  const given = parse(argv);
  if (typeof given === 'string') return problem(given);
  const { help, format, output, 'fail-on': failOn, 'accept-unread': acceptUnread, azure, file: files = [] } = given;
  if (help) return { kind: 'help' };
  if (!isOneOf(FORMATS, format)) return problem(`--format takes ${FORMATS.join(', ')}, not "${format}"`);
  if (!isOneOf(LEVELS, failOn)) return problem(`--fail-on takes ${LEVELS.join(', ')}, not "${failOn}"`);
  if (output === '') return problem('--output needs the name of a file');
  const where = [...(azure ? ['--azure'] : []), ...files.map((file) => `--file=${file}`)];
  const checked = readConfig(aboutSource(environment), where);
  if (!checked.ok) return problem(checked.problems.join('\n'));
  const path = output === undefined ? undefined : resolve(directory, output);
  return { kind: 'options', options: { source: from(directory, checked.config.source), format, failOn, acceptUnread, output: path } };
}

const problem = (sentence: string): ReadOptions => ({ kind: 'problem', problem: sentence });

function parse(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        azure: { type: 'boolean', default: false },
        file: { type: 'string', multiple: true },
        format: { type: 'string', default: 'text' },
        'fail-on': { type: 'string', default: 'warning' },
        'accept-unread': { type: 'boolean', default: false },
        output: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return `${(error as Error).message.replace(/\. To specify.*$/s, '')}; --help lists what there is`;
  }
}

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T => words.some((one) => one === word);

/** How a server listens does not matter to one that never does. */
const aboutSource = ({ PEERSCAPE_PORT: _, PEERSCAPE_LISTEN: __, PEERSCAPE_REFRESH_SECONDS: ___, ...rest }: Environment): Environment =>
  rest;

const from = (directory: string, source: Options['source']): Options['source'] =>
  source.kind === 'file' ? { ...source, files: source.files.map((file) => resolve(directory, file)) } : source;
