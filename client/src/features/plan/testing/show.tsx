import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import type { Problem } from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import { makePlan } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { vi } from 'vitest';
import type { DraftHandle } from '../../../lib/state/use-draft.tsx';

/** Stubbed response of a path: a body with an optional status, `lost` for a network error, or `pending` for none yet. Of a list, the last one repeats. */
export type Answer = { readonly status?: number; readonly body: unknown } | 'lost' | 'pending';

/** A recorded request. */
export interface RecordedRequest {
  readonly path: string;
  readonly body: unknown;
}

/** Stubs `fetch` with responses by path and returns the recorded requests. */
export function stubResponses(answers: Readonly<Record<string, readonly (Answer | Promise<Answer>)[]>>): readonly RecordedRequest[] {
  const requests: RecordedRequest[] = [];
  const callCounts = new Map<string, number>();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const path = url.replace(/\?.*/, '');
    requests.push({ path, body: init.body === undefined ? undefined : JSON.parse(String(init.body)) });
    const list = answers[path] ?? [];
    const at = callCounts.get(path) ?? 0;
    callCounts.set(path, at + 1);
    const answer = await list[Math.min(at, list.length - 1)];
    if (answer === 'pending') return new Promise<Response>(() => undefined);
    if (answer === 'lost') throw new TypeError('The reply was lost');
    if (!answer) throw new Error(`This test has no answer for ${path}`);
    return Response.json(answer.body, { status: answer.status ?? 200 });
  });
  return requests;
}

/** Creates an error response. */
export const refusal = (status: number, code: string, title: string, detail?: string): Answer => ({
  status,
  body: { type: 'about:blank', title, status, code, ...(detail && { detail }) } satisfies Problem,
});

/** Renders an element of the feature on its own, with the providers it needs. */
export function show(element: ReactElement) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const inApp = (child: ReactElement) => (
    <FluentProvider theme={webLightTheme}>
      <QueryClientProvider client={client}>{child}</QueryClientProvider>
    </FluentProvider>
  );
  const view = render(inApp(element));
  return { ...view, showInstead: (other: ReactElement) => view.rerender(inApp(other)), user: userEvent.setup() };
}

/** Creates a draft handle whose functions are mocks. */
export const draftOf = (topology: Topology, intents: readonly Intent[], more: Partial<DraftHandle> = {}): DraftHandle => ({
  intents,
  version: 1,
  replacements: 0,
  plan: makePlan(topology, intents),
  planned: new Map(),
  add: vi.fn(),
  remove: vi.fn(),
  clear: vi.fn(),
  undo: vi.fn(),
  redo: vi.fn(),
  refresh: vi.fn(),
  canUndo: intents.length > 0,
  canRedo: false,
  ...more,
});
