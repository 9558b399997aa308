import type { Source } from '@peerscape/shared/topology';

/** Formats a source with its kind: `contoso (sandbox)`, `estate.json (file)`. The kind is omitted when the name contains it. */
export const formatSource = ({ name, kind }: Source): string =>
  name.toLowerCase().includes(kind) ? name : `${name} (${kind === 'azure' ? 'Azure' : kind})`;
