import { parseArgs } from 'node:util';
import { type ParseResult, parseFailure, parseSuccess } from '@peerscape/shared/net';
import { LATENCY_PROFILES, type LatencyProfileName } from './latency-profiles.ts';

/** Options of the command line. */
export interface CliOptions {
  readonly port: number;
  readonly world: string;
  readonly data: string | undefined;
  /** Port of a second endpoint without TLS, for curl. */
  readonly http: number | undefined;
  readonly latencyProfile: LatencyProfileName;
  readonly help: boolean;
}

export const HELP = `peerscape sandbox: a local Azure for az, SDKs and scripts

  --port N        port of the HTTPS endpoint (default: 4443; 0 uses any free port)
  --world NAME    contoso, course, lab, generated:N[:equipped][:SEED], or the path of a .world file (default: contoso)
  --data DIR      folder for the certificate authority (default: a folder in your cache)
  --http PORT     also listen without TLS, for curl
  --pace NAME     duration of changes: instant, brisk (about a second) or azure (as in Azure) (default: brisk)
  --help          show this help

While the sandbox runs, control it with requests to /_sandbox/: see the README of the sandbox.
`;

/** Parses the options, or returns one sentence about what is wrong with them. */
export function parseCliOptions(args: readonly string[]): ParseResult<CliOptions> {
  const values = parse(args);
  if (typeof values === 'string') return parseFailure(values);
  const port = parsePort('--port', values.port ?? '4443');
  const http = values.http === undefined ? parseSuccess(undefined) : parsePort('--http', values.http);
  if (!port.ok) return port;
  if (!http.ok) return http;
  const latencyProfile = Object.keys(LATENCY_PROFILES).find((name) => name === (values.pace ?? 'brisk')) as LatencyProfileName | undefined;
  if (!latencyProfile) return parseFailure(`--pace must be one of ${Object.keys(LATENCY_PROFILES).join(', ')}; got "${values.pace}"`);
  return parseSuccess({
    port: port.value,
    http: http.value,
    latencyProfile,
    world: values.world ?? 'contoso',
    data: values.data,
    help: values.help ?? false,
  });
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

function parsePort(option: string, text: string): ParseResult<number> {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535
    ? parseSuccess(port)
    : parseFailure(`${option} must be a port from 0 to 65535; got "${text}"`);
}
