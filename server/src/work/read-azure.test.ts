import { NO_ROWS } from '@peerscape/shared/topology';
import { describe, expect, test } from 'vitest';
import { contoso, fakeAzure, found, refusal, subscriptionOf } from '../../test/fake-azure.ts';
import { hastyClock } from '../../test/fake-clock.ts';
import type { ManagedScope } from './ports.ts';
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

/** An Azure, and reads of it by one reader, with time passing in between. */
function reading(azure = fakeAzure()) {
  const clock = hastyClock();
  const reader = createAzureReader(azure, clock);
  return { azure, clock, read: () => reader.read(context()) };
}

const full = contoso();
const speaking = [...new Set(full.vnets.map(({ id }) => subscriptionOf(id)))];
const silent = full.subscriptions.filter(({ id }) => !speaking.includes(id.toLowerCase()));
const victim = full.subscriptions.find(({ id }) => speaking.includes(id.toLowerCase())) ?? { id: '', name: '' };
const without = (subscriptionId: string) => full.vnets.filter(({ id }) => subscriptionOf(id) !== subscriptionId.toLowerCase());

describe('a whole read', () => {
  test('finds everything with one question to the graph, and reports how far it is', async () => {
    const azure = fakeAzure();
    const { reports, ...rest } = context();
    const estate = await createAzureReader(azure, hastyClock()).read(rest);
    expect(estate.rows.vnets).toHaveLength(full.vnets.length);
    expect(estate.rows.halves).toHaveLength(full.halves.length);
    expect(estate.unread).toEqual([]);
    expect(azure.calls).toEqual(['listSubscriptions', 'askGraph', ...silent.map(({ id }) => `listVNets ${id}`)]);
    expect(reports[0]).toBe('Reading subscriptions 0/?');
    expect(reports).toContain(`Reading virtual networks ${full.vnets.length}/${full.vnets.length}`);
  });

  test('asks the graph about at most 1000 subscriptions at a time', async () => {
    const subscriptions = Array.from({ length: 2001 }, (_, i) => ({ id: `sub-${i}`, name: `sub-${i}` }));
    const { azure, read } = reading(fakeAzure({ ...NO_ROWS, subscriptions }));
    await read();
    expect(azure.calls.filter((call) => call === 'askGraph')).toHaveLength(3);
  });

  test('of an estate without subscriptions is empty and asks nothing more', async () => {
    const { azure, read } = reading(fakeAzure(NO_ROWS));
    expect((await read()).rows).toEqual(NO_ROWS);
    expect(azure.calls).toEqual(['listSubscriptions']);
  });
});

describe('a subscription that may not be read', () => {
  test('is named with what ARM says; everything else is there', async () => {
    const { azure, read } = reading();
    azure.forbidden.add(victim.id.toLowerCase());
    const { rows, unread } = await read();
    expect(rows.vnets).toHaveLength(without(victim.id).length);
    expect(unread).toEqual([
      { scope: victim.id, name: victim.name, code: 'AuthorizationFailed', message: `No right to read ${victim.id}` },
    ]);
    expect(rows.subscriptions).toHaveLength(full.subscriptions.length);
  });

  test('is named too when it was readable before and is not even listed any more', async () => {
    const { azure, read } = reading();
    await read();
    azure.forbidden.add(victim.id.toLowerCase());
    azure.rows = { ...full, subscriptions: full.subscriptions.filter(({ id }) => id !== victim.id) };
    const { rows, unread } = await read();
    expect(unread).toMatchObject([{ scope: victim.id, name: victim.name, code: 'AuthorizationFailed' }]);
    expect(rows.subscriptions.map(({ id }) => id)).toContain(victim.id);
  });

  test('is forgotten when it is not listed any more and Azure says twice, minutes apart, that there is none', async () => {
    const { azure, clock, read } = reading();
    await read();
    azure.rows = { ...full, subscriptions: full.subscriptions.filter(({ id }) => id !== victim.id) };
    azure.listVNets = async () => {
      throw refusal(404, 'SubscriptionNotFound');
    };
    const gone = [{ scope: victim.id, code: 'SubscriptionNotFound' }];
    expect((await read()).unread).toMatchObject(gone);
    expect((await read()).unread).toMatchObject(gone);
    clock.pass(5 * 60_000);
    const { rows, unread } = await read();
    expect(unread).toEqual([]);
    expect(rows.subscriptions.map(({ id }) => id)).not.toContain(victim.id);
  });

  test('is read again as soon as it may be', async () => {
    const { azure, read } = reading();
    azure.forbidden.add(victim.id.toLowerCase());
    await read();
    azure.forbidden.clear();
    const { rows, unread } = await read();
    expect([rows.vnets.length, unread]).toEqual([full.vnets.length, []]);
  });

  test('VNets that the graph does not know yet are taken from their resource provider', async () => {
    const azure = fakeAzure();
    azure.askGraph = async ({ onPage }) => {
      onPage(0, 0);
      return found(NO_ROWS);
    };
    const { rows } = await reading(azure).read();
    expect(rows.vnets).toHaveLength(full.vnets.length);
  });

  test('many silent ones are asked over several reads, each in its turn, and until then it is said', async () => {
    const subscriptions = Array.from({ length: 120 }, (_, i) => ({ id: `sub-${i}`, name: `sub-${i}` }));
    const { azure, read } = reading(fakeAzure({ ...NO_ROWS, subscriptions }));
    for (const { id } of subscriptions) azure.forbidden.add(id);
    expect((await read()).unread).toMatchObject([
      ...Array.from({ length: 50 }, () => ({ code: 'AuthorizationFailed' })),
      { name: '70 subscriptions' },
    ]);
    await read();
    expect((await read()).unread.map(({ scope }) => scope)).toEqual(subscriptions.map(({ id }) => id));
    expect(azure.calls.filter((call) => call.startsWith('listVNets'))).toHaveLength(120);
  });

  test('one that is known to be empty is not asked about at every read', async () => {
    const empty = { id: 'empty', name: 'empty' };
    const { azure, clock, read } = reading(fakeAzure({ ...full, subscriptions: [...full.subscriptions, empty] }));
    const asked = () => azure.calls.filter((call) => call === 'listVNets empty').length;
    await read();
    await read();
    expect(asked()).toBe(1);
    clock.pass(600_000);
    await read();
    expect(asked()).toBe(2);
  });
});

