import path, { delimiter } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CLOUDS, type Cloud, type CloudKey } from './clouds.ts';

/** Validated configuration. Nothing else in the server reads the environment. */
export interface Config {
  readonly port: number;
  /** The address to listen on. */
  readonly listen: ListenAddress;
  readonly source: SourceConfig;
  /** Directory of the built client; absent: the default next to the server. */
  readonly clientDir?: string | undefined;
  /** Location of stored state: a folder, or a PostgreSQL database that several servers can share. */
  readonly store: StoreConfig;
  /** True if changes are allowed at startup; otherwise a user has to allow them. */
  readonly allowChanges: boolean;
  /** Pause between two reads; absent: the default of the source. */
  readonly refreshSeconds?: number | undefined;
  readonly logLevel: LogLevel;
}

type SourceConfig = ArmConfig | FileConfig;

type StoreConfig = { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'postgresql'; readonly url: string };

/** An ARM endpoint: one of Azure's clouds, or the sandbox. */
export interface ArmConfig {
  readonly kind: 'azure' | 'sandbox';
  readonly name: string;
  readonly endpoint: string;
  readonly cloud: Cloud;
  readonly authority: string;
  /** PEM file of the authority that signed the endpoint's certificate; absent: the authorities that Node trusts. */
  readonly caFile?: string | undefined;
  /** Fixed bearer token; absent: DefaultAzureCredential. */
  readonly token?: string | undefined;
}

export interface FileConfig {
  readonly kind: 'file';
  readonly files: readonly string[];
  readonly name?: string | undefined;
}

/** Addresses to listen on. 0.0.0.0 is for containers, whose loopback is not reachable from outside; only a sandbox, whose data is fictional, may use it. */
const LISTEN = ['127.0.0.1', '0.0.0.0'] as const;
type ListenAddress = (typeof LISTEN)[number];

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const httpsUrl = (name: string) =>
  z
    .string()
    .refine(isHttps, `${name} must be an HTTPS URL such as https://127.0.0.1:4443; tokens are never sent over HTTP`)
    .transform((url) => url.replace(/\/+$/, ''))
    .optional();

const oneOf = <const T extends readonly [string, ...string[]]>(name: string, options: T) =>
  z.enum(options, { error: ({ input }) => `${name} must be one of ${options.join(', ')}; got "${String(input)}"` });

const integer = (name: string, from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: ({ input }) => `${name} must be an integer from ${from} to ${to}; got "${String(input)}"`,
    })
    .transform(Number);

const Settings = z.object({
  PEERSCAPE_PORT: integer('PEERSCAPE_PORT', 0, 65_535).default(4280),
  PEERSCAPE_SOURCE: oneOf('PEERSCAPE_SOURCE', ['azure', 'sandbox', 'file']).optional(),
  PEERSCAPE_CLOUD: oneOf('PEERSCAPE_CLOUD', Object.keys(CLOUDS) as [CloudKey, ...CloudKey[]]).default('public'),
  PEERSCAPE_ARM_ENDPOINT: httpsUrl('PEERSCAPE_ARM_ENDPOINT'),
  PEERSCAPE_AUTHORITY: httpsUrl('PEERSCAPE_AUTHORITY'),
  PEERSCAPE_ARM_CA: z.string().optional(),
  PEERSCAPE_ARM_TOKEN: z.string().optional(),
  PEERSCAPE_SOURCE_NAME: z.string().optional(),
  PEERSCAPE_FILES: z.string().optional(),
  PEERSCAPE_CLIENT_DIR: z.string().optional(),
  PEERSCAPE_LISTEN: oneOf('PEERSCAPE_LISTEN', LISTEN).default('127.0.0.1'),
  PEERSCAPE_REFRESH_SECONDS: integer('PEERSCAPE_REFRESH_SECONDS', 1, 86_400).optional(),
  PEERSCAPE_DATA: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must be a PostgreSQL connection URI such as postgresql://user@host/database')
    .optional(),
  PEERSCAPE_ALLOW_CHANGES: oneOf('PEERSCAPE_ALLOW_CHANGES', ['yes', 'no']).optional(),
  XDG_DATA_HOME: z.string().optional(),
  HOME: z.string().optional(),
  LOCALAPPDATA: z.string().optional(),
  PEERSCAPE_LOG: oneOf('PEERSCAPE_LOG', LOG_LEVELS).default('warn'),
});
type Settings = z.output<typeof Settings>;

