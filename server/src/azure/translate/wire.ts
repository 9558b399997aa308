/** How to look into JSON that nobody has promised anything about. Every function gives a decision, none throws. */

export type Wire = Readonly<Record<string, unknown>>;

/** The object, or an empty one. */
export const object = (value: unknown): Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Wire) : {};

/** The objects of a list; anything else in it is passed over. */
export const objects = (value: unknown): readonly Wire[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one)) : [];

export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const number = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

/** The strings of a list; undefined when there is no list at all. */
export const texts = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;

/** Booleans, also as the strings that AVNM and some graph rows use for them. */
export const flag = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : undefined;
};

/** The `id` of a reference such as `{ "id": "…" }`. */
export const idOf = (value: unknown): string | undefined => text(object(value).id);

/** A resource's own properties: nested on the wire, on the top level in what `az` prints. */
export const properties = (resource: Wire): Wire => ('properties' in resource ? object(resource.properties) : resource);

type Sparse<T> = { [K in keyof T]: T[K] | undefined };

/** The row without what Azure did not send: an absent property is absent, not undefined. */
export const trim = <T extends object>(row: Sparse<T>): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;

/** The id of the VNet that a subnet's id lies in; undefined for any other id. */
export const vnetOfSubnet = (subnetId: string | undefined): string | undefined =>
  subnetId?.match(/^(.*\/virtualNetworks\/[^/]+)\/subnets\/[^/]+$/i)?.[1];

/** The subnets that a resource's IP configurations stand in. */
export const subnetsOf = (resource: Wire): readonly string[] =>
  objects(properties(resource).ipConfigurations).flatMap((one) => idOf(properties(one).subnet) ?? []);
