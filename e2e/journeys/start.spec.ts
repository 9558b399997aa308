import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { readHalves } from '../arm.ts';
import { type Product, runProduct, startProduct } from '../product.ts';

interface Half {
  readonly id: string;
  readonly remoteId: string;
  readonly state: string;
  readonly sync: string;
}
interface Snapshot {
  readonly rows: { readonly vnets: readonly { readonly id: string }[]; readonly halves: readonly Half[] };
}
interface Request {
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

async function withProduct(args: readonly string[], use: (product: Product) => Promise<void>): Promise<void> {
  const product = await startProduct(args);
  try {
    await use(product);
  } finally {
    await product.stop();
  }
}

/** Waits for the first read and returns the snapshot. */
async function snapshotOf({ url }: Product): Promise<Snapshot> {
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
  const reply = await fetch(`${url}/api/snapshot`);
  return (await reply.json()) as Snapshot;
}

test('shows contoso as ARM reports it: every VNet, both halves of each peering, their states', async () => {
  await withProduct(['--world', 'contoso'], async (product) => {
    expect(product.output.filter((line) => /^ARM endpoint: https:\/\/127\.0\.0\.1:\d+$/.test(line))).toHaveLength(1);
    expect(product.url).toMatch(/^http:\/\/(localhost|127\.0\.0\.1):\d+$/);
    const { rows } = await snapshotOf(product);
    const inArm = new Map<string, string>();
    for (const { id } of rows.vnets) {
      for (const { id: half, properties } of await readHalves(product, id)) {
        inArm.set(
          half.toLowerCase(),
          [properties.peeringState, properties.peeringSyncLevel, properties.remoteVirtualNetwork.id.toLowerCase()].join(' '),
        );
      }
    }
    expect(rows.vnets.length).toBeGreaterThan(40);
    expect(
      new Map(rows.halves.map((half) => [half.id.toLowerCase(), [half.state, half.sync, half.remoteId.toLowerCase()].join(' ')])),
    ).toEqual(inArm);
  });
});

test('reads 10,000 VNets in at most 12 requests, through Resource Graph, page by page', async () => {
  await withProduct(['--world', 'generated:10000'], async (product) => {
    const { rows } = await snapshotOf(product);
    expect(rows.vnets).toHaveLength(10_000);
    const transcript = (await product.control('transcript')) as readonly Request[];
    const requests = transcript.map(({ method, url }) => `${method} ${new URL(url, 'https://arm').pathname.toLowerCase()}`);
    const refreshes = requests.filter((line) => line === 'GET /subscriptions').length;
    const pages = requests.filter((line) => line === 'POST /providers/microsoft.resourcegraph/resources').length;
    expect(pages / refreshes).toBeGreaterThan(9);
    expect(requests.length / refreshes).toBeLessThanOrEqual(12);
    expect(transcript.every(({ status }) => status < 300)).toBe(true);
  });
});

test('rejects an unknown fixture with one clear sentence and exit code 1', async () => {
  const { code, printed } = await runProduct(['--port', '0', '--world', 'atlantis']);
  expect(printed).toContain('"atlantis" is neither a world nor a file');
  expect(printed).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
});

test('rejects a fixture file with a mistake and names the line', async () => {
  const file = test.info().outputPath('bad.world');
  writeFileSync(file, '# bad\nvnet hub 10.0.0.5/16\n');
  const { code, printed } = await runProduct(['--port', '0', '--world', file]);
  expect(printed).toContain('line 2: 10.0.0.5/16 has host bits set; did you mean 10.0.0.0/16?');
  expect(code).toBe(1);
});

test('rejects a file that is no estate by name, with what was expected', async () => {
  const file = test.info().outputPath('estate.json');
  writeFileSync(file, '{"hello": ');
  const { code, printed } = await runProduct(['--port', '0', '--file', file]);
  expect(printed).toContain('estate.json');
  expect(printed).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
});

test('names a port in use, and leaves nothing behind', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const { port } = blocker.address() as AddressInfo;
  const { code, printed } = await runProduct(['--port', String(port)]);
  blocker.close();
  expect(printed).toMatch(new RegExp(`port ${port} is already in use`, 'i'));
  expect(printed).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
});

test('rejects two sources before anything starts', async () => {
  const { code, printed } = await runProduct(['--azure', '--world', 'course']);
  expect(printed).toContain('--azure and --world cannot be combined');
  expect(code).toBe(1);
});

test('answers an unknown address with 404, in the browser with a page that leads to the map', async ({ page }) => {
  await withProduct(['--world', 'course'], async ({ url }) => {
    expect((await page.goto(`${url}/no/such/page`))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    await page.getByRole('link', { name: 'Open the map' }).click();
    await expect(page).toHaveURL(`${url}/`);
    expect((await fetch(`${url}/api/no-such-operation`)).status).toBe(404);
  });
});
