// `npm start`: everything, on a fresh clone, in one command. Installs and builds when needed, starts the sandbox and the server,
// prints where they are, opens the browser, and ends what it started. Uses nothing that npm has to install.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { install, prepare } from './prepare.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const HELP = `npm start                        the contoso estate in the local sandbox, offline
npm start -- --world course      another world: course, contoso, generated:1000, or a .world file
npm start -- --file estate.json  a map of exported files, read-only (repeat --file to merge)
npm start -- --azure             your Azure, with the identity you already have (az login, managed identity, environment)

--port N      where the browser finds Peerscape (4280)
--data DIR    where plans, drafts and the journal are kept, and the sandbox's CA (your data folder; for the sandbox a passing one)
--allow-changes   on Azure: changes are allowed from the start, not only reads
--no-open     do not open the browser
--dev         run from the sources: the server restarts and the page reloads when they change`;

const READY = 'Peerscape is ready: ';

const children = [];

/** What is removed at the end. */
let passing;

/** Paths are relative to where the person typed, not to where npm runs. */
const fromHere = (file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

class Stop extends Error {}

function options() {
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
    throw new Stop(`${error.message}\n\n${HELP}`);
  }
}

function checked(values) {
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
    throw new Stop(`--port takes a number from 0 to 65535, not "${values.port}"`);
  const sources = [values.azure && '--azure', values.file && '--file', values.world !== undefined && '--world'].filter(Boolean);
  if (sources.length > 1) throw new Stop(`${sources.join(' and ')} cannot be shown at once; choose one`);
  return values;
}

/** Starts a program of ours, tells each line it prints, and gives back the lines up to the one waited for. Rejects with its last words when it ends too early. */
function start(program, args, env, until, tell) {
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    const lines = [];
    const words = [];
    let ready = false;
    createInterface({ input: child.stdout }).on('line', (line) => {
      tell(line);
      if (ready) return;
      lines.push(line);
      ready = until(line);
      if (ready) resolve(lines);
    });
    createInterface({ input: child.stderr }).on('line', (line) => (ready ? console.error(line) : words.push(line)));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      const how = signal ?? `code ${code}`;
      if (!ready) reject(new Stop(words.join('\n') || `${program.at(-1)} ended before it was ready (${how})`));
      else end(code ?? 0, code ? `${program.at(-1)} has ended (${how}); Peerscape stops.` : undefined);
    });
  });
}

const programOf = (room, dev) => (dev ? ['--import', 'tsx', `${room}/src/main.ts`] : ['--enable-source-maps', `${room}/dist/main.mjs`]);

async function startSandbox({ world: name = 'contoso', data, dev }) {
  const world = statSync(fromHere(name), { throwIfNoEntry: false })?.isFile() ? fromHere(name) : name;
  const args = ['--port', '0', '--world', world, ...(data ? ['--data', fromHere(data)] : [])];
  const lines = await start(
    programOf('sandbox', dev),
    args,
    {},
    (line) => line.startsWith('Token: '),
    () => {},
  );
  const said = (label) => lines.find((line) => line.startsWith(label))?.slice(label.length) ?? '';
  console.log(`ARM endpoint: ${said('ARM endpoint: ')}`);
  return {
    PEERSCAPE_SOURCE: 'sandbox',
    PEERSCAPE_SOURCE_NAME: `${path.basename(world)} (sandbox)`,
    PEERSCAPE_ARM_ENDPOINT: said('ARM endpoint: '),
    PEERSCAPE_ARM_CA: said('CA file: '),
    PEERSCAPE_ARM_TOKEN: said('Token: '),
  };
}

/** A sandbox forgets everything when it ends, so what is kept about it goes with it, unless a folder is named. */
function keptIn({ data, azure, file }) {
  if (data) return { PEERSCAPE_DATA: fromHere(data) };
  if (azure || file) return {};
  passing = mkdtempSync(path.join(tmpdir(), 'peerscape-'));
  return { PEERSCAPE_DATA: passing };
}

function openBrowser(url) {
  const [command, ...args] = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] }[process.platform] ?? ['xdg-open', url];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => console.log(`Open ${url} in a browser.`))
    .unref();
}

let ending = false;
function end(code, words) {
  if (ending) return;
  ending = true;
  if (words) console.error(words);
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  let left = running.length;
  const exit = () => {
    if (passing) rmSync(passing, { recursive: true, force: true });
    process.exit(code);
  };
  if (left === 0) exit();
  for (const child of running) {
    child.once('exit', () => --left === 0 && exit());
    child.kill('SIGTERM');
  }
  setTimeout(() => {
    for (const child of running) child.kill('SIGKILL');
    exit();
  }, 8000).unref();
}

/** The page from its sources, reloading; the API behind it believes that it serves the page itself. */
async function startPage(api) {
  const { createServer } = await import('vite');
  const proxy = { '/api': { target: api, changeOrigin: true, headers: { origin: api } } };
  const vite = await createServer({ root: path.join(root, 'client'), server: { proxy, host: 'localhost' } });
  await vite.listen();
  return vite.resolvedUrls.local[0];
}

async function ready(dev) {
  try {
    if (dev) install();
    else await prepare();
  } catch (error) {
    throw new Stop(error.message);
  }
}

async function main() {
  const values = checked(options());
  if (values.help) return console.log(HELP);
  await ready(values.dev);
  const source = values.azure ? { PEERSCAPE_SOURCE: 'azure' } : values.file ? {} : await startSandbox(values);
  const env = { ...source, ...keptIn(values) };
  const args = [
    '--port',
    values.port,
    ...(values['allow-changes'] ? ['--allow-changes'] : []),
    ...(values.file ?? []).flatMap((file) => ['--file', fromHere(file)]),
  ];
  const watch = values.dev ? ['--watch'] : [];
  const lines = await start([...watch, ...programOf('server', values.dev)], args, env, (line) => line.startsWith(READY), console.log);
  let url = lines.find((line) => line.startsWith(READY)).slice(READY.length);
  if (values.dev) {
    url = await startPage(url);
    console.log(`The page from its sources: ${url}`);
  }
  if (!process.stdout.isTTY) return;
  if (values.open && !values.azure) openBrowser(url);
  console.log('Press Ctrl-C to stop.');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
main().catch((error) => end(1, error instanceof Stop ? error.message : error.stack));
