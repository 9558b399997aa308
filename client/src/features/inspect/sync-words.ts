import { formatCidr, parseCidr } from '@peerscape/shared/net';
import type { Half } from '@peerscape/shared/topology';

/** Prefixes of the remote that a half has not learned, and those it still holds though they are gone. */
export interface Learned {
  readonly toLearn: readonly string[];
  readonly toForget: readonly string[];
}

const spelling = (text: string): string => {
  const cidr = parseCidr(text);
  return cidr.ok ? formatCidr(cidr.value) : text;
};

/** What the half has to learn and forget about its remote; nothing when Azure did not send both pictures or they are the same. */
export function notYetLearned({ remoteLearned, remoteCurrent }: Half): Learned | undefined {
  if (!remoteLearned || !remoteCurrent) return undefined;
  const learned = new Set(remoteLearned.map(spelling));
  const current = new Set(remoteCurrent.map(spelling));
  const toLearn = [...current].filter((prefix) => !learned.has(prefix));
  const toForget = [...learned].filter((prefix) => !current.has(prefix));
  return toLearn.length + toForget.length > 0 ? { toLearn, toForget } : undefined;
}

const SYNC_WORDS: Readonly<Record<string, (local: string, remote: string) => string>> = {
  FullyInSync: () => 'Both halves know the address space of their remote as it is.',
  RemoteNotInSync: (local, remote) =>
    `\`${remote}\` has not learned the address space of \`${local}\`. There is nothing to do on this half.`,
  LocalNotInSync: (local, remote) => `\`${local}\` has not learned the address space of \`${remote}\`. This half is the one to sync.`,
  LocalAndRemoteNotInSync: (local, remote) =>
    `Neither \`${local}\` nor \`${remote}\` has learned the other’s address space. Both halves are to be synced.`,
};

/** The sync level of a half in a sentence; a level that this build does not know is said as Azure has it. */
export function syncSentence({ sync, state }: Half, local: string, remote: string): string | undefined {
  if (sync === undefined || state !== 'Connected') return undefined;
  return SYNC_WORDS[sync]?.(local, remote) ?? `Azure reports the sync level ${sync}.`;
}