describe('when the graph may not be asked', () => {
  test('the lists are read subscription by subscription, and it is said', async () => {
    const { azure, read } = reading();
    azure.graphFailure = refusal(403, 'AuthorizationFailed', 'No graph for you');
    azure.forbidden.add(victim.id.toLowerCase());
    const { rows, unread } = await read();
    expect(rows.vnets).toHaveLength(without(victim.id).length);
    expect(rows.gateways).toHaveLength(full.gateways.filter(({ id }) => subscriptionOf(id) !== victim.id.toLowerCase()).length);
    expect(unread.map(({ scope, code }) => `${scope} ${code}`)).toEqual([
      'Microsoft.ResourceGraph AuthorizationFailed',
      `${victim.id} AuthorizationFailed`,
    ]);
    expect(unread[0]?.message).toContain('No graph for you');
  });

  test('because it is out of order, the read fails: what was shown before stays', async () => {
    const { azure, read } = reading();
    azure.graphFailure = refusal(500, 'InternalServerError');
    await expect(read()).rejects.toThrow('InternalServerError');
  });

  test('a fault of ours is not taken for a refusal', async () => {
    const azure = fakeAzure();
    azure.listVNets = async () => {
      throw new TypeError('ours');
    };
    azure.forbidden.add(victim.id.toLowerCase());
    await expect(reading(azure).read()).rejects.toThrow(TypeError);
  });
});

describe('connected groups', () => {
  const vnets = full.vnets.slice(0, 3);
  const group = { id: 'g', name: 'g', global: false, vnetIds: vnets.map(({ id }) => id).sort() };
  const scope: ManagedScope = { id: 'manager', subscriptionIds: [...speaking], managementGroups: false };

  function managed(scopes: readonly ManagedScope[]) {
    const azure = fakeAzure({ ...full, connectedGroups: [group] });
    const { askGraph } = azure;
    azure.askGraph = async (request) => ({ ...(await askGraph(request)), managed: scopes });
    const asked = () => azure.calls.filter((call) => call.startsWith('connectedGroupsOf')).length;
    return { ...reading(azure), asked };
  }

  test('are put together from what each VNet says', async () => {
    const { read, asked } = managed([scope]);
    expect((await read()).rows.connectedGroups).toEqual([group]);
    expect(asked()).toBe(full.vnets.length);
  });

  test('are not asked about where no network manager is in charge', async () => {
    const { read, asked } = managed([]);
    expect((await read()).rows.connectedGroups).toEqual([]);
    expect(asked()).toBe(0);
  });

  test('are asked about once a minute, not at every read', async () => {
    const { read, asked, clock } = managed([scope]);
    await read();
    await read();
    expect(asked()).toBe(full.vnets.length);
    clock.pass(60_000);
    expect((await read()).rows.connectedGroups).toEqual([group]);
    expect(asked()).toBe(2 * full.vnets.length);
  });

  test('that cannot be read are named once, with what ARM says', async () => {
    const { azure, read } = managed([scope]);
    azure.connectedGroupsOf = async () => {
      throw refusal(403, 'AuthorizationFailed', 'Not yours');
    };
    const name = `Connected groups of ${full.vnets.length} VNets`;
    expect((await read()).unread).toEqual([{ scope: 'manager', name, code: 'AuthorizationFailed', message: 'Not yours' }]);
  });
});
