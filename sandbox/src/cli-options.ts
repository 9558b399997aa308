import { parseArgs } from 'node:util';
import { type Parsed, parsed, refused } from '@peerscape/shared/net';
import { PACES, type PaceName } from './pace.ts';

/** What the command line asks for. */
export interface CliOptions {
  readonly port: number;
  readonly world: string;
  readonly data: string | undefined;
  /** A second door without TLS, for curl. */
  readonly http: number | undefined;
  readonly pace: PaceName;
  readonly help: boolean;
}

export const HELP = `peerscape sandbox: a local Azure for az, SDKs and scripts

  --port N        port of the https endpoint (4443; 0 takes any free one)
  --world NAME    contoso, course, generated:N[:SEED], or a file in the world language (contoso)
  --data DIR      where the certificate authority is kept (a folder in your cache)
  --http PORT     also listen without TLS, for curl
  --pace NAME     how long changes take: instant, brisk (about a second) or azure (as the real one) (brisk)
  --help          this text

While it runs, /_sandbox/ changes it: see the README of the sandbox.
`;

/** The options, or one sentence that says what is wrong with them. */
export function readCliOptions(args: readonly string[]): Parsed<CliOptions> {
  const words = parse(args);
  if (typeof words === 'string') return refused(words);
  const port = portOf('--port', words.port ?? '4443');
  const http = words.http === undefined ? parsed(undefined) : portOf('--http', words.http);
  if (!port.ok) return port;
  if (!http.ok) return http;
  const pace = Object.keys(PACES).find((name) => name === (words.pace ?? 'brisk')) as PaceName | undefined;
  if (!pace) return refused(`--pace is one of ${Object.keys(PACES).join(', ')}, not "${words.pace}"`);
  return parsed({ port: port.value, http: http.value, pace, world: words.world ?? 'contoso', data: words.data, help: words.help ?? false });
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { port: text, world: text, data: text, http: text, pace: text, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function portOf(option: string, words: string): Parsed<number> {
  const port = Number(words);
  return /^\d{1,5}$/.test(words) && port <= 65_535 ? parsed(port) : refused(`${option} needs a port from 0 to 65535, not "${words}"`);
}
