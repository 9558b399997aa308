import { NO_ROWS } from '@peerscape/shared/topology';
import { describe, expect, test } from 'vitest';
import { contosoRows, createFakeAzure, createFakeFailure, createFound, subscriptionOf } from '../../test/fake-azure.ts';
import { createFastClock } from '../../test/fake-clock.ts';
import { Failure } from '../failure.ts';
import type { AzurePort, ManagedScope } from './ports.ts';
import { createAzureReader } from './read-azure.ts';

const context = () => {
  const reports: string[] = [];
  return {
    reports,
    report: ({ phase, done, total }: { phase: string; done: number; total?: number | undefined }) =>
      void reports.push(`${phase} ${done}/${total ?? '?'}`),
    signal: new AbortController().signal,
    isFirst: false,
  };
};

/** Creates a fake Azure, a reader for it, and a clock to advance between reads. */
function setUp(azure = createFakeAzure()) {
  const clock = createFastClock();
  const reader = createAzureReader(azure, clock);
  return { azure, clock, read: () => reader.read(context()) };
}

const full = contosoRows();
const withVNets = [...new Set(full.vnets.map(({ id }) => subscriptionOf(id)))];
const withoutVNets = full.subscriptions.filter(({ id }) => !withVNets.includes(id.toLowerCase()));
const deniedSubscription = full.subscriptions.find(({ id }) => withVNets.includes(id.toLowerCase())) ?? { id: '', name: '' };
const without = (subscriptionId: string) => full.vnets.filter(({ id }) => subscriptionOf(id) !== subscriptionId.toLowerCase());

describe('a whole read', () => {
  test('finds everything with one Resource Graph query and reports progress', async () => {
    const azure = createFakeAzure();
    const { reports, ...rest } = context();
    const estate = await createAzureReader(azure, createFastClock()).read(rest);
    expect(estate.rows.vnets).toHaveLength(full.vnets.length);
    expect(estate.rows.halves).toHaveLength(full.halves.length);
    expect(estate.unread).toEqual([]);
    const calls = azure.calls.filter((call) => !/^(readVNet|probe)/.test(call));
    expect(calls).toEqual(['listSubscriptions', 'queryGraph', ...withoutVNets.map(({ id }) => `listVNets ${id}`)]);
    expect(reports[0]).toBe('Reading subscriptions 0/?');
    expect(reports).toContain(`Reading virtual networks ${full.vnets.length}/${full.vnets.length}`);
  });

  test('queries Resource Graph for at most 1000 subscriptions at a time', async () => {
    const subscriptions = Array.from({ length: 2001 }, (_, i) => ({ id: `sub-${i}`, name: `sub-${i}` }));
    const { azure, read } = setUp(createFakeAzure({ ...NO_ROWS, subscriptions }));
    await read();
    expect(azure.calls.filter((call) => call === 'queryGraph')).toHaveLength(3);
  });

  test('is empty without subscriptions and sends no further requests', async () => {
    const { azure, read } = setUp(createFakeAzure(NO_ROWS));
    expect((await read()).rows).toEqual(NO_ROWS);
    expect(azure.calls).toEqual(['listSubscriptions']);
  });
});

