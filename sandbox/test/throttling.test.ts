import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, halfId, type Reply, SUBSCRIPTION, vnetId } from './harness.ts';

const bench = createTestBench('vnet hub 10.0.0.0/16');
const GRAPH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';

beforeEach(async () => {
  await bench.control('POST', 'reset');
  await bench.control('POST', 'clock', { stand: true });
});

async function sendTimes(count: number, send: () => Promise<Reply>): Promise<Reply> {
  const replies = await Promise.all(Array.from({ length: count }, send));
  for (const reply of replies) expect(reply.status).not.toBe(429);
  return send();
}

describe('Azure limits', () => {
  it('are not reached in normal use', async () => {
    const { headers } = await bench.send('GET', vnetId('hub'));
    expect(Number(headers['x-ms-ratelimit-remaining-subscription-reads'])).toBeGreaterThan(4000);
  });

  it('allow bursts of 250 reads and 25 more per second', async () => {
    await bench.control('POST', 'throttling', { factor: 1 });
    const read = () => bench.send('GET', vnetId('hub'));
    const first = await read();
    expect(first.headers).toMatchObject({
      'x-ms-ratelimit-remaining-subscription-reads': '249',
      'x-ms-ratelimit-remaining-subscription-global-reads': '3749',
    });
    const rejected = await sendTimes(249, read);
    expect([rejected.status, rejected.body.error.code, rejected.headers['retry-after']]).toEqual([
      429,
      'SubscriptionRequestsThrottled',
      '1',
    ]);
    expect(rejected.body.error.message).toMatch(
      new RegExp(
        `^Number of 'read' requests for subscription '${SUBSCRIPTION}' actor '[0-9a-f-]+' exceeded\\. Please try again after '1' seconds`,
      ),
    );
    await bench.control('POST', 'clock', { advanceMs: 1000 });
    expect((await read()).headers['x-ms-ratelimit-remaining-subscription-reads']).toBe('24');
  });

  it('count writes, deletes and tenant requests separately', async () => {
    await bench.control('POST', 'throttling', { factor: 1 });
    expect((await bench.send('DELETE', halfId('hub', 'x'))).headers['x-ms-ratelimit-remaining-subscription-deletes']).toBe('199');
    expect((await bench.send('PUT', halfId('hub', 'x'), { body: {} })).headers['x-ms-ratelimit-remaining-subscription-writes']).toBe('199');
    expect((await bench.send('GET', '/subscriptions')).headers['x-ms-ratelimit-remaining-tenant-reads']).toBe('249');
  });

  it('allow 15 Resource Graph queries in five seconds', async () => {
    await bench.control('POST', 'throttling', { factor: 1 });
    const query = () => bench.send('POST', GRAPH, { body: { query: 'Resources | count' } });
    expect((await query()).headers['x-ms-user-quota-remaining']).toBe('14');
    const rejected = await sendTimes(14, query);
    expect([
      rejected.status,
      rejected.body.error.code,
      rejected.headers['retry-after'],
      rejected.headers['x-ms-user-quota-remaining'],
    ]).toEqual([429, 'RateLimiting', '5', '0']);
    await bench.control('POST', 'clock', { advanceMs: 5000 });
    expect((await query()).status).toBe(200);
  });

  it('can be used up by other programs, for one subscription or for all', async () => {
    await bench.control('POST', 'throttling', { exhaust: 'reads', subscription: SUBSCRIPTION, seconds: 90 });
    const rejected = await bench.send('GET', vnetId('hub'));
    expect([rejected.status, rejected.body.error.code, rejected.headers['retry-after']]).toEqual([
      429,
      'SubscriptionRequestsThrottled',
      '90',
    ]);
    expect((await bench.send('GET', '/subscriptions')).status).toBe(200);
    expect((await bench.send('DELETE', halfId('hub', 'x'))).status).toBe(204);
    await bench.control('POST', 'clock', { advanceMs: 30_500 });
    expect((await bench.send('GET', vnetId('hub'))).headers['retry-after']).toBe('60');
    await bench.control('POST', 'clock', { advanceMs: 59_500 });
    expect((await bench.send('GET', vnetId('hub'))).status).toBe(200);
    await bench.control('POST', 'throttling', { exhaust: 'graph', seconds: 90 });
    const { headers, status } = await bench.send('POST', GRAPH, { body: { query: 'Resources | count' } });
    expect([status, headers['retry-after'], headers['x-ms-user-quota-resets-after']]).toEqual([429, '90', '00:01:30']);
  });

  it('do not refill while the clock is set back, which the Date header shows', async () => {
    await bench.control('POST', 'throttling', { reads: { capacity: 1, perSecond: 1 } });
    const read = () => bench.send('GET', vnetId('hub'));
    const first = await read();
    await bench.control('POST', 'clock', { setBackMs: 3_600_000 });
    const second = await read();
    expect([first.status, second.status]).toEqual([200, 429]);
    expect(Date.parse(first.headers.date ?? '') - Date.parse(second.headers.date ?? '')).toBe(3_600_000);
    await bench.control('POST', 'clock', { advanceMs: 1000 });
    expect((await read()).status).toBe(200);
  });

  it('can be stricter at the network provider', async () => {
    await bench.control('POST', 'throttling', { networkReads: { capacity: 2, perSecond: 1 } });
    const rejected = await sendTimes(2, () => bench.send('GET', vnetId('hub')));
    expect([rejected.status, rejected.body.error.code]).toEqual([429, 'TooManyRequests']);
  });
});
