/** Accessors for JSON of unknown shape. Each returns undefined or an empty value on a mismatch; none throws. */

/** A JSON object of unknown shape. */
export type Wire = Readonly<Record<string, unknown>>;

/** Returns the value if it is an object, or an empty object. */
export const asObject = (value: unknown): Wire =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Wire) : {};

/** Returns the elements of a list; undefined if the value is none. Windows PowerShell 5 can write a list as `{ "value": […], "Count": 2 }`. */
export function asList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const { value: elements, ...others } = asObject(value);
  return Array.isArray(elements) && /^count$/i.test(Object.keys(others).join()) ? elements : undefined;
}

/** Returns the objects of a list and skips its other elements. */
export const asObjects = (value: unknown): readonly Wire[] =>
  (asList(value) ?? []).filter((one): one is Wire => typeof one === 'object' && one !== null && !Array.isArray(one));

/** Returns the value if it is a non-empty string. */
export const asString = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Returns the value if it is a finite number. */
export const asNumber = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);

/** Returns the strings of a list; undefined when the value is not a list. */
export const asStrings = (value: unknown): readonly string[] | undefined =>
  asList(value)?.filter((one): one is string => typeof one === 'string');

/** Returns a boolean. Also accepts the strings that AVNM and some Resource Graph rows use instead. */
export const asBoolean = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const lower = typeof value === 'string' ? value.toLowerCase() : '';
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
};

/** Returns the `id` of a reference such as `{ "id": "…" }`. */
export const idOf = (value: unknown): string | undefined => asString(asObject(value).id);

/** Returns the ids of a list of references. */
export const idsOf = (value: unknown): readonly string[] => asObjects(value).flatMap((one) => asString(one.id) ?? []);

/** Returns the properties of a resource: nested in ARM responses, at the top level in the output of `az`. */
export const propertiesOf = (resource: Wire): Wire => ('properties' in resource ? asObject(resource.properties) : resource);

type Sparse<T> = { [K in keyof T]: T[K] | undefined };

/** Removes properties that are undefined. */
export const omitUndefined = <T extends object>(row: Sparse<T>): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