describe('a subscription that cannot be read', () => {
  test('is reported with ARM’s error; everything else is read', async () => {
    const { azure, read } = setUp();
    azure.forbidden.add(deniedSubscription.id.toLowerCase());
    const { rows, unread } = await read();
    expect(rows.vnets).toHaveLength(without(deniedSubscription.id).length);
    expect(unread).toEqual([
      {
        scope: deniedSubscription.id,
        name: deniedSubscription.name,
        code: 'AuthorizationFailed',
        message: `No permission to read ${deniedSubscription.id}`,
      },
    ]);
    expect(rows.subscriptions).toHaveLength(full.subscriptions.length);
  });

  test('is still reported after it was readable and is no longer listed', async () => {
    const { azure, read } = setUp();
    await read();
    azure.forbidden.add(deniedSubscription.id.toLowerCase());
    azure.rows = { ...full, subscriptions: full.subscriptions.filter(({ id }) => id !== deniedSubscription.id) };
    const { rows, unread } = await read();
    expect(unread).toMatchObject([{ scope: deniedSubscription.id, name: deniedSubscription.name, code: 'AuthorizationFailed' }]);
    expect(rows.subscriptions.map(({ id }) => id)).toContain(deniedSubscription.id);
  });

  test('is dropped once it is not listed and ARM returns SubscriptionNotFound twice, minutes apart', async () => {
    const { azure, clock, read } = setUp();
    await read();
    azure.rows = { ...full, subscriptions: full.subscriptions.filter(({ id }) => id !== deniedSubscription.id) };
    azure.listVNets = async () => {
      throw createFakeFailure(404, 'SubscriptionNotFound');
    };
    const gone = [{ scope: deniedSubscription.id, code: 'SubscriptionNotFound' }];
    expect((await read()).unread).toMatchObject(gone);
    expect((await read()).unread).toMatchObject(gone);
    clock.pass(5 * 60_000);
    const { rows, unread } = await read();
    expect(unread).toEqual([]);
    expect(rows.subscriptions.map(({ id }) => id)).not.toContain(deniedSubscription.id);
  });

  test('is read again as soon as permissions allow', async () => {
    const { azure, read } = setUp();
    azure.forbidden.add(deniedSubscription.id.toLowerCase());
    await read();
    azure.forbidden.clear();
    const { rows, unread } = await read();
    expect([rows.vnets.length, unread]).toEqual([full.vnets.length, []]);
  });

  test('VNets that Resource Graph does not have yet are read from their resource provider', async () => {
    const azure = createFakeAzure();
    azure.queryGraph = async ({ onPage }) => {
      onPage(0, 0);
      return createFound(NO_ROWS);
    };
    const { rows, messages } = await setUp(azure).read();
    expect(rows.vnets).toHaveLength(full.vnets.length);
    // nothing else was read there, so gateways and routes of these subscriptions are unknown
    expect(rows.subscriptionCoverage?.map(({ subscriptionId }) => subscriptionId).sort()).toEqual([...withVNets].sort());
    expect(messages).toEqual([expect.stringMatching(/^In .+, no resources other than VNets were read\. Rules/)]);
    expect((await setUp().read()).rows.subscriptionCoverage).toBeUndefined();
  });

  test('many omitted subscriptions are checked over several reads and reported until then', async () => {
    const subscriptions = Array.from({ length: 120 }, (_, i) => ({ id: `sub-${i}`, name: `sub-${i}` }));
    const { azure, read } = setUp(createFakeAzure({ ...NO_ROWS, subscriptions }));
    for (const { id } of subscriptions) azure.forbidden.add(id);
    expect((await read()).unread).toMatchObject([
      ...Array.from({ length: 50 }, () => ({ code: 'AuthorizationFailed' })),
      { name: '70 subscriptions' },
    ]);
    await read();
    expect((await read()).unread.map(({ scope }) => scope)).toEqual(subscriptions.map(({ id }) => id));
    expect(azure.calls.filter((call) => call.startsWith('listVNets'))).toHaveLength(120);
  });

  test('an empty subscription is not checked at every read', async () => {
    const empty = { id: 'empty', name: 'empty' };
    const { azure, clock, read } = setUp(createFakeAzure({ ...full, subscriptions: [...full.subscriptions, empty] }));
    const requestCount = () => azure.calls.filter((call) => call === 'listVNets empty').length;
    await read();
    await read();
    expect(requestCount()).toBe(1);
    clock.pass(600_000);
    await read();
    expect(requestCount()).toBe(2);
  });
});

describe('when Resource Graph cannot be queried', () => {
  test('reads each subscription from the resource providers and reports it', async () => {
    const { azure, read } = setUp();
    azure.graphFailure = createFakeFailure(403, 'AuthorizationFailed', 'No graph for you');
    azure.forbidden.add(deniedSubscription.id.toLowerCase());
    const { rows, unread } = await read();
    expect(rows.vnets).toHaveLength(without(deniedSubscription.id).length);
    expect(rows.gateways).toHaveLength(full.gateways.filter(({ id }) => subscriptionOf(id) !== deniedSubscription.id.toLowerCase()).length);
    expect(unread.map(({ scope, code }) => `${scope} ${code}`)).toEqual([
      'Microsoft.ResourceGraph AuthorizationFailed',
      `${deniedSubscription.id} AuthorizationFailed`,
    ]);
    expect(unread[0]?.message).toContain('No graph for you');
  });

  test('because of a server error, the read fails and the previous snapshot stays', async () => {
    const { azure, read } = setUp();
    azure.graphFailure = createFakeFailure(500, 'InternalServerError');
    await expect(read()).rejects.toThrow('InternalServerError');
  });

  test('does not treat a bug as a refusal', async () => {
    const azure = createFakeAzure();
    azure.listVNets = async () => {
      throw new TypeError('ours');
    };
    azure.forbidden.add(deniedSubscription.id.toLowerCase());
    await expect(setUp(azure).read()).rejects.toThrow(TypeError);
  });
});

