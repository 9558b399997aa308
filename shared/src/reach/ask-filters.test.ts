import { describe, expect, test } from 'vitest';
import type { SecurityRuleRow } from '../topology/index.ts';
import { type Additions, ask, reachOf } from './testing/estate.ts';

const TEXT = `
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
subnet a/app 10.1.0.0/24
subnet b/app 10.2.0.0/24
a <-> b
`;
const GROUP = '@b#networkSecurityGroups/nsg';

const rule = (name: string, change: Partial<SecurityRuleRow>): SecurityRuleRow => ({
  name,
  priority: 100,
  direction: 'Inbound',
  access: 'Deny',
  protocol: '*',
  sources: ['*'],
  sourceGroupIds: [],
  sourcePorts: ['*'],
  destinations: ['*'],
  destinationGroupIds: [],
  destinationPorts: ['*'],
  ...change,
});

const withRules = (...rules: readonly SecurityRuleRow[]): Additions => ({
  rows: { networkSecurityGroups: [{ id: GROUP, subnetIds: ['@b/app'], rules }] },
  subnets: { 'b/app': { networkSecurityGroupId: GROUP } },
});

const tcp = (port: number) => ({ protocol: 'tcp', port }) as const;
const answer = (additions: Additions, more: Parameters<typeof ask>[3] = tcp(443)): string => ask(reachOf(TEXT, additions), 'a', 'b', more);

describe('network security groups', () => {
  test('allow packets between peers by their default rules', () => {
    expect(answer(withRules())).toBe('reachable');
  });

  test('deny by the first rule that applies, in the order of priority (N1)', () => {
    expect(answer(withRules(rule('deny', {})))).toBe('blocked nsg-rule');
    expect(answer(withRules(rule('deny', { priority: 200 }), rule('allow', { access: 'Allow' })))).toBe('reachable');
  });

  test.each([
    ['another port', { destinationPorts: ['80'] }],
    ['another protocol', { protocol: 'Udp' }],
    ['another source', { sources: ['10.9.0.0/16'] }],
    ['another destination', { destinations: ['10.2.1.0/24'] }],
    ['the other direction', { direction: 'Outbound' }],
    ['the internet', { sources: ['Internet'] }],
    ['a tag of a service, which has public addresses only', { sources: ['AzureCloud'] }],
    ['an application security group that the sender is not in', { sources: [], sourceGroupIds: ['@b#applicationSecurityGroups/web'] }],
  ])('do not apply a rule for %s', (_, change) => {
    expect(answer(withRules(rule('deny', change)))).toBe('reachable');
  });

  test.each([
    ['a range of ports', { destinationPorts: ['400-500'] }],
    ['the tag VirtualNetwork', { sources: ['VirtualNetwork'] }],
    ['a single address', { destinations: ['10.2.0.4'] }],
  ])('apply a rule for %s', (_, change) => {
    expect(answer(withRules(rule('deny', change)))).toBe('blocked nsg-rule');
  });

  test('do not block a question without a port by a rule for some ports', () => {
    expect(answer(withRules(rule('deny', { destinationPorts: ['22'] })), {})).toBe('reachable');
  });

  test('let replies pass, because they are stateful', () => {
    const group = { ...withRules(rule('deny', { direction: 'Outbound' })) };
    expect(answer(group)).toBe('reachable');
  });

  test('deny what comes from outside VirtualNetwork by default: the subnet’s own routes widen the tag (N3)', () => {
    const text = `
vnet hub 10.0.0.0/16 nva=10.0.2.4
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
subnet a/app 10.1.0.0/24
subnet b/app 10.2.0.0/24
hub <-> a forwarded
hub <-> b forwarded
route a/app 10.2.0.0/16 via 10.0.2.4
`;
    expect(ask(reachOf(text, withRules()), 'a', 'b', tcp(443))).toBe('blocked default-rules [10.0.2.4] []');
    expect(ask(reachOf(`${text}route b/app 10.1.0.0/16 via 10.0.2.4`, withRules()), 'a', 'b', tcp(443))).toBe(
      'reachable [10.0.2.4] [10.0.2.4]',
    );
  });

  test('that were not read are named, and never silently taken to allow', () => {
    const { verdict, assumptions } = reachOf(TEXT, { subnets: { 'b/app': { networkSecurityGroupId: GROUP } } }).answer({
      from: 'a',
      to: 'b',
    });
    expect(verdict).toBe('reachable');
    expect(assumptions).toContain('The network security group nsg was not read; it is taken to allow the packet.');
  });

  test('of an interface count, too', () => {
    const configurations = [{ id: '@b#c', privateIp: '10.2.0.9', subnetId: '@b/app', securityGroupIds: [] }];
    const rows = {
      interfaces: [{ id: '@b#networkInterfaces/vm', vnetId: '@b', configurations, networkSecurityGroupId: GROUP }],
      networkSecurityGroups: [{ id: GROUP, subnetIds: [], rules: [rule('deny', {})] }],
    };
    expect(ask(reachOf(TEXT, { rows }), 'a', '10.2.0.9', tcp(443))).toBe('blocked nsg-rule');
    expect(ask(reachOf(TEXT, { rows }), 'a', '10.2.0.8', tcp(443))).toBe('reachable');
  });
});

