// Measures opening and moving the map of 10,000 VNets, relative to vis-network with the same nodes and lines, in one browser, with real mouse
// events: `npm run bench:draw -- [VNETS]`. Times depend on the machine; compare the ratios.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { buildTopology } from '@peerscape/shared/topology';
import { generateWorld } from '@peerscape/shared/world';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../e2e/browser.ts';
import { startProduct } from '../e2e/product.ts';
import { median } from './median.ts';

const vnets = Number(process.argv[2] ?? 10_000);

interface Responsiveness {
  /** Milliseconds from navigation to the first picture. */
  readonly firstPicture: number;
  /** Median and maximum milliseconds between frames during the gesture. */
  readonly wheel: readonly [number, number];
  readonly drag: readonly [number, number];
  readonly hover: readonly [number, number];
}

/** Runs in the page: collects the milliseconds between its frames. */
const FRAME_WATCH = `
  globalThis.frameGaps = undefined;
  globalThis.watchFrames = () => {
    const gaps = (globalThis.frameGaps = []);
    let last = performance.now();
    const next = (now) => {
      gaps.push(now - last);
      last = now;
      if (globalThis.frameGaps === gaps) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  };
  globalThis.framesSeen = () => {
    const gaps = globalThis.frameGaps;
    globalThis.frameGaps = undefined;
    return gaps;
  };`;

/** Returns the median and the maximum milliseconds between frames while `act` runs. */
async function frames(page: Page, act: () => Promise<void>): Promise<[number, number]> {
  await page.evaluate('watchFrames()');
  await act();
  const gaps = (await page.evaluate('framesSeen()')) as number[];
  return [median(gaps), Math.max(...gaps)];
}

async function measure(browser: Browser, url: string, isDrawn: (page: Page) => Promise<unknown>): Promise<Responsiveness> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.addInitScript(FRAME_WATCH);
  const start = performance.now();
  await page.goto(url);
  await isDrawn(page);
  const firstPicture = performance.now() - start;
  await page.waitForTimeout(2000);
  await page.mouse.move(800, 450);
  const wheel = await frames(page, async () => {
    for (let i = 0; i < 24; i++) await page.mouse.wheel(0, i < 12 ? -120 : 120);
  });
  await page.waitForTimeout(1000);
  const drag = await frames(page, async () => {
    await page.mouse.move(1580, 880);
    await page.mouse.down();
    for (let i = 0; i < 30; i++) await page.mouse.move(1580 - i * 12, 880 - i * 8);
    await page.mouse.up();
  });
  await page.waitForTimeout(1000);
  const hover = await frames(page, async () => {
    for (let i = 0; i < 30; i++) await page.mouse.move(500 + i * 20, 300 + i * 10);
  });
  await page.close();
  return { firstPicture, wheel, drag, hover };
}

/** Builds a page with vis-network: physics off, nodes on a spiral, one line per peering. */
function visPage(): string {
  const topology = buildTopology(generateWorld({ vnets }).rows);
  const ids = new Map([...topology.vnets.keys()].map((key, index) => [key, index]));
  const nodes = [...topology.vnets.values()].map(({ name }, id) => {
    const angle = id * 2.399963;
    return { id, label: name, shape: 'dot', size: 8, x: 60 * Math.sqrt(id) * Math.cos(angle), y: 60 * Math.sqrt(id) * Math.sin(angle) };
  });
  const edges = [...topology.peerings.values()].map(({ a, b }) => ({ from: ids.get(a), to: ids.get(b) }));
  const options = { physics: false, edges: { smooth: false }, layout: { improvedLayout: false } };
  return `<!doctype html><style>html,body,#map{margin:0;height:100%}</style><div id="map"></div><script src="/vis.js"></script><script>
    const network = new vis.Network(document.getElementById('map'), ${JSON.stringify({ nodes, edges })}, ${JSON.stringify(options)});
    network.once('afterDrawing', () => requestAnimationFrame(() => { document.title = 'drawn'; }));
  </script>`;
}

async function serveVis<T>(use: (url: string) => Promise<T>): Promise<T> {
  const library = readFileSync(createRequire(import.meta.url).resolve('vis-network/standalone/umd/vis-network.min.js'));
  const page = visPage();
  const server = createServer((req, res) =>
    res.setHeader('content-type', req.url === '/vis.js' ? 'text/javascript' : 'text/html').end(req.url === '/vis.js' ? library : page),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
  }
}

const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, ...(env && { env }), args: ['--no-sandbox'] });
const product = await startProduct(['--world', `generated:${vnets}`]);
await firstRead(product.url);
const ours = await measure(browser, product.url, (page) =>
  page.getByRole('button', { name: /^hub-/ }).first().waitFor({ state: 'attached', timeout: 60_000 }),
);
await product.stop();
const theirs = await serveVis((url) =>
  measure(browser, url, (page) => page.waitForFunction(() => document.title === 'drawn', undefined, { timeout: 120_000 })),
);
await browser.close();

console.log(`\n${vnets} VNets, ms                 Peerscape        vis-network      ratio`);
const line = (what: string, a: number, b: number) =>
  console.log(`${what.padEnd(30)} ${a.toFixed(0).padEnd(16)} ${b.toFixed(0).padEnd(16)} ${(a / b).toFixed(2)}`);
line('page to picture', ours.firstPicture, theirs.firstPicture);
for (const act of ['wheel', 'drag', 'hover'] as const) {
  line(`${act}: median frame`, ours[act][0], theirs[act][0]);
  line(`${act}: worst frame`, ours[act][1], theirs[act][1]);
}

/** Waits for the first read of the estate, which is not measured here. */
async function firstRead(url: string): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    if ((await fetch(`${url}/readyz`)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The estate was not read within a minute');
}