describe('connected groups', () => {
  const vnets = full.vnets.slice(0, 3);
  const group = { id: 'g', name: 'g', global: false, vnetIds: vnets.map(({ id }) => id).sort() };
  const scope: ManagedScope = { id: 'manager', subscriptionIds: [...withVNets], managementGroups: false };

  function managed(scopes: readonly ManagedScope[]) {
    const azure = createFakeAzure({ ...full, connectedGroups: [group] });
    const { queryGraph } = azure;
    azure.queryGraph = async (request) => ({ ...(await queryGraph(request)), managedScopes: scopes });
    const requestCount = () => azure.calls.filter((call) => call.startsWith('connectedGroupsOf')).length;
    return { ...setUp(azure), requestCount };
  }

  test('are merged from the groups of each VNet', async () => {
    const { read, requestCount } = managed([scope]);
    expect((await read()).rows.connectedGroups).toEqual([group]);
    expect(requestCount()).toBe(full.vnets.length);
  });

  test('are not read outside the scope of a network manager', async () => {
    const { read, requestCount } = managed([]);
    expect((await read()).rows.connectedGroups).toEqual([]);
    expect(requestCount()).toBe(0);
  });

  test('are read once a minute, not at every read', async () => {
    const { read, requestCount, clock } = managed([scope]);
    await read();
    await read();
    expect(requestCount()).toBe(full.vnets.length);
    clock.pass(60_000);
    expect((await read()).rows.connectedGroups).toEqual([group]);
    expect(requestCount()).toBe(2 * full.vnets.length);
  });

  test('that cannot be read are reported once, with ARM’s error', async () => {
    const { azure, read } = managed([scope]);
    azure.connectedGroupsOf = async () => {
      throw createFakeFailure(403, 'AuthorizationFailed', 'Not yours');
    };
    const name = `Connected groups of ${full.vnets.length} VNets`;
    expect((await read()).unread).toEqual([{ scope: 'manager', name, code: 'AuthorizationFailed', message: 'Not yours' }]);
  });
});

describe('a subscription that Azure throttles', () => {
  const RETRY_AT = Date.parse('2026-01-01T01:00:00Z');
  const throttled = () =>
    new Failure('azure-unavailable', { code: 'SubscriptionRequestsThrottled' }, { armStatus: 429, retryAt: RETRY_AT });

  /** Creates an Azure without Resource Graph, so that each subscription is read through lists. */
  function setUpLists() {
    const azure = createFakeAzure();
    azure.graphFailure = createFakeFailure(403, 'Forbidden');
    let isThrottled = false;
    const { listAll, readVNet } = azure;
    const assertOpen = (id: string) => {
      if (isThrottled && id.toLowerCase() === deniedSubscription.id.toLowerCase()) throw throttled();
    };
    azure.listAll = async (subscription, signal) => {
      assertOpen(subscription.id);
      return listAll(subscription, signal);
    };
    azure.readVNet = async (id, signal) => {
      assertOpen(id.subscriptionId);
      return readVNet(id, signal);
    };
    return {
      ...setUp(azure),
      throttle: () => {
        isThrottled = true;
      },
    };
  }

  test('is shown as it was read before, with the age and the time of the next read; the others are read', async () => {
    const { azure, clock, read, throttle } = setUpLists();
    const readAt = new Date(clock.now()).toISOString();
    await read();
    throttle();
    clock.pass(60_000);
    const removed = without(deniedSubscription.id)[0];
    azure.rows = { ...azure.rows, vnets: azure.rows.vnets.filter(({ id }) => id !== removed?.id) };
    const { rows, unread } = await read();
    expect(rows.vnets).toHaveLength(full.vnets.length - 1);
    expect(unread).toContainEqual({
      scope: deniedSubscription.id,
      name: deniedSubscription.name,
      code: 'SubscriptionRequestsThrottled',
      message: expect.any(String),
      retryAt: '2026-01-01T01:00:00.000Z',
      readAt,
    });
  });

  test('is missing if it was never read, with the time of the next read', async () => {
    const { read, throttle } = setUpLists();
    throttle();
    const { rows, unread } = await read();
    expect(rows.vnets).toHaveLength(without(deniedSubscription.id).length);
    const entry = unread.find(({ scope }) => scope === deniedSubscription.id);
    expect([entry?.retryAt, entry?.readAt]).toEqual(['2026-01-01T01:00:00.000Z', undefined]);
  });
});

test('only a read that a person has requested may be sent early', async () => {
  const { azure, clock } = setUp();
  const reader = createAzureReader(azure, clock);
  await reader.read(context());
  expect(azure.calls).not.toContain('setEarlyReads');
  await reader.read({ ...context(), isRequested: true });
  expect(azure.calls.filter((call) => call === 'setEarlyReads')).toHaveLength(1);
});

test('a canceled read that ends late does not take early requests from the next one', async () => {
  let mayBeEarly = false;
  const lists: ((subscriptions: readonly []) => void)[] = [];
  const azure: AzurePort = {
    ...createFakeAzure(NO_ROWS),
    setEarlyReads: (isAllowed) => {
      mayBeEarly = isAllowed;
    },
    listSubscriptions: () => new Promise((resolve) => lists.push(resolve)),
  };
  const reader = createAzureReader(azure, createFastClock());
  const canceled = reader.read(context());
  const next = reader.read({ ...context(), isRequested: true });
  lists[0]?.([]);
  await canceled;
  expect(mayBeEarly).toBe(true);
  lists[1]?.([]);
  await next;
  expect(mayBeEarly).toBe(false);
});
