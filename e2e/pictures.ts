// `npm run pictures`: redraws docs/pictures: each fixture as a person sees it, light and dark. For people to look at, not compared by tests.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from './browser.ts';
import { mapIsDrawn } from './map.ts';
import { type Product, startProduct } from './product.ts';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'pictures');

interface Picture {
  readonly name: string;
  readonly world: string;
  /** Path and search of the page. */
  readonly view: string;
  /** Name of a VNet that is in the picture once it is drawn; on pages without a map, the text of a row. */
  readonly shows: string;
  readonly isList?: boolean;
  /** Accessible name of the region or grid that is in the picture, on pages without a row to open. */
  readonly region?: string;
  /** Fills the draft with the fixes of all findings. */
  readonly hasDraft?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
}

const HUB =
  '/subscriptions/efd00067-ced1-4fe6-aa4f-a2bfc9622675/resourcegroups/rg-hub-weu/providers/microsoft.network/virtualnetworks/hub-weu';
const PAY =
  '/subscriptions/497ff02b-eadf-460a-a775-8ff88ad60fdf/resourcegroups/rg-prod-weu/providers/microsoft.network/virtualnetworks/pay-prod-weu';

const PICTURES: readonly Picture[] = [
  { name: 'course', world: 'course', view: '/', shows: 'vnet2' },
  { name: 'course-tour', world: 'course', view: '/?tour=on', shows: 'vnet2' },
  { name: 'course-hub-and-spoke', world: 'course', view: '/?layout=hub-and-spoke', shows: 'vnet2' },
  { name: 'course-mesh', world: 'course', view: '/?layout=mesh', shows: 'vnet2' },
  { name: 'contoso', world: 'contoso', view: '/', shows: 'hub-weu' },
  { name: 'contoso-peering', world: 'contoso', view: `/?select=peering:${PAY}%7C${HUB}`, shows: 'hub-weu' },
  { name: 'contoso-connect', world: 'contoso', view: `/?connect=${HUB},${PAY}`, shows: 'hub-weu' },
  { name: 'contoso-plan', world: 'contoso', view: '/?panel=draft', shows: 'hub-weu', hasDraft: true },
  { name: 'contoso-findings', world: 'contoso', view: '/?view=findings', shows: 'hub-weu → dev-03-weu', isList: true },
  { name: 'contoso-by-region', world: 'contoso', view: '/?group=region', shows: 'hub-weu' },
  { name: 'contoso-hub-and-spoke', world: 'contoso', view: '/?layout=hub-and-spoke', shows: 'hub-weu' },
  { name: 'contoso-mesh', world: 'contoso', view: '/?layout=mesh', shows: 'hub-weu' },
  { name: 'contoso-compare', world: 'contoso', view: '/?panel=compare&q=name:data', shows: 'data-lake' },
  { name: 'contoso-matrix', world: 'contoso', view: '/?view=matrix', shows: 'hub-weu', region: 'Reach matrix' },
  { name: 'contoso-narrow', world: 'contoso', view: '/', shows: 'hub-weu', size: { width: 390, height: 844 } },
  { name: 'lab-reach', world: 'lab', view: '/?panel=reach&from=batch-weu/jobs&to=shop-neu/app', shows: 'hub-weu' },
  { name: 'lab-unreachable', world: 'lab', view: '/?panel=reach&from=batch-weu/jobs&to=api-weu/api', shows: 'hub-weu' },
  { name: 'grown-mesh', world: 'e2e/estates/grown-mesh.world', view: '/', shows: 'team-1' },
  { name: 'generated-300', world: 'generated:300', view: '/?group=none', shows: 'hub-westeurope-001' },
  { name: 'generated-300-hub-and-spoke', world: 'generated:300', view: '/?group=none&layout=hub-and-spoke', shows: 'hub-westeurope-001' },
  { name: 'generated-300-mesh', world: 'generated:300', view: '/?group=none&layout=mesh', shows: 'hub-westeurope-001' },
  { name: 'generated-1000', world: 'generated:1000', view: '/', shows: 'hub-westeurope-001' },
];

/** Saves a draft that fixes all findings, or an empty one. */
async function saveDraft({ url }: Product, isFull: boolean): Promise<void> {
  const headers = { origin: url, 'x-peerscape': '1', 'content-type': 'application/json' };
  const { findings } = (await (await fetch(`${url}/api/findings`)).json()) as { findings: { remedy: readonly unknown[] }[] };
  const intents = findings.filter(({ remedy }) => isFull && remedy.length > 0).map(({ remedy }) => ({ kind: 'changes', changes: remedy }));
  const { version } = (await (await fetch(`${url}/api/kept?name=draft`)).json()) as { version: number };
  const body = JSON.stringify({ name: 'draft', version, value: { intents } });
  const reply = await fetch(`${url}/api/kept`, { method: 'POST', headers, body });
  if (!reply.ok) throw new Error(`The draft was not saved: ${await reply.text()}`);
}

async function takePicture(
  browser: Browser,
  product: Product,
  { name, view, shows, isList, region, hasDraft = false, size }: Picture,
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const context = await browser.newContext({
    baseURL: product.url,
    colorScheme,
    viewport: size ?? { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await saveDraft(product, hasDraft);
  await page.goto(view);
  if (isList) {
    await page.getByRole('row', { name: shows }).click();
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor();
  } else if (region) await page.getByLabel(region, { exact: true }).waitFor();
  else await mapIsDrawn(page, shows);
  if (view.includes('panel=reach')) await page.getByRole('region', { name: 'Answer' }).waitFor();
  if (hasDraft)
    await page
      .getByText(/^Beyond its own peerings|^Reach /)
      .first()
      .waitFor();
  if (hasDraft) await page.getByRole('button', { name: /^Apply \d+ steps$/ }).waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' });
  await context.close();
}

mkdirSync(folder, { recursive: true });
const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, ...(env && { env }), args: ['--no-sandbox'] });
for (const world of new Set(PICTURES.map((picture) => picture.world))) {
  const product = await startProduct(['--world', world]);
  while ((await fetch(`${product.url}/readyz`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const picture of PICTURES.filter((each) => each.world === world)) {
    for (const colorScheme of ['light', 'dark'] as const) await takePicture(browser, product, picture, colorScheme);
    console.log(picture.name);
  }
  await product.stop();
}
await browser.close();
