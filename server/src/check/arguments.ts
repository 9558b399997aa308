import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Severity } from '@peerscape/shared/health';
import { type Config, readSourceConfig } from '../config.ts';
import { describeArgumentError } from '../program/describe-error.ts';

/** Output of `--help`. */
export const HELP = `Checks all peerings once, reports the findings, and exits with a code for CI pipelines

  npm run check -- --file estate.json   check exported files: a file, a folder or a pattern; - for standard input; repeat --file to merge
  npm run check -- --azure              check Azure with your current identity (az login, managed identity, environment)
  npm run check                         check the source that the environment configures, as for the server (PEERSCAPE_SOURCE, …)

  --format text|json|sarif              report format (default: text)
  --fail-on error|warning|info|none     lowest severity that fails the check (default: warning; none with --expect)
  --accept-unread                       pass even if something could not be read
  --baseline FILE                       do not fail on findings that are known: an earlier report (json or sarif) or a mute file
  --expect FILE                         check what must reach what, from a file in YAML or JSON; findings then count only with --fail-on
  --learned FILE                        routes that gateways and Route Servers have learned
  --against FILE                        report changes since an earlier file; repeat --against to merge
  --output FILE                         write the report to FILE instead of printing it
  --export FILE                         write what was read to FILE, which --file opens again
  --export-anonymised FILE              the same with names, ids and addresses replaced

Exit codes: 0 if there are no findings of the selected severity or higher, 1 if there are, 2 if the check is not possible or not complete:
invalid arguments, a file that cannot be opened, no virtual networks, or no findings while something could not be read. Findings in the
baseline and changes do not affect the exit code.
`;

const FORMATS = ['text', 'json', 'sarif'] as const;
export type ReportFormat = (typeof FORMATS)[number];

const LEVELS = ['error', 'warning', 'info', 'none'] as const satisfies readonly (Severity | 'none')[];
export type FailOn = (typeof LEVELS)[number];

/** Validated options of a check. */
export interface CheckOptions {
  readonly source: Config['source'];
  readonly format: ReportFormat;
  readonly failOn: FailOn;
  readonly acceptUnread: boolean;
  /** Path of the report file; when absent, the report is printed. */
  readonly output: string | undefined;
  /** Path of a file with known findings. */
  readonly baseline: string | undefined;
  /** Path of a file with expectations. */
  readonly expect: string | undefined;
  /** Path of a file with learned routes. */
  readonly learned: string | undefined;
  /** Files of an earlier reading to compare with; empty for no comparison. */
  readonly against: readonly string[];
  /** Path for what was read. */
  readonly exportTo: string | undefined;
  readonly exportAnonymisedTo: string | undefined;
}

/** Result of parsing the command line. */
export type OptionsResult =
  | { readonly kind: 'options'; readonly options: CheckOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly problem: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Parses the command line. Paths are resolved relative to `directory`, the caller's working directory. */
export function parseOptions(environment: Environment, argv: readonly string[], directory: string): OptionsResult {
  const values = parseValues(argv);
  if (typeof values === 'string') return problem(values);
  const { help, format, 'accept-unread': acceptUnread, azure, file: files = [], against = [], expect } = values;
  const failOn = values['fail-on'] ?? (expect === undefined ? 'warning' : 'none');
  if (help) return { kind: 'help' };
  if (!isOneOf(FORMATS, format)) return problem(`--format must be one of ${FORMATS.join(', ')}, not "${format}"`);
  if (!isOneOf(LEVELS, failOn)) return problem(`--fail-on must be one of ${LEVELS.join(', ')}, not "${failOn}"`);
  const unnamed = PATH_OPTIONS.find((name) => values[name] === '');
  if (unnamed) return problem(`--${unnamed} requires a file name`);
  const checked = readSourceConfig(environment, { azure, files }, directory);
  if (!checked.ok) return problem(checked.problems.join('; '));
  const pathOf = (name: (typeof PATH_OPTIONS)[number]) => (values[name] === undefined ? undefined : resolve(directory, values[name]));
  return {
    kind: 'options',
    options: {
      source: checked.source,
      format,
      failOn,
      acceptUnread,
      output: pathOf('output'),
      baseline: pathOf('baseline'),
      expect: pathOf('expect'),
      learned: pathOf('learned'),
      against: against.map((file) => resolve(directory, file)),
      exportTo: pathOf('export'),
      exportAnonymisedTo: pathOf('export-anonymised'),
    },
  };
}

/** Options with the path of one file. */
const PATH_OPTIONS = ['output', 'baseline', 'expect', 'learned', 'export', 'export-anonymised'] as const;

const problem = (message: string): OptionsResult => ({ kind: 'problem', problem: message });

/** Parses the arguments; returns an error message if they are invalid. */
function parseValues(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        azure: { type: 'boolean', default: false },
        file: { type: 'string', multiple: true },
        format: { type: 'string', default: 'text' },
        'fail-on': { type: 'string' },
        expect: { type: 'string' },
        learned: { type: 'string' },
        'accept-unread': { type: 'boolean', default: false },
        against: { type: 'string', multiple: true },
        baseline: { type: 'string' },
        export: { type: 'string' },
        'export-anonymised': { type: 'string' },
        output: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return describeArgumentError(error);
  }
}

const isOneOf = <T extends string>(allowed: readonly T[], value: string): value is T => allowed.some((item) => item === value);
