import type { QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

/** One component in one state. */
export interface Specimen {
  readonly title: string;
  /** Width of its frame: that of a side panel, or of the page. */
  readonly frame: 'panel' | 'page' | 'view';
  /** Writes the server's responses to the query cache. Without it, all requests are pending. */
  readonly seed?: (client: QueryClient) => void;
  readonly content: ReactNode;
}

/** Section of the gallery. */
export interface GallerySection {
  /** Anchor of the section. */
  readonly id: string;
  readonly title: string;
  readonly specimens: readonly Specimen[];
}

/** Callback of a specimen; nothing happens. */
export const ignore = (): void => undefined;

/** Writes a failed request to the cache. */
export function seedError(client: QueryClient, queryKey: readonly unknown[], error: Error): void {
  client
    .getQueryCache()
    .build(client, { queryKey: [...queryKey] })
    .setState({ status: 'error', error, fetchStatus: 'idle' });
}
