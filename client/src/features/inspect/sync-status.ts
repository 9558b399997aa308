import { formatCidr, parseCidr } from '@peerscape/shared/net';
import type { Half } from '@peerscape/shared/topology';

/** Prefixes that the remote VNet added (`toLearn`) or removed (`toForget`) since the half was last synced. */
export interface PrefixDrift {
  readonly toLearn: readonly string[];
  readonly toForget: readonly string[];
}

const normalize = (text: string): string => {
  const cidr = parseCidr(text);
  return cidr.ok ? formatCidr(cidr.value) : text;
};

/** Compares the peered with the current address space of the remote VNet; undefined if they are equal or Azure did not return both. */
export function findPrefixDrift({ remoteLearned, remoteCurrent }: Half): PrefixDrift | undefined {
  if (!remoteLearned || !remoteCurrent) return undefined;
  const learned = new Set(remoteLearned.map(normalize));
  const current = new Set(remoteCurrent.map(normalize));
  const toLearn = [...current].filter((prefix) => !learned.has(prefix));
  const toForget = [...learned].filter((prefix) => !current.has(prefix));
  return toLearn.length + toForget.length > 0 ? { toLearn, toForget } : undefined;
}

const SYNC_SENTENCES: Readonly<Record<string, (local: string, remote: string) => string>> = {
  FullyInSync: () => 'Fully synchronized: both halves have the current address space of the remote VNet.',
  RemoteNotInSync: (local, remote) =>
    `\`${remote}\` does not have the current address space of \`${local}\`. Sync the half of \`${remote}\`; this half needs no change.`,
  LocalNotInSync: (local, remote) => `\`${local}\` does not have the current address space of \`${remote}\`. Sync this half.`,
  LocalAndRemoteNotInSync: (local, remote) =>
    `Neither \`${local}\` nor \`${remote}\` has the other’s current address space. Sync both halves.`,
};

/** Describes the sync level of a Connected half; a level that this version does not know is shown as Azure reports it. */
export function syncSentence({ sync, state }: Half, local: string, remote: string): string | undefined {
  if (sync === undefined || state !== 'Connected') return undefined;
  return SYNC_SENTENCES[sync]?.(local, remote) ?? `Azure reports the sync level ${sync}.`;
}