/** Parses environment and arguments into the configuration, or returns everything that is wrong with them. Arguments override the environment. */
export function readConfig(environment: Environment, argv: readonly string[]): ConfigResult {
  const args = readArguments(argv);
  if (typeof args === 'string') return { ok: false, problems: [args] };
  const nonEmpty = Object.entries({ ...environment, ...args.settings }).filter(([, value]) => value !== undefined && value !== '');
  const settings = Settings.safeParse(Object.fromEntries(nonEmpty));
  if (!settings.success) return { ok: false, problems: settings.error.issues.map(({ message }) => message) };
  const files = args.files.length > 0 ? args.files : (settings.data.PEERSCAPE_FILES?.split(delimiter).filter(Boolean) ?? []);
  const source = readSource(settings.data, files, args.azure);
  if (typeof source === 'string') return { ok: false, problems: [source] };
  const { PEERSCAPE_PORT: port, PEERSCAPE_LISTEN: listen, PEERSCAPE_LOG: logLevel } = settings.data;
  const { PEERSCAPE_CLIENT_DIR: clientDir, PEERSCAPE_REFRESH_SECONDS: refreshSeconds } = settings.data;
  if (listen !== '127.0.0.1' && source.kind !== 'sandbox') return { ok: false, problems: [LISTEN_NOT_ALLOWED] };
  const allowChanges = allowsChanges(settings.data, args.allowChanges, source.kind);
  return { ok: true, config: { port, listen, source, clientDir, store: readStore(settings.data), allowChanges, refreshSeconds, logLevel } };
}

/** Returns true if changes are allowed at startup: by default in the sandbox, on Azure only if requested, never for files. */
function allowsChanges({ PEERSCAPE_ALLOW_CHANGES: setting }: Settings, hasOption: boolean, kind: SourceConfig['kind']): boolean {
  if (kind === 'file') return false;
  return hasOption || (setting === undefined ? kind === 'sandbox' : setting === 'yes');
}

function readStore({ DATABASE_URL: url, PEERSCAPE_DATA: folder, XDG_DATA_HOME, HOME, LOCALAPPDATA }: Settings): StoreConfig {
  if (url !== undefined) return { kind: 'postgresql', url };
  const home = XDG_DATA_HOME ?? LOCALAPPDATA ?? path.join(HOME ?? '.', '.local', 'share');
  return { kind: 'folder', folder: folder ?? path.join(home, 'peerscape') };
}

const LISTEN_NOT_ALLOWED =
  'PEERSCAPE_LISTEN can be 0.0.0.0 only for a sandbox: Peerscape has no sign-in for other users yet, so anyone on the network could see your Azure resources';

interface Arguments {
  readonly azure: boolean;
  readonly allowChanges: boolean;
  readonly files: readonly string[];
  readonly settings: Environment;
}

function readArguments(argv: readonly string[]): Arguments | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        azure: { type: 'boolean' },
        'allow-changes': { type: 'boolean' },
        data: { type: 'string' },
        file: { type: 'string', multiple: true },
      },
    });
    const settings = {
      ...(values.port === undefined ? {} : { PEERSCAPE_PORT: values.port }),
      ...(values.data === undefined ? {} : { PEERSCAPE_DATA: values.data }),
    };
    return { azure: values.azure ?? false, allowChanges: values['allow-changes'] ?? false, files: values.file ?? [], settings };
  } catch (error) {
    return `${(error as Error).message.replace(/\. To specify.*$/s, '')}; available options: --port, --azure, --file, --data and --allow-changes`;
  }
}

function readSource(settings: Settings, files: readonly string[], azure: boolean): SourceConfig | string {
  if (azure && files.length > 0) return '--azure and --file cannot be combined: choose Azure or files';
  const kind = azure ? 'azure' : files.length > 0 ? 'file' : (settings.PEERSCAPE_SOURCE ?? guessKind(settings));
  if (kind === 'file') {
    if (files.length === 0) return 'PEERSCAPE_SOURCE is "file", which requires --file or PEERSCAPE_FILES';
    return { kind, files, name: settings.PEERSCAPE_SOURCE_NAME };
  }
  const cloud = CLOUDS[settings.PEERSCAPE_CLOUD];
  const { PEERSCAPE_ARM_ENDPOINT: endpoint, PEERSCAPE_ARM_TOKEN: token } = settings;
  if (kind === 'sandbox' && !isLoopback(endpoint)) {
    return 'To read a sandbox, PEERSCAPE_ARM_ENDPOINT must be its endpoint on this machine, as printed by `npm run sandbox`';
  }
  return {
    kind,
    name: settings.PEERSCAPE_SOURCE_NAME ?? (kind === 'sandbox' ? 'sandbox' : cloud.name),
    endpoint: endpoint ?? cloud.endpoint,
    cloud,
    authority: settings.PEERSCAPE_AUTHORITY ?? cloud.authority,
    caFile: settings.PEERSCAPE_ARM_CA,
    token,
  };
}

/** Guesses the source: a custom endpoint with a fixed token is a sandbox; anything else is Azure. */
const guessKind = (settings: Settings): 'azure' | 'sandbox' =>
  settings.PEERSCAPE_ARM_ENDPOINT && settings.PEERSCAPE_ARM_TOKEN ? 'sandbox' : 'azure';

/** Returns true for a loopback endpoint. Only a sandbox may be shown without sign-in, and a sandbox listens on loopback only. */
const isLoopback = (endpoint: string | undefined): boolean =>
  endpoint !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && new URL(text).pathname === '/';
}
