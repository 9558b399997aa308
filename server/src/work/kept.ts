import type { Kept, KeptName } from '@peerscape/shared/api';
import { Failure } from '../failure.ts';
import type { Store } from '../store/store.ts';

/** The documents that the users of one estate share: draft, positions, mutes, tour progress, role overrides. */
export interface KeptDocuments {
  get(name: KeptName): Promise<Kept>;
  /** Saves the next version; rejects with 409 if `version` is not the current one. */
  keep(name: KeptName, version: number, value: unknown): Promise<Kept>;
}

/** Creates access to the stored documents on behalf of the user `by`; calls `changed` after each save. */
export const keptDocuments = (store: Store, by: string, changed: () => void): KeptDocuments => ({
  get: (name) => store.kept(name),
  keep: async (name, version, value) => {
    const outcome = await store.keep(name, version, value, by);
    if (outcome.kind === 'changed') {
      throw new Failure({
        title: `${SUBJECTS[name]} changed elsewhere`,
        status: 409,
        code: 'kept-changed',
        detail: `The current version is ${outcome.kept.version}; load it and try again`,
      });
    }
    changed();
    return outcome.kept;
  },
});

const SUBJECTS: Readonly<Record<KeptName, string>> = {
  draft: 'The draft was',
  positions: 'Positions on the map were',
  mutes: 'The mutes were',
  tour: 'The progress of the tour was',
  shapes: 'Manually set roles were',
};
