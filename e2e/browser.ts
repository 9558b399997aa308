import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** Launch options for the Chromium of this machine. */
export interface Browser {
  readonly executablePath: string;
  readonly env?: Record<string, string>;
}

/**
 * Finds a Chromium without a download: `CHROMIUM_PATH`, Playwright's own, one on PATH, the one inside an npm package
 * (Linux x64), finally the system's package where it may be installed. Rejects with what was tried and what to do.
 */
export async function findBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named)
    return existsSync(named)
      ? { executablePath: named }
      : Promise.reject(new Error(`CHROMIUM_PATH names ${named}, and there is no such file`));
  const found = [chromium.executablePath(), ...onPath(), ...USUAL_PLACES].find((file) => existsSync(file));
  if (found) return { executablePath: found };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackPackaged();
  if (installSystemPackage()) return findBrowser();
  throw new Error(
    'No Chromium was found: not in CHROMIUM_PATH, not Playwright’s own, not on PATH. Install Chromium or Chrome, or name one in CHROMIUM_PATH',
  );
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const onPath = (): string[] =>
  (process.env.PATH ?? '').split(path.delimiter).flatMap((folder) => NAMES.map((name) => path.join(folder, name)));

function installSystemPackage(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'inherit' }).status === 0;
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

/**
 * Unpacks the Chromium inside @sparticuz/chromium, once per version. It needs three things: a folder of its own (the package
 * accepts any file of that name in the shared temporary folder), its own NSS libraries, and a font configuration that
 * names its font folder, because without one all text is 0 px wide.
 */
async function unpackPackaged(): Promise<Browser> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageFile = path.join(entry.slice(0, entry.lastIndexOf('chromium') + 'chromium'.length), 'package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  const home = path.join(homedir(), '.cache', 'peerscape', 'chromium', version);
  if (!existsSync(path.join(home, 'complete'))) await unpackInto(home);
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(home, 'fonts') };
  const env = Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
  return { executablePath: path.join(home, 'chromium'), env: { ...env, ...fonts, LD_LIBRARY_PATH: path.join(home, 'al2023', 'lib') } };
}

async function unpackInto(home: string): Promise<void> {
  mkdirSync(path.dirname(home), { recursive: true });
  const fresh = mkdtempSync(`${home}.`);
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
  const { default: packaged } = await import('@sparticuz/chromium');
  await packaged.executablePath();
  for (const key of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
    if (before[key] === undefined) delete process.env[key];
    else process.env[key] = before[key];
  }
  const fonts = path.join(home, 'fonts');
  mkdirSync(path.join(fresh, 'fonts'), { recursive: true });
  writeFileSync(
    path.join(fresh, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${fonts}-cache</cachedir></fontconfig>`,
  );
  writeFileSync(path.join(fresh, 'complete'), '');
  try {
    renameSync(fresh, home);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // another run may have unpacked the same version in the meantime; anything else is an error
    if (!existsSync(path.join(home, 'complete'))) throw error;
  }
}
