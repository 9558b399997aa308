/** Replaces identifying texts, each consistently. */
export interface Replacer {
  /** Replaces the name of a resource of the type. */
  name(type: string, name: string): string;
  /** Replaces a GUID; each kind is numbered separately. */
  guid(kind: GuidKind, guid: string): string;
  /** Replaces an address or a prefix. */
  prefix(text: string): string;
}

export const GUID_KINDS = ['subscription', 'tenant', 'resource', 'etag'] as const;
export type GuidKind = (typeof GUID_KINDS)[number];

/** Replaces the names in an ARM id. Its resource types and providers stay; text that is no id becomes the name of a resource. */
export const replaceId = (id: string, replacer: Replacer): string =>
  id
    .split('#')
    .map((path) => (path.startsWith('/') ? replacePath(path, replacer) : replacer.name('resources', path)))
    .join('#');

/** Replaces the names in a path of types and names that alternate: `/subscriptions/{id}/resourceGroups/{name}/providers/{namespace}/{type}/{name}`. */
function replacePath(path: string, replacer: Replacer): string {
  const segments = path.split('/');
  return segments
    .map((segment, i) => {
      if (segment === '') return '';
      if (i % 2 === 1) return /^[A-Za-z]+$/.test(segment) ? segment : replacer.name('resources', segment);
      const type = segments[i - 1]?.toLowerCase();
      if (type === 'subscriptions') return replacer.guid('subscription', segment);
      if (type === 'providers' && /^Microsoft\.[A-Za-z.]+$/i.test(segment)) return segment;
      return replacer.name(type ?? '', segment);
    })
    .join('/');
}
