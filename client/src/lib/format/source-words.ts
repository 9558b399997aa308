import type { Source } from '@peerscape/shared/topology';

/** `contoso (sandbox)`, `estate.json (file)`; a name that says so already is left alone. */
export const sourceWords = ({ name, kind }: Source): string =>
  name.toLowerCase().includes(kind) ? name : `${name} (${kind === 'azure' ? 'Azure' : kind})`;
