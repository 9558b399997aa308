/** Api-versions by property: the first one in which Azure shows it, those of the properties in it, or both. */
export interface PropertyVersions {
  readonly [property: string]: string | PropertyVersions | readonly [string, PropertyVersions];
}

/** First api-version in which parts of a resource, such as subnets and rules, show their type (recordings). */
export const WITH_PART_TYPES = '2018-06-01';

/** Returns the content without the properties that Azure shows only in later api-versions; in lists, without those of each entry. */
export function hideLaterProperties<T>(content: T, versions: PropertyVersions, apiVersion: string): T {
  if (Array.isArray(content)) return content.map((entry) => hideLaterProperties(entry, versions, apiVersion)) as T;
  if (typeof content !== 'object' || content === null) return content;
  const shown = Object.entries(content).flatMap(([name, value]) => {
    const entry = versions[name];
    if (entry === undefined) return [[name, value]];
    const [since, nested] = typeof entry === 'string' ? [entry] : isPair(entry) ? entry : [undefined, entry];
    if (since !== undefined && apiVersion < since) return [];
    return [[name, nested ? hideLaterProperties(value, nested, apiVersion) : value]];
  });
  return Object.fromEntries(shown) as T;
}

const isPair = (entry: PropertyVersions | readonly [string, PropertyVersions]): entry is readonly [string, PropertyVersions] =>
  Array.isArray(entry);
