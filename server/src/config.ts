import path, { delimiter } from 'node:path';
import { parseArgs } from 'node:util';
import type { CloudKey } from '@peerscape/shared/arm';
import { z } from 'zod';
import { CLOUDS, type Cloud } from './clouds.ts';

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
  /** Days after which deployments and audit entries are deleted; absent: never. */
  readonly retentionDays?: number | undefined;
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

type Invalid = { readonly ok: false; readonly problems: readonly string[] };
export type ConfigResult = { readonly ok: true; readonly config: Config } | Invalid;
export type SourceResult = { readonly ok: true; readonly source: SourceConfig } | Invalid;

type Environment = Readonly<Record<string, string | undefined>>;

const httpsUrl = (name: string) =>
  z
    .string()
    .refine(isHttps, `${name} must be an HTTPS URL such as https://127.0.0.1:4443; tokens are never sent over HTTP`)
    .transform((url) => new URL(url).origin)
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

const SourceSettings = z.object({
  PEERSCAPE_SOURCE: oneOf('PEERSCAPE_SOURCE', ['azure', 'sandbox', 'file']).optional(),
  PEERSCAPE_CLOUD: oneOf('PEERSCAPE_CLOUD', Object.keys(CLOUDS) as [CloudKey, ...CloudKey[]]).default('public'),
  PEERSCAPE_ARM_ENDPOINT: httpsUrl('PEERSCAPE_ARM_ENDPOINT'),
  PEERSCAPE_AUTHORITY: httpsUrl('PEERSCAPE_AUTHORITY'),
  PEERSCAPE_ARM_CA: z.string().optional(),
  PEERSCAPE_ARM_TOKEN: z.string().optional(),
  PEERSCAPE_SOURCE_NAME: z.string().optional(),
  PEERSCAPE_FILES: z.string().optional(),
});
type SourceSettings = z.output<typeof SourceSettings>;

const ServerSettings = SourceSettings.extend({
  PEERSCAPE_PORT: integer('PEERSCAPE_PORT', 0, 65_535).default(4280),
  PEERSCAPE_CLIENT_DIR: z.string().optional(),
  PEERSCAPE_LISTEN: oneOf('PEERSCAPE_LISTEN', LISTEN).default('127.0.0.1'),
  PEERSCAPE_REFRESH_SECONDS: integer('PEERSCAPE_REFRESH_SECONDS', 1, 86_400).optional(),
  PEERSCAPE_DATA: z.string().optional(),
  PEERSCAPE_RETENTION_DAYS: integer('PEERSCAPE_RETENTION_DAYS', 1, 36_500).optional(),
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
type ServerSettings = z.output<typeof ServerSettings>;

/**
 * Parses environment and arguments into the configuration, or returns everything that is wrong with them. An option overrides the setting of the
 * same meaning; one that contradicts another setting is an error, because either could be what was meant.
 */
export function readConfig(environment: Environment, argv: readonly string[]): ConfigResult {
  const args = readArguments(argv);
  if (typeof args === 'string') return invalid(args);
  const settings = parseSettings(ServerSettings, { ...environment, ...args.settings });
  if (!settings.ok) return settings;
  const options = [...args.files.map(() => '--file' as const), ...args.options];
  const conflicts = findConflicts(options, environment);
  if (conflicts.length > 0) return invalid(...conflicts);
  const source = readSource(settings.data, args);
  if (typeof source === 'string') return invalid(source);
  const store = readStore(settings.data);
  if (typeof store === 'string') return invalid(store);
  const { PEERSCAPE_PORT: port, PEERSCAPE_LISTEN: listen, PEERSCAPE_LOG: logLevel } = settings.data;
  const {
    PEERSCAPE_CLIENT_DIR: clientDir,
    PEERSCAPE_REFRESH_SECONDS: refreshSeconds,
    PEERSCAPE_RETENTION_DAYS: retentionDays,
  } = settings.data;
  if (listen !== '127.0.0.1' && source.kind !== 'sandbox') return invalid(LISTEN_NOT_ALLOWED);
  const allowChanges = allowsChanges(settings.data, options.includes('--allow-changes'), source.kind);
  return { ok: true, config: { port, listen, source, clientDir, store, retentionDays, allowChanges, refreshSeconds, logLevel } };
}

/**
 * Parses what determines the source of a program that runs once, as `readConfig` does; settings of the server are ignored. Files are resolved
 * relative to `directory`; `-` is standard input.
 */
export function readSourceConfig(environment: Environment, options: SourceOptions, directory: string): SourceResult {
  const settings = parseSettings(SourceSettings, environment);
  if (!settings.ok) return settings;
  const conflicts = findConflicts(
    [...(options.azure ? ['--azure' as const] : []), ...options.files.map(() => '--file' as const)],
    environment,
  );
  const source = readSource(settings.data, options);
  if (conflicts.length > 0) return invalid(...conflicts);
  if (typeof source === 'string') return invalid(source);
  if (source.kind !== 'file') return { ok: true, source };
  const files = source.files.map((file) => (file === '-' ? file : path.resolve(directory, file)));
  return { ok: true, source: { ...source, files } };
}

const invalid = (...problems: readonly string[]): Invalid => ({ ok: false, problems });

/** Parses settings; empty ones count as not set. */
function parseSettings<T extends z.ZodType>(schema: T, all: Environment): { readonly ok: true; readonly data: z.output<T> } | Invalid {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(all).filter(([, value]) => value)));
  return parsed.success ? { ok: true, data: parsed.data } : invalid(...parsed.error.issues.map(({ message }) => message));
}

