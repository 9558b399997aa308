import type { Problem, ProblemType } from '@peerscape/shared/api';
import type { ReadError } from '@peerscape/shared/topology';
import type { TaskName } from '../work/analysis.ts';
import type { SnapshotHeader } from './tasks.ts';

/** Message to the thread. The rows arrive first, in parts; `load` and `run` are each answered by one reply. */
export type Message =
  /** Begins new rows, which consist of these lists; those that are unchanged are taken over from the rows before. */
  | { readonly kind: 'rows'; readonly lists: readonly { readonly name: string; readonly isUnchanged: boolean }[] }
  | { readonly kind: 'part'; readonly list: string; readonly rows: readonly object[] }
  | { readonly kind: 'load'; readonly unread: readonly ReadError[]; readonly known: string | undefined }
  | { readonly kind: 'run'; readonly name: TaskName; readonly header: SnapshotHeader; readonly input: unknown };

/** Reply of the thread: the result, or the error that the task has thrown. */
export type Reply =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'failure'; readonly type: ProblemType; readonly problem: Problem }
  | { readonly kind: 'bug'; readonly error: unknown };
