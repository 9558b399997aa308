import { Intents, type Problem } from '@peerscape/shared/api';
import { type Action, type Intent, makePlan, type Plan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { z } from 'zod';
import { useKeptDocument } from '../server/use-kept-document.ts';
import { type DraftAct, draftReducer, EMPTY_DRAFT, plannedOf } from './draft.ts';

/** What is wanted and not applied yet, as everyone who works on the estate sees it. */
export interface DraftHandle {
  readonly intents: readonly Intent[];
  /** What would be done for it in Azure, on the topology as it was read. */
  readonly plan: Plan;
  /** What the plan does to each half, by `from>to`. */
  readonly planned: ReadonlyMap<string, Action>;
  add(...intents: Intent[]): void;
  remove(index: number): void;
  clear(): void;
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Why it is not kept, or that somebody else has changed it. */
  readonly notice?: Problem;
}

const DraftContext = createContext<DraftHandle | undefined>(undefined);

interface DraftProviderProps {
  readonly topology: Topology;
  /** Moves when a kept document does. */
  readonly serial: number;
  readonly children: ReactNode;
}

/** Holds the draft and has the server keep it, so that a closed tab loses nothing. */
export function DraftProvider({ topology, serial, children }: DraftProviderProps) {
  const [draft, dispatch] = useReducer(draftReducer, EMPTY_DRAFT);
  const { intents, past, future } = draft;
  const kept = useRef(intents);
  // what was drafted before the first answer came is not lost to it
  const early = useRef<readonly Intent[] | undefined>(intents);
  const onLoad = useCallback((value: unknown) => {
    const loaded = intentsOf(value);
    const mine = early.current ?? [];
    early.current = undefined;
    kept.current = loaded;
    dispatch({ do: 'load', intents: loaded });
    if (mine.length > 0) dispatch({ do: 'add', intents: mine });
  }, []);
  const { save, notice } = useKeptDocument('draft', serial, onLoad);
  useEffect(() => {
    if (early.current) early.current = intents;
    if (JSON.stringify(kept.current) === JSON.stringify(intents)) return;
    kept.current = intents;
    save({ intents });
  }, [intents, save]);

  const plan = useMemo(() => makePlan(topology, intents), [topology, intents]);
  const planned = useMemo(() => plannedOf(plan.steps), [plan]);
  const acts = useMemo(() => actsOf(dispatch, topology), [topology]);
  const canUndo = past.length > 0;
  const canRedo = future.length > 0;
  const handle = useMemo(
    (): DraftHandle => ({ intents, plan, planned, ...acts, canUndo, canRedo, ...(notice ? { notice } : {}) }),
    [intents, plan, planned, acts, canUndo, canRedo, notice],
  );
  return <DraftContext value={handle}>{children}</DraftContext>;
}

const actsOf = (dispatch: (act: DraftAct) => void, topology: Topology) => ({
  add: (...intents: Intent[]) => dispatch({ do: 'add', intents, topology }),
  remove: (index: number) => dispatch({ do: 'remove', index }),
  clear: () => dispatch({ do: 'clear' }),
  undo: () => dispatch({ do: 'undo' }),
  redo: () => dispatch({ do: 'redo' }),
});

/** The draft; throws outside of its provider. */
export function useDraft(): DraftHandle {
  const draft = use(DraftContext);
  if (!draft) throw new Error('There is no draft outside of DraftProvider');
  return draft;
}

const KeptDraft = z.object({ intents: Intents });

/** The intents of a kept draft; none where there is none, or where it cannot be read as one. */
function intentsOf(value: unknown): readonly Intent[] {
  const read = KeptDraft.safeParse(value);
  // the schema says `string | undefined` where JSON can only leave a property out
  return read.success ? (read.data.intents as readonly unknown[] as readonly Intent[]) : [];
}