type Option = '--azure' | '--file' | '--data' | '--allow-changes';

/** An option, or a setting with one of some values, and a setting that contradicts it. */
type Conflict = readonly [
  option: Option | 'PEERSCAPE_SOURCE=sandbox' | 'PEERSCAPE_SOURCE=azure',
  setting: string,
  values?: readonly string[],
];

/** Options that contradict a setting of another meaning, whatever its value or with some of its values. */
const CONFLICTS: readonly Conflict[] = [
  ['--azure', 'PEERSCAPE_SOURCE', ['sandbox', 'file']],
  ['--azure', 'PEERSCAPE_ARM_ENDPOINT'],
  ['--azure', 'PEERSCAPE_FILES'],
  ['--file', 'PEERSCAPE_SOURCE', ['sandbox', 'azure']],
  ['--file', 'PEERSCAPE_ARM_ENDPOINT'],
  ['--file', 'PEERSCAPE_ARM_TOKEN'],
  ['--file', 'PEERSCAPE_ARM_CA'],
  ['--data', 'DATABASE_URL'],
  ['--allow-changes', 'PEERSCAPE_ALLOW_CHANGES', ['no']],
  ['--allow-changes', 'PEERSCAPE_SOURCE', ['file']],
  ['--allow-changes', 'PEERSCAPE_FILES'],
  ['PEERSCAPE_SOURCE=sandbox', 'PEERSCAPE_FILES'],
  ['PEERSCAPE_SOURCE=azure', 'PEERSCAPE_FILES'],
];

/** Returns a sentence for each conflict. Values are named only if they are words of Peerscape: others can contain passwords. */
function findConflicts(options: readonly Option[], environment: Environment): readonly string[] {
  const present = new Set<string>([...options, `PEERSCAPE_SOURCE=${environment.PEERSCAPE_SOURCE}`]);
  return CONFLICTS.flatMap(([option, setting, values]) => {
    const value = environment[setting];
    if (!present.has(option) || !value || (values && !values.includes(value))) return [];
    // --file replaces the files of the environment, whatever their source was to be
    if (setting === 'PEERSCAPE_FILES' && present.has('--file')) return [];
    const remedy = option.startsWith('--') ? `Leave out ${option}, or unset ${setting}` : 'Unset one of them';
    return [`${option} contradicts ${values ? `${setting}=${value}` : setting} in the environment. ${remedy}`];
  });
}

/** Returns true if changes are allowed at startup: by default in the sandbox, on Azure only if requested, never for files. */
function allowsChanges({ PEERSCAPE_ALLOW_CHANGES: setting }: ServerSettings, hasOption: boolean, kind: SourceConfig['kind']): boolean {
  if (kind === 'file') return false;
  return hasOption || (setting === undefined ? kind === 'sandbox' : setting === 'yes');
}

