import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readSourceConfig } from '../config.ts';
import { describeArgumentError } from '../program/describe-error.ts';
import type { ProgramContext } from '../program/run-program.ts';

/** Output of `--help`. */
export const HELP = `Answers whether places of the network reach each other, and lists the effective routes of a subnet

  npm run reach  -- --file estate.json --ask asks.json          answer the questions in a file
  npm run routes -- --file estate.json --subnet hub/workload    list the effective routes of a subnet, by name or ARM id

  --file FILE           exported files: a file, a folder or a pattern; - for standard input; repeat --file to merge
  --azure               read Azure with your current identity (az login, managed identity, environment)
  --server URL          use what a running Peerscape shows; if it shows Azure, URL is a sign-in link from its terminal
  --learned FILE        routes that gateways and Route Servers have learned, as Azure Resource Manager returns them
  --ask FILE            reach: the questions, [{ "id": "1", "from": "hub/workload", "to": "10.1.0.4", "protocol": "tcp", "port": 443 }]
  --subnet SUBNET       routes: the subnet, as vnet/subnet or ARM id
  --format text|json    output format (default: text)

Without --file, --azure and --server, the source is the one that the environment configures, as for the server (PEERSCAPE_SOURCE, …).
Exit codes: 0 if the questions were answered, whatever the answers are, 2 if that is not possible.
`;

const FORMATS = ['text', 'json'] as const;

/** Source of a command: one of the server, or a running server by its URL. */
export type ReachSource = Config['source'] | { readonly kind: 'server'; readonly url: URL };

interface CommonOptions {
  readonly source: ReachSource;
  /** Path of the file with learned routes. */
  readonly learned: string | undefined;
  readonly format: (typeof FORMATS)[number];
}

/** Validated options of `reach` and `routes`. */
export type ReachOptions = CommonOptions &
  ({ readonly command: 'reach'; readonly questions: string } | { readonly command: 'routes'; readonly subnet: string });

export type ReachOptionsResult =
  | { readonly kind: 'options'; readonly options: ReachOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly problem: string };

/** Parses the command line, whose first argument may be `routes`. Paths are resolved relative to `directory`, the caller's working directory. */
export function parseReachOptions({ environment, argv, directory }: ProgramContext): ReachOptionsResult {
  const [first, ...rest] = argv;
  const command = first === 'routes' ? 'routes' : 'reach';
  const values = parseValues(command === 'routes' ? rest : argv);
  if (typeof values === 'string') return problem(values);
  const { help, format, ask, subnet, learned } = values;
  if (help) return { kind: 'help' };
  const known = FORMATS.find((one) => one === format);
  if (!known) return problem(`--format must be one of ${FORMATS.join(', ')}, not "${format}"`);
  if (learned === '') return problem('--learned requires a file name');
  const source = readSource(environment, values, directory);
  if (typeof source === 'string') return problem(source);
  const common = { source, format: known, learned: learned === undefined ? undefined : resolve(directory, learned) };
  if (command === 'routes') {
    if (ask !== undefined) return problem('--ask belongs to the command reach; routes requires --subnet');
    if (!subnet) return problem('--subnet is missing: the subnet whose routes to list, as vnet/subnet or ARM id');
    return { kind: 'options', options: { ...common, command, subnet } };
  }
  if (subnet !== undefined) return problem('--subnet belongs to the command routes; reach requires --ask');
  if (!ask) return problem('--ask is missing: the file with the questions');
  return { kind: 'options', options: { ...common, command, questions: resolve(directory, ask) } };
}

const problem = (message: string): ReachOptionsResult => ({ kind: 'problem', problem: message });

/** Parses the arguments; returns an error message if they are invalid. */
function parseValues(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        azure: { type: 'boolean', default: false },
        file: { type: 'string', multiple: true },
        server: { type: 'string' },
        learned: { type: 'string' },
        ask: { type: 'string' },
        subnet: { type: 'string' },
        format: { type: 'string', default: 'text' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return describeArgumentError(error);
  }
}

interface SourceValues {
  readonly azure: boolean;
  readonly file?: readonly string[] | undefined;
  readonly server?: string | undefined;
}

function readSource(environment: ProgramContext['environment'], values: SourceValues, directory: string): ReachSource | string {
  const { azure, file: files = [], server } = values;
  if (server !== undefined) {
    if (azure || files.length > 0) return '--server cannot be combined with --azure or --file: choose one source';
    const isUrl = URL.canParse(server) && /^https?:$/.test(new URL(server).protocol);
    return isUrl
      ? { kind: 'server', url: new URL(server) }
      : `--server must be the URL of a running Peerscape, such as http://127.0.0.1:4280, not "${server}"`;
  }
  const read = readSourceConfig(environment, { azure, files }, directory);
  return read.ok ? read.source : read.problems.join('; ');
}
