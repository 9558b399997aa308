import type { Shape } from '../arm/shape.ts';

/** Members of every resource in a body. Clients may send back a GET response, so read-only ones are accepted. */
export const RESOURCE_SHAPE = {
  id: 'string',
  name: 'string',
  type: 'string',
  etag: 'string',
  location: 'string',
  tags: 'any',
} as const satisfies Record<string, Shape>;

/** Members of every resource of Private Resolver in a body. */
export const RESOLVER_RESOURCE_SHAPE = { ...RESOURCE_SHAPE, systemData: 'any' } as const satisfies Record<string, Shape>;

export const REFERENCE_SHAPE = { id: 'string' } as const satisfies Shape;

/** A reference in whose place clients may send the whole resource, as they got it. */
export const EMBEDDED_REFERENCE_SHAPE = {
  ...RESOURCE_SHAPE,
  properties: 'any',
  sku: 'any',
  zones: 'any',
  extendedLocation: 'any',
} as const satisfies Shape;

/** Address prefixes; pools of IPAM are accepted and have no effect. */
export const ADDRESS_SPACE_SHAPE = { addressPrefixes: ['string'], ipamPoolPrefixAllocations: 'any' } as const satisfies Shape;

/** Name and tier of a SKU. */
export const SKU_SHAPE = { name: 'string', tier: 'string', capacity: 'number' } as const satisfies Shape;
