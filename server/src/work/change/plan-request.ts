import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent, Step } from '@peerscape/shared/plan';

/** The input of a plan: the intents of a draft, or an apply to undo. */
export type PlanRequest =
  | { readonly kind: 'change'; readonly intents: readonly Intent[] }
  | { readonly kind: 'undo'; readonly undoes: string; readonly steps: readonly Step[]; readonly done: ReadonlySet<string> };

/** Returns the VNets that the request reads or changes. */
export const vnetsOf = (request: PlanRequest): readonly ResourceKey[] => [...new Set(endsOf(request).flat())];

/** Returns the VNets of each half that the request reads or changes. */
export function endsOf(request: PlanRequest): readonly (readonly ResourceKey[])[] {
  if (request.kind === 'undo') return request.steps.filter(({ id }) => request.done.has(id)).map(({ half }) => [half.from, half.to]);
  return request.intents.flatMap((intent) => {
    if (intent.kind === 'changes') return intent.changes.map(({ from, to }) => [from, to]);
    return [intent.kind === 'connect' || intent.kind === 'repair' ? [intent.a, intent.b] : [intent.from, intent.to]];
  });
}
