import { type Problem, StoredDraft } from '@peerscape/shared/api';
import { type Action, type Intent, makePlan, type Plan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';
import { useStoredDocument } from '../server/use-stored-document.ts';
import { type Draft, type DraftAction, draftReducer, EMPTY_DRAFT, plannedActions } from './draft.ts';

/** The draft of the estate, shared by all its users. */
export interface DraftHandle {
  readonly intents: readonly Intent[];
  /** Version of the draft on the server if it has exactly these intents; undefined while a change is being saved. */
  readonly version: number | undefined;
  /** Number of times that a draft of another session has replaced the one on this page. */
  readonly replacements: number;
  /** Plan for the draft on the current topology. */
  readonly plan: Plan;
  /** Planned action on each half, by `from>to`. */
  readonly planned: ReadonlyMap<string, Action>;
  add(...intents: Intent[]): void;
  remove(index: number): void;
  clear(): void;
  undo(): void;
  redo(): void;
  /** Saves a change that could not be saved, or else loads the draft again. */
  refresh(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Reports that the draft could not be saved, or was changed by another user. */
  readonly notice?: Problem;
  /** Problem because of which the draft could not be saved or loaded; also in `notice`. */
  readonly failure?: Problem;
}

const DraftContext = createContext<DraftHandle | undefined>(undefined);

interface DraftProviderProps {
  readonly topology: Topology;
  /** Changes whenever a stored document changes. */
  readonly serial: number;
  readonly children: ReactNode;
}

/** Provides the draft and saves it on the server, so that closing the tab loses nothing. */
export function DraftProvider({ topology, serial, children }: DraftProviderProps) {
  const { draft, change, version, replacements, notice, failure, refresh } = useSavedDraft(serial);
  const { intents, past, future } = draft;
  const plan = useMemo(() => makePlan(topology, intents), [topology, intents]);
  const planned = useMemo(() => plannedActions(plan.steps), [plan]);
  const actions = useMemo(() => createActions(change, topology), [change, topology]);
  const canUndo = past.length > 0;
  const canRedo = future.length > 0;
  const handle = useMemo(
    (): DraftHandle => ({
      intents,
      version,
      replacements,
      plan,
      planned,
      ...actions,
      refresh,
      canUndo,
      canRedo,
      ...(notice ? { notice } : {}),
      ...(failure ? { failure } : {}),
    }),
    [intents, version, replacements, plan, planned, actions, refresh, canUndo, canRedo, notice, failure],
  );
  return <DraftContext value={handle}>{children}</DraftContext>;
}

/** Loads and saves the draft. Changes from before the first load stay on the page and are then added to what was loaded. */
function useSavedDraft(serial: number) {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [replacements, setReplacements] = useState(0);
  const latest = useRef(draft);
  const isLoaded = useRef(false);
  const show = useCallback((next: Draft) => {
    latest.current = next;
    setDraft(next);
  }, []);
  const { save, version, notice, failure, refresh } = useStoredDocument('draft', serial, (value) => {
    const early = isLoaded.current ? [] : latest.current.intents;
    const loaded = draftReducer(latest.current, { do: 'load', intents: parseIntents(value) });
    if (isLoaded.current && loaded !== latest.current) setReplacements((before) => before + 1);
    isLoaded.current = true;
    show(loaded);
    if (early.length > 0) change({ do: 'add', intents: early });
  });
  // saved in the same step, so that the version on the server is never taken for that of newer intents
  const change = useCallback(
    (action: DraftAction) => {
      const { intents } = latest.current;
      show(draftReducer(latest.current, action));
      if (isLoaded.current && latest.current.intents !== intents) save({ intents: latest.current.intents });
    },
    [show, save],
  );
  return { draft, change, version, replacements, notice, failure, refresh };
}

const createActions = (change: (action: DraftAction) => void, topology: Topology) => ({
  add: (...intents: Intent[]) => change({ do: 'add', intents, topology }),
  remove: (index: number) => change({ do: 'remove', index }),
  clear: () => change({ do: 'clear' }),
  undo: () => change({ do: 'undo' }),
  redo: () => change({ do: 'redo' }),
});

/** Returns the draft; throws outside of `DraftProvider`. */
export function useDraft(): DraftHandle {
  const draft = use(DraftContext);
  if (!draft) throw new Error('useDraft must be used within DraftProvider');
  return draft;
}

/** Parses the intents of a stored draft; returns none when the value is invalid. */
const parseIntents = (value: unknown): readonly Intent[] => StoredDraft.safeParse(value).data?.intents ?? [];
