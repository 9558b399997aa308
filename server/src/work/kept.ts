import type { Kept, KeptName } from '@peerscape/shared/api';
import { Failure } from '../failure.ts';
import type { Store } from '../store/store.ts';

/** The documents that the people of one estate keep: the draft, positions, mutes. */
export interface KeptDocuments {
  get(name: KeptName): Promise<Kept>;
  /** Refused when somebody has kept another version since. */
  keep(name: KeptName, version: number, value: unknown): Promise<Kept>;
}

export const keptDocuments = (store: Store, by: string, changed: () => void): KeptDocuments => ({
  get: (name) => store.kept(name),
  keep: async (name, version, value) => {
    const outcome = await store.keep(name, version, value, by);
    if (outcome.kind === 'changed') {
      throw new Failure({
        title: `${SUBJECTS[name]} changed elsewhere`,
        status: 409,
        code: 'kept-changed',
        detail: `Version ${outcome.kept.version} is kept now; ask for it and try again`,
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
  shapes: 'What is said of hubs was',
};
