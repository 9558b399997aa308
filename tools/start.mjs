// `npm start`: everything in one command, on a fresh clone. Installs and builds if needed, starts the sandbox and the server, prints their
// addresses, opens the browser, and stops what it started. Uses no npm package.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { install, prepare } from './prepare.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const HELP = `npm start                        the contoso estate in the local sandbox, offline
npm start -- --world course      another fixture: course, contoso, generated:1000, or a .world file
npm start -- --file estate.json  a map of exported files, read-only (a file, folder or pattern; - for standard input; repeat --file to merge)
npm start -- --azure             your Azure, with your existing identity (az login, managed identity, environment)

--port N          port of the web page (default 4280)
--data DIR        folder for plans, drafts and the audit log, and the sandbox's CA (default: your data folder; for the sandbox a temporary one)
--allow-changes   on Azure: start with changes allowed instead of read-only
--no-open         do not open the browser
--dev             run from source: the server restarts and the page reloads on changes`;

const READY = 'Peerscape is ready: ';

/** Time after which a start is explained, in milliseconds. */
const SLOW_START_MS = 15_000;
const SLOW_START = {
  sandbox: 'A large fixture takes a while. Press Ctrl-C to stop.',
  server: 'It waits for Azure, the files or the data store to answer. Press Ctrl-C to stop.',
};

const children = [];

/** Removed on exit. */
let temporaryData;

/** Resolves a path against the directory of the caller, not against the one where npm runs. */
const fromHere = (file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

/** An error whose message is all that a person needs. */
class UserError extends Error {}

function parseOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4280' },
        world: { type: 'string' },
        file: { type: 'string', multiple: true },
        azure: { type: 'boolean' },
        data: { type: 'string' },
        'allow-changes': { type: 'boolean', default: false },
        open: { type: 'boolean', default: true },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean' },
      },
      allowNegative: true,
    });
    return values;
  } catch (error) {
    throw new UserError(`${error.message}\n\n${HELP}`);
  }
}

function checkOptions(values) {
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
    throw new UserError(`--port takes a number from 0 to 65535, not "${values.port}"`);
  const sources = [values.azure && '--azure', values.file && '--file', values.world !== undefined && '--world'].filter(Boolean);
  if (sources.length > 1) throw new UserError(`${sources.join(' and ')} cannot be combined; choose one`);
  if (!values.azure && !values.file) checkEnvironment(values.world === undefined ? 'npm start' : '--world');
  return values;
}

/** Rejects settings for another source than the sandbox that this program starts. The server rejects those that contradict its own options. */
function checkEnvironment(option) {
  const other = ['PEERSCAPE_SOURCE', 'PEERSCAPE_ARM_ENDPOINT', 'PEERSCAPE_FILES'].filter((name) => process.env[name]);
  if (other.length === 0 || (process.env.PEERSCAPE_SOURCE === 'sandbox' && other.length === 1)) return;
  throw new UserError(
    `${option} starts a sandbox of its own, which contradicts ${other.join(' and ')} in the environment. Unset ${other.length > 1 ? 'them' : 'it'}, or choose another source with --azure or --file`,
  );
}

/**
 * Starts one of Peerscape's programs, passes each printed line to `onLine`, and resolves to the lines up to the first that `isReady` accepts.
 * Rejects with its error output if it ends earlier. The program ends by itself when the channel to this process closes.
 */
function start(name, program, args, env, isReady, onLine) {
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['inherit', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    const lines = [];
    const errors = [];
    let ready = false;
    const waiting = setTimeout(
      () => console.error(`The ${name} is still starting after ${SLOW_START_MS / 1000} s. ${SLOW_START[name]}`),
      SLOW_START_MS,
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      onLine(line);
      if (ready) return;
      lines.push(line);
      ready = isReady(line);
      if (!ready) return;
      clearTimeout(waiting);
      resolve(lines);
    });
    createInterface({ input: child.stderr }).on('line', (line) => (ready ? console.error(line) : errors.push(line)));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(waiting);
      const how = signal ? `it was ended by ${signal}${signal === 'SIGKILL' ? ', as when memory runs out' : ''}` : `exit code ${code}`;
      if (!ready) reject(new UserError(errors.join('\n') || `The ${name} stopped before it was ready: ${how}`));
      // Ctrl-C reaches the programs and this process at the same time
      else setTimeout(() => end(code || 1, `The ${name} has stopped (${how}), so Peerscape stops. To continue, run npm start again.`), 100);
    });
  });
}

const programOf = (workspace, dev) =>
  dev ? ['--import', 'tsx', `${workspace}/src/main.ts`] : ['--enable-source-maps', `${workspace}/dist/main.mjs`];

async function startSandbox({ world: name = 'contoso', data, dev }) {
  const world = statSync(fromHere(name), { throwIfNoEntry: false })?.isFile() ? fromHere(name) : name;
  const args = ['--port', '0', '--world', world, ...(data ? ['--data', fromHere(data)] : [])];
  const lines = await start(
    'sandbox',
    programOf('sandbox', dev),
    args,
    {},
    (line) => line.startsWith('Token: '),
    () => {},
  );
  const printed = (label) => lines.find((line) => line.startsWith(label))?.slice(label.length) ?? '';
  console.log(`ARM endpoint: ${printed('ARM endpoint: ')}`);
  return {
    PEERSCAPE_SOURCE: 'sandbox',
    PEERSCAPE_SOURCE_NAME: `${path.basename(world)} (sandbox)`,
    PEERSCAPE_ARM_ENDPOINT: printed('ARM endpoint: '),
    PEERSCAPE_ARM_CA: printed('CA file: '),
    PEERSCAPE_ARM_TOKEN: printed('Token: '),
  };
}

/** Returns the temporary data folder of a sandbox, which forgets everything when it stops, unless a folder is named. */
function dataFolder({ data, azure, file }) {
  if (data || process.env.PEERSCAPE_DATA || azure || file) return {};
  temporaryData = mkdtempSync(path.join(tmpdir(), 'peerscape-'));
  return { PEERSCAPE_DATA: temporaryData };
}

function openBrowser(url) {
  const [command, ...args] = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] }[process.platform] ?? ['xdg-open', url];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => console.log(`Open ${url} in a browser.`))
    .unref();
}

let ending = false;
function end(code, message) {
  if (ending) return;
  ending = true;
  if (message) console.error(message);
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  let left = running.length;
  const exit = () => {
    if (temporaryData) rmSync(temporaryData, { recursive: true, force: true });
    process.exit(code);
  };
  if (left === 0) exit();
  for (const child of running) {
    child.once('exit', () => --left === 0 && exit());
    // programs stop when the channel closes, and have already got the signal of Ctrl-C; a second one would make them give up
    if (child.spawnargs.includes('--watch')) child.kill('SIGTERM');
    else child.disconnect();
  }
  setTimeout(() => {
    for (const child of running) child.kill('SIGKILL');
    exit();
  }, 8000).unref();
}

/** Serves the page from source with live reload. The proxy rewrites the Origin, because the API only accepts its own. */
async function startPage(api) {
  const { createServer } = await import('vite');
  const proxy = { '/api': { target: api, changeOrigin: true, headers: { origin: api } } };
  const vite = await createServer({ root: path.join(root, 'client'), server: { proxy, host: 'localhost' } });
  await vite.listen();
  return vite.resolvedUrls.local[0];
}

async function prepareClone(dev) {
  try {
    if (dev) install();
    else await prepare();
  } catch (error) {
    throw new UserError(error.message);
  }
}

/** Ends Peerscape when npm, which started it, is killed: npm cannot pass that on. */
function watchNpm() {
  const npm = process.env.npm_lifecycle_event && findNpm();
  if (!npm) return;
  const isRunning = () => {
    try {
      return process.kill(npm, 0);
    } catch {
      return false;
    }
  };
  setInterval(() => isRunning() || end(1, 'npm has stopped, so Peerscape stops.'), 1000).unref();
}

/** Returns the process of npm: the parent, or its parent if that is the shell in which npm runs scripts. Undefined on Windows. */
function findNpm() {
  if (process.platform === 'win32') return undefined;
  const { comm, parent } = describeProcess(process.ppid);
  return /^(.*\/)?-?\w*sh$/.test(comm) ? parent : process.ppid;
}

function describeProcess(pid) {
  if (process.platform === 'linux') {
    // `pid (comm) state ppid …`
    const [, comm = '', parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { comm, parent: Number(parent) };
  }
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [, parent, comm = ''] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
  return { comm, parent: Number(parent) };
}

async function main() {
  const values = checkOptions(parseOptions());
  if (values.help) return console.log(HELP);
  await prepareClone(values.dev);
  const source = values.azure || values.file ? {} : await startSandbox(values);
  const env = { ...source, ...dataFolder(values) };
  const args = [
    '--port',
    values.port,
    ...(values.azure ? ['--azure'] : []),
    ...(values.data ? ['--data', fromHere(values.data)] : []),
    ...(values['allow-changes'] ? ['--allow-changes'] : []),
    ...(values.file ?? []).flatMap((file) => ['--file', file === '-' ? file : fromHere(file)]),
  ];
  const watch = values.dev ? ['--watch'] : [];
  const lines = await start(
    'server',
    [...watch, ...programOf('server', values.dev)],
    args,
    env,
    (line) => line.startsWith(READY),
    console.log,
  );
  let url = lines.find((line) => line.startsWith(READY)).slice(READY.length);
  if (values.dev) {
    url = await startPage(url);
    console.log(`Page with live reload: ${url}`);
  }
  if (!process.stdout.isTTY) return;
  if (values.open && !values.azure) openBrowser(url);
  console.log('Press Ctrl-C to stop.');
}

watchNpm();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
main().catch((error) => end(1, error instanceof UserError ? error.message : error.stack));
