import {
  applyPositionPatches,
  type PlanDocument,
  type PositionPatch,
  parsePositions,
  type StoredDocument,
  type StoredDocumentName,
  StoredDraft,
} from '@peerscape/shared/api';
import { Failure } from '../failure.ts';
import type { Store } from '../store/store.ts';

/** The documents that the users of one estate share: draft, positions, mutes, tour progress, role overrides. */
export interface StoredDocuments {
  get(name: StoredDocumentName): Promise<StoredDocument>;
  /** Saves the next version; rejects with 409 if `version` is not the current one. */
  save(name: StoredDocumentName, version: number, value: unknown): Promise<StoredDocument>;
  /** Returns the intents of the draft; rejects with 409 if `version` is not the current one, or if it has none. */
  getDraft(version: number): Promise<PlanDocument['intents']>;
  /** Applies the patches to the current positions and saves the next version. */
  patchPositions(patches: readonly PositionPatch[]): Promise<StoredDocument>;
}

/** Creates access to the stored documents on behalf of the user `by`; calls `changed` after each change. */
export const createStoredDocuments = (store: Store, by: string, changed: () => void): StoredDocuments => ({
  get: (name) => store.readDocument(name),
  save: async (name, version, value) => {
    const outcome = await store.saveDocument(name, version, value, by);
    if (outcome.kind === 'changed') {
      throw new Failure('kept-changed', {
        title: `${SUBJECTS[name]} changed elsewhere`,
        detail: `The current version is ${outcome.document.version}; load it and try again`,
      });
    }
    changed();
    return outcome.document;
  },
  getDraft: async (version) => {
    const draft = await store.readDocument('draft');
    if (draft.version !== version)
      throw new Failure('draft-changed', {
        detail: `A plan for version ${version} was requested, but the current version is ${draft.version}. Review the draft, then create the plan again`,
      });
    const parsed = StoredDraft.safeParse(draft.value);
    if (!parsed.success) throw new Failure('draft-empty', { detail: 'Add changes to the draft, then create the plan again' });
    return parsed.data.intents;
  },
  patchPositions: async (patches) => {
    const document = await store.updateDocument('positions', (value) => applyPositionPatches(parsePositions(value), patches), by);
    changed();
    return document;
  },
});

const SUBJECTS: Readonly<Record<StoredDocumentName, string>> = {
  draft: 'The draft was',
  positions: 'Positions on the map were',
  mutes: 'The mutes were',
  tour: 'The progress of the tour was',
  shapes: 'Manually set roles were',
};
