import { Intents, type Problem } from '@peerscape/shared/api';
import { type Action, type Intent, makePlan, type Plan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { z } from 'zod';
import { useStoredDocument } from '../server/use-stored-document.ts';
import { type DraftAction, draftReducer, EMPTY_DRAFT, plannedActions } from './draft.ts';

/** The draft of the estate, shared by all its users. */
export interface DraftHandle {
  readonly intents: readonly Intent[];
  /** Plan for the draft on the current topology. */
  readonly plan: Plan;
  /** Planned action on each half, by `from>to`. */
  readonly planned: ReadonlyMap<string, Action>;
  add(...intents: Intent[]): void;
  remove(index: number): void;
  clear(): void;
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Reports that the draft could not be saved, or was changed by another user. */
  readonly notice?: Problem;
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
  const [draft, dispatch] = useReducer(draftReducer, EMPTY_DRAFT);
  const { intents, past, future } = draft;
  const saved = useRef(intents);
  // Intents drafted before the first load are added to what is loaded.
  const early = useRef<readonly Intent[] | undefined>(intents);
  const onLoad = useCallback((value: unknown) => {
    const loaded = parseIntents(value);
    const pending = early.current ?? [];
    early.current = undefined;
    saved.current = loaded;
    dispatch({ do: 'load', intents: loaded });
    if (pending.length > 0) dispatch({ do: 'add', intents: pending });
  }, []);
  const { save, notice } = useStoredDocument('draft', serial, onLoad);
  useEffect(() => {
    if (early.current) early.current = intents;
    if (JSON.stringify(saved.current) === JSON.stringify(intents)) return;
    saved.current = intents;
    save({ intents });
  }, [intents, save]);

  const plan = useMemo(() => makePlan(topology, intents), [topology, intents]);
  const planned = useMemo(() => plannedActions(plan.steps), [plan]);
  const actions = useMemo(() => createActions(dispatch, topology), [topology]);
  const canUndo = past.length > 0;
  const canRedo = future.length > 0;
  const handle = useMemo(
    (): DraftHandle => ({ intents, plan, planned, ...actions, canUndo, canRedo, ...(notice ? { notice } : {}) }),
    [intents, plan, planned, actions, canUndo, canRedo, notice],
  );
  return <DraftContext value={handle}>{children}</DraftContext>;
}

const createActions = (dispatch: (action: DraftAction) => void, topology: Topology) => ({
  add: (...intents: Intent[]) => dispatch({ do: 'add', intents, topology }),
  remove: (index: number) => dispatch({ do: 'remove', index }),
  clear: () => dispatch({ do: 'clear' }),
  undo: () => dispatch({ do: 'undo' }),
  redo: () => dispatch({ do: 'redo' }),
});

/** Returns the draft; throws outside of `DraftProvider`. */
export function useDraft(): DraftHandle {
  const draft = use(DraftContext);
  if (!draft) throw new Error('useDraft must be used within DraftProvider');
  return draft;
}

const StoredDraft = z.object({ intents: Intents });

/** Parses the intents of a stored draft; returns none when the value is invalid. */
function parseIntents(value: unknown): readonly Intent[] {
  const parsed = StoredDraft.safeParse(value);
  // The schema allows `undefined` where JSON can only omit a property.
  return parsed.success ? (parsed.data.intents as readonly unknown[] as readonly Intent[]) : [];
}