function readStore({ DATABASE_URL: url, PEERSCAPE_DATA: folder, XDG_DATA_HOME, HOME, LOCALAPPDATA }: ServerSettings): StoreConfig | string {
  if (url !== undefined) return { kind: 'postgresql', url };
  const home = XDG_DATA_HOME ?? LOCALAPPDATA ?? (HOME === undefined ? undefined : path.join(HOME, '.local', 'share'));
  if (folder === undefined && home === undefined) return NO_HOME;
  return { kind: 'folder', folder: folder ?? path.join(home ?? '', 'peerscape') };
}

const NO_HOME =
  'There is no folder for plans, drafts and the audit log, because HOME is not set. Choose a folder with --data or PEERSCAPE_DATA, or a database with DATABASE_URL';

const LISTEN_NOT_ALLOWED =
  'PEERSCAPE_LISTEN can be 0.0.0.0 only for a sandbox: Peerscape has no sign-in for other users yet, so anyone on the network could see your Azure resources';

/** Options that determine the source. */
export interface SourceOptions {
  readonly azure: boolean;
  readonly files: readonly string[];
}

interface Arguments extends SourceOptions {
  /** Options other than `--file` that can contradict a setting. */
  readonly options: readonly Option[];
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
    const options = (['azure', 'data', 'allow-changes'] as const).flatMap((name) => (values[name] ? [`--${name}` as const] : []));
    return { azure: values.azure ?? false, files: values.file ?? [], options, settings };
  } catch (error) {
    return `${(error as Error).message.replace(/\. To specify.*$/s, '')}; available options: --port, --azure, --file, --data and --allow-changes`;
  }
}

function readSource(settings: SourceSettings, { azure, files: fromOptions }: SourceOptions): SourceConfig | string {
  if (azure && fromOptions.length > 0) return '--azure and --file cannot be combined: choose Azure or files';
  const files = fromOptions.length > 0 ? fromOptions : (settings.PEERSCAPE_FILES?.split(delimiter).filter(Boolean) ?? []);
  const kind = azure ? 'azure' : files.length > 0 ? 'file' : (settings.PEERSCAPE_SOURCE ?? guessKind(settings));
  const { PEERSCAPE_ARM_ENDPOINT: custom, PEERSCAPE_ARM_TOKEN: token, PEERSCAPE_SOURCE_NAME: name } = settings;
  const cloud = CLOUDS[settings.PEERSCAPE_CLOUD];
  const endpoint = custom ?? cloud.endpoint;
  const isCloud = kind === 'azure' && endpoint === cloud.endpoint;
  const otherCloud = Object.values(CLOUDS).find(
    (one) => one.name.toLowerCase() === name?.trim().toLowerCase() && !(isCloud && one === cloud),
  );
  if (otherCloud) return `PEERSCAPE_SOURCE_NAME must not be "${otherCloud.name}", the name of ${otherCloud.endpoint}, for another source`;
  if (kind === 'file') {
    if (files.length === 0) return 'PEERSCAPE_SOURCE is "file", which requires --file or PEERSCAPE_FILES';
    return { kind, files, name };
  }
  if (kind === 'sandbox' && !isLoopback(custom)) {
    return 'To read a sandbox, PEERSCAPE_ARM_ENDPOINT must be its endpoint on this machine, as printed by `npm run sandbox`';
  }
  return {
    kind,
    name: name ?? (kind === 'sandbox' ? 'sandbox' : isCloud ? cloud.name : new URL(endpoint).host),
    endpoint,
    cloud,
    authority: settings.PEERSCAPE_AUTHORITY ?? cloud.authority,
    caFile: settings.PEERSCAPE_ARM_CA,
    token,
  };
}

/** Guesses the source: a custom endpoint with a fixed token is a sandbox; anything else is Azure. */
const guessKind = (settings: SourceSettings): 'azure' | 'sandbox' =>
  settings.PEERSCAPE_ARM_ENDPOINT && settings.PEERSCAPE_ARM_TOKEN ? 'sandbox' : 'azure';

/** Returns true for a loopback endpoint. Only a sandbox may be shown without sign-in, and a sandbox listens on loopback only. */
const isLoopback = (endpoint: string | undefined): boolean =>
  endpoint !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(endpoint).hostname);

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && new URL(text).pathname === '/';
}
