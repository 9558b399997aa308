import { api, type StoredDocumentName } from '@peerscape/shared/api';
import { call } from './api.ts';
import { type DocumentSyncHandle, type SyncProtocol, useDocumentSync } from './use-document-sync.ts';

/** Saves whole documents, and never over a version that the page has not loaded. */
const WHOLE_DOCUMENTS: SyncProtocol<unknown> = {
  merge: (_, later) => later,
  appliesToAnyVersion: false,
  send: (name, version, value) => call(api.putStoredDocument, { body: { name, version, value } }),
};

/**
 * Loads a stored document and keeps it up to date: `onLoad` receives its value at first and after each change by another user, as announced
 * by `serial`. Saves only after the first load, and never over another user's change: that one is loaded and reported instead.
 */
export const useStoredDocument = (
  name: StoredDocumentName,
  serial: number,
  onLoad: (value: unknown) => void,
): DocumentSyncHandle<unknown> => useDocumentSync(name, serial, WHOLE_DOCUMENTS, onLoad);