describe('security admin rules', () => {
  const adminRule = (access: string) => ({
    id: '@b#networkManagers/m/rule',
    name: 'rule',
    vnetIds: ['@b'],
    priority: 1,
    direction: 'Inbound',
    access,
    protocol: 'Any',
    sources: ['*'],
    sourcePorts: ['0-65535'],
    destinations: ['*'],
    destinationPorts: ['0-65535'],
  });
  const withAdmin = (access: string, additions: Additions = {}): Additions => ({
    ...additions,
    rows: { ...additions.rows, adminRules: [adminRule(access)] },
  });

  test('come before network security groups (N2)', () => {
    const denying = withRules(rule('deny', {}));
    expect(answer(withAdmin('Deny'))).toBe('blocked admin-rule');
    expect(answer(withAdmin('AlwaysAllow', denying))).toBe('reachable');
    expect(answer(withAdmin('Allow', denying))).toBe('blocked nsg-rule');
  });
});

describe('private endpoints', () => {
  const text =
    'vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16 pe=10.1.5.4\nvnet far 10.2.0.0/16\nsubnet hub/app 10.0.0.0/24\nhub <-> spoke\nhub <-> far\n';

  test('are reached from their VNet and its peers, and answer (R16)', () => {
    expect(ask(reachOf(text), 'hub', '10.1.5.4')).toBe('reachable');
    expect(ask(reachOf(text), 'spoke/endpoints', '10.1.5.4')).toBe('reachable');
    expect(ask(reachOf(text), 'far', '10.1.5.4')).toBe('unreachable no-route');
  });

  test('must be approved', () => {
    expect(ask(reachOf(text, { properties: { 'privateEndpoints/pe-spoke': { status: 'Pending' } } }), 'hub', '10.1.5.4')).toBe(
      'unreachable endpoint-not-approved',
    );
  });

  test('with several prefixes of the VNet and a route that may override them are not established (R16)', () => {
    const several = text.replace('spoke 10.1.0.0/16', 'spoke 10.1.0.0/20 10.1.16.0/20');
    const additions = { subnets: { 'spoke/endpoints': { privateEndpointNetworkPolicies: 'Enabled' } } };
    expect(ask(reachOf(`${several}route hub/app 10.1.0.0/20 via none`, additions), 'hub', '10.1.5.4')).toBe('unknown not-established');
  });
});

describe('places', () => {
  test.each([
    ['nothing', 'a', 'There is no VNet named nothing.'],
    ['a', 'b/none', 'b has no subnet named none.'],
    ['a', '10.1.300.4', 'There is no VNet named 10.1.300.4.'],
    ['/subscriptions/x', 'a', expect.stringContaining('/subscriptions/x')],
  ])('from %s to %s that do not exist are unknown, with the reason', (from, to, text) => {
    expect(reachOf(TEXT).answer({ from, to })).toMatchObject({
      verdict: 'unknown',
      forward: { blocker: { code: 'place-not-found', text } },
    });
  });

  test('in two VNets are unknown as source, and found by the routes as destination', () => {
    const overlapping = `${TEXT}vnet c 10.2.0.0/16\nvnet d 10.4.0.0/16\nc <-> d`;
    expect(ask(reachOf(overlapping), '10.2.0.4', 'a')).toBe('unknown place-not-found');
    expect(ask(reachOf(overlapping), 'a', '10.2.0.4')).toBe('reachable');
    expect(ask(reachOf(overlapping), 'd', '10.2.0.4')).toBe('reachable');
  });

  test('of different IP versions do not reach each other', () => {
    expect(ask(reachOf(`${TEXT}vnet v6 10.9.0.0/16 fd00:a::/48\nsubnet v6/app fd00:a::/64`), '10.1.0.4', 'fd00:a::4')).toBe(
      'unreachable no-route',
    );
  });
});
