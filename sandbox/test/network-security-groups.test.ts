import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, GROUP } from './harness.ts';

const WORLD = 'vnet hub 10.0.0.0/16';
const bench = createTestBench(WORLD);
const NSG = `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/nsg`;
beforeEach(() => bench.seed(WORLD));

const RULE = {
  access: 'Allow',
  direction: 'Inbound',
  protocol: 'Tcp',
  priority: 100,
  sourceAddressPrefix: '*',
  sourcePortRange: '*',
  destinationAddressPrefix: '*',
  destinationPortRange: '443',
};
/** Puts a group with rules that differ from `RULE` in these properties. */
const put = (...rules: readonly object[]) =>
  bench.send('PUT', NSG, {
    body: {
      location: 'westeurope',
      properties: { securityRules: rules.map((rule, i) => ({ name: `rule-${i}`, properties: { ...RULE, ...rule } })) },
    },
  });

describe('a network security group', () => {
  it('accepts the names of accesses, directions and protocols in any case', async () => {
    const [rule] = (await put({ access: 'deny', direction: 'OUTBOUND', protocol: 'udp' })).body.properties.securityRules;
    expect(rule.properties).toMatchObject({ access: 'Deny', direction: 'Outbound', protocol: 'Udp' });
  });

  it('has rules of one priority in different directions', async () => {
    expect((await put({}, { direction: 'Outbound' })).status).toBe(201);
  });

  it.each([
    ['with a priority below 100', [{ priority: 99 }], 'SecurityRuleInvalidPriority'],
    ['with a priority above 4096', [{ priority: 4097 }], 'SecurityRuleInvalidPriority'],
    ['with an access that does not exist', [{ access: 'Drop' }], 'SecurityRuleParameterInvalid'],
    ['without a direction', [{ direction: undefined }], 'SecurityRuleParameterInvalid'],
    ['without a source', [{ sourceAddressPrefix: undefined }], 'SecurityRuleAddressPrefixesOrPortsNotSpecified'],
    [
      'with an empty list of ports',
      [{ destinationPortRange: '', destinationPortRanges: [] }],
      'SecurityRuleAddressPrefixesOrPortsNotSpecified',
    ],
    ['with two rules of one priority and direction', [{}, {}], 'SecurityRuleConflict'],
    ['with two rules of one priority whose directions differ in case only', [{}, { direction: 'inbound' }], 'SecurityRuleConflict'],
  ])('is refused %s', async (_, rules, code) => {
    const reply = await put(...rules);
    expect([reply.status, reply.body.error?.code]).toEqual([400, code]);
  });
});
