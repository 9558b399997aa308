import { describe, expect, test } from 'vitest';
import { parsePastedRoutes } from './parse-listed-routes.ts';

const parse = (text: string) => {
  const parsed = parsePastedRoutes(text);
  return parsed.ok ? parsed.value : parsed.problem;
};

const USER = {
  name: 'to-fw',
  source: 'User',
  state: 'Active',
  prefixes: ['0.0.0.0/0'],
  nextHopType: 'VirtualAppliance',
  nextHopIps: ['10.0.2.4'],
};
const WIRE = {
  name: 'to-fw',
  disableBgpRoutePropagation: false,
  source: 'User',
  state: 'Active',
  addressPrefix: ['0.0.0.0/0'],
  nextHopType: 'VirtualAppliance',
  nextHopIpAddress: ['10.0.2.4'],
};

describe('pasted routes', () => {
  test('may be JSON of az: an object with a list, or the list', () => {
    expect(parse(JSON.stringify({ value: [WIRE] }))).toEqual([USER]);
    expect(parse(`\n ${JSON.stringify([WIRE], null, 2)}\n`)).toEqual([USER]);
  });

  test('may be JSON of PowerShell, whose properties begin with capital letters and whose lists of one are texts', () => {
    const json = JSON.stringify([
      { Name: null, Source: 'Default', State: 'Active', AddressPrefix: '10.1.0.0/16', NextHopType: 'VnetLocal', NextHopIpAddress: [] },
    ]);
    expect(parse(json)).toEqual([
      { source: 'Default', state: 'Active', prefixes: ['10.1.0.0/16'], nextHopType: 'VnetLocal', nextHopIps: [] },
    ]);
  });

  test('may be the table of az, with several prefixes and next hops in a row', () => {
    const table = `
Source                 State    Address Prefix            Next Hop Type          Next Hop IP
---------------------  -------  ------------------------  ---------------------  -----------------
Default                Active   10.1.0.0/16               VnetLocal
VirtualNetworkGateway  Invalid  10.7.0.0/16 10.8.0.0/16   VirtualNetworkGateway  10.0.0.4 10.0.0.5
`;
    expect(parse(table)).toEqual([
      { source: 'Default', state: 'Active', prefixes: ['10.1.0.0/16'], nextHopType: 'VnetLocal', nextHopIps: [] },
      {
        source: 'VirtualNetworkGateway',
        state: 'Invalid',
        prefixes: ['10.7.0.0/16', '10.8.0.0/16'],
        nextHopType: 'VirtualNetworkGateway',
        nextHopIps: ['10.0.0.4', '10.0.0.5'],
      },
    ]);
  });

  test.each([
    ['', 'nothing was pasted'],
    ['hello', 'it is neither JSON nor a table with a line of dashes below the titles of its columns'],
    ['{"value": [', 'the JSON is not complete'],
    ['{}', 'there is no list of routes'],
    ['[]', 'the list of routes is empty'],
    ['[{"source": "User"}]', 'route 1: source, state or next hop type is missing'],
    [JSON.stringify([{ ...WIRE, addressPrefix: [] }]), 'route 1: the prefix is missing'],
    [JSON.stringify([WIRE, { ...WIRE, addressPrefix: ['everything'] }]), 'route 2: "everything" is not a prefix'],
    ['Name  Id\n----  --\na     b', 'the table has no column for source'],
  ])('%s is refused with the reason', (text, problem) => {
    expect(parse(text)).toBe(problem);
  });
});
