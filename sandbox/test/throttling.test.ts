import { beforeEach, describe, expect, it } from 'vitest';
import { halfId, type Reply, SUBSCRIPTION, testBench, vnetId } from './harness.ts';

const bench = testBench('vnet hub 10.0.0.0/16');
const GRAPH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';

beforeEach(async () => {
  await bench.control('POST', 'reset');
  await bench.control('POST', 'clock', { stand: true });
});

async function times(count: number, ask: () => Promise<Reply>): Promise<Reply> {
  const replies = await Promise.all(Array.from({ length: count }, ask));
  for (const reply of replies) expect(reply.status).not.toBe(429);
  return ask();
}

describe("Azure's limits", () => {
  it('are far away in ordinary use', async () => {
    const { headers } = await bench.ask('GET', vnetId('hub'));
    expect(Number(headers['x-ms-ratelimit-remaining-subscription-reads'])).toBeGreaterThan(4000);
  });

  it('are 250 reads at once and 25 more each second', async () => {
    await bench.control('POST', 'throttling', { factor: 1 });
    const read = () => bench.ask('GET', vnetId('hub'));
    const first = await read();
    expect(first.headers).toMatchObject({
      'x-ms-ratelimit-remaining-subscription-reads': '249',
      'x-ms-ratelimit-remaining-subscription-global-reads': '3749',
    });
    const refused = await times(249, read);
    expect([refused.status, refused.body.error.code, refused.headers['retry-after']]).toEqual([429, 'SubscriptionRequestsThrottled', '1']);
    expect(refused.body.error.message).toMatch(
      new RegExp(
        `^Number of 'read' requests for subscription '${SUBSCRIPTION}' actor '[0-9a-f-]+' exceeded\\. Please try again after '1' seconds`,
      ),
    );
    await bench.control('POST', 'clock', { advanceMs: 1000 });
    expect((await read()).headers['x-ms-ratelimit-remaining-subscription-reads']).toBe('24');
  });

  it('count writes, deletes and the tenant apart', async () => {
    await bench.control('POST', 'throttling', { factor: 1 });
    expect((await bench.ask('DELETE', halfId('hub', 'x'))).headers['x-ms-ratelimit-remaining-subscription-deletes']).toBe('199');
    expect((await bench.ask('PUT', halfId('hub', 'x'), { body: {} })).headers['x-ms-ratelimit-remaining-subscription-writes']).toBe('199');
    expect((await bench.ask('GET', '/subscriptions')).headers['x-ms-ratelimit-remaining-tenant-reads']).toBe('249');
  });

  it('are 15 queries in five seconds for Resource Graph', async () => {
    await bench.control('POST', 'throttling', { factor: 1 });
    const query = () => bench.ask('POST', GRAPH, { body: { query: 'Resources | count' } });
    expect((await query()).headers['x-ms-user-quota-remaining']).toBe('14');
    const refused = await times(14, query);
    expect([refused.status, refused.body.error.code, refused.headers['retry-after'], refused.headers['x-ms-user-quota-remaining']]).toEqual(
      [429, 'RateLimiting', '5', '0'],
    );
    await bench.control('POST', 'clock', { advanceMs: 5000 });
    expect((await query()).status).toBe(200);
  });

  it('are tighter at the network provider when told so', async () => {
    await bench.control('POST', 'throttling', { networkReads: { capacity: 2, perSecond: 1 } });
    const refused = await times(2, () => bench.ask('GET', vnetId('hub')));
    expect([refused.status, refused.body.error.code]).toEqual([429, 'TooManyRequests']);
  });
});
