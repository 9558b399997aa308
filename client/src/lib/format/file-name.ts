import type { Source } from '@peerscape/shared/topology';

/** Returns the name of a file with what a source contains, such as `contoso-map-2026-11-28.svg`, with characters that every file system accepts. */
export function fileNameOf({ name }: Pick<Source, 'name'>, content: string, readAt: string, extension: string): string {
  const prefix = name
    .replace(/\s*\((sandbox|file|azure)\)$|\.json$/i, '')
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  return `${prefix || 'estate'}-${content}-${new Date(readAt).toISOString().slice(0, 10)}.${extension}`;
}
