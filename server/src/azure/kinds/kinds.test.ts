import { ATTACHED_KINDS } from '@peerscape/shared/topology';
import { expect, test } from 'vitest';
import { QUERY } from '../read-graph.ts';
import { createTranslation } from '../translate/index.ts';
import { ARM_TYPES } from './index.ts';

test('Resource Graph is asked once for each type, except those that only files contain', () => {
  for (const { armType, isOnlyInFiles } of ARM_TYPES)
    expect(QUERY.split(`'${armType.toLowerCase()}'`), armType).toHaveLength(isOnlyInFiles ? 1 : 2);
});

test('Resource Graph is asked for the network interfaces of appliances and private endpoints', () => {
  expect(QUERY).toContain(
    "or (type =~ 'microsoft.network/networkinterfaces' and (properties.enableIPForwarding == true or isnotnull(properties.privateEndpoint)))",
  );
});

test('a resource of each type shows that the source includes its kind', () => {
  const translation = createTranslation();
  expect(translation.missingKinds()).toEqual(ATTACHED_KINDS);
  for (const { armType } of ARM_TYPES) expect(translation.add({ id: `/x/${armType}/one`, type: armType.toUpperCase() })).toBe(true);
  expect(translation.missingKinds()).toEqual([]);
});

test('without Resource Graph, all kinds are listed but those that come with their VNet or their parent', () => {
  const listed = ARM_TYPES.filter(({ isOnlyInFiles }) => !isOnlyInFiles);
  expect(listed.filter(({ list }) => !list).map(({ kind }) => kind)).toEqual(['routeServers', 'dnsLinks', 'interfaces']);
});
