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

/** What a path answers: a body, or a status with one. A list is answered one after the other; its last stays. */
export type Answer = { readonly status?: number; readonly body: unknown } | 'lost';

export interface Asked {
  readonly path: string;
  readonly body: unknown;
}

/** Answers `fetch` from these paths and gives what was asked. */
export function answerWith(answers: Readonly<Record<string, readonly Answer[]>>): readonly Asked[] {
  const asked: Asked[] = [];
  const times = new Map<string, number>();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const path = url.replace(/\?.*/, '');
    asked.push({ path, body: init.body === undefined ? undefined : JSON.parse(String(init.body)) });
    const list = answers[path] ?? [];
    const at = times.get(path) ?? 0;
    times.set(path, at + 1);
    const answer = list[Math.min(at, list.length - 1)];
    if (answer === 'lost') throw new TypeError('the reply was lost');
    if (!answer) throw new Error(`This test has no answer for ${path}`);
    return Response.json(answer.body, { status: answer.status ?? 200 });
  });
  return asked;
}

export const refusal = (status: number, code: string, title: string, detail?: string): Answer => ({
  status,
  body: { type: 'about:blank', title, status, code, ...(detail && { detail }) } satisfies Problem,
});

/** Shows a part of the feature alone, with a server of its own. */
export function show(element: ReactElement) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const inApp = (part: ReactElement) => (
    <FluentProvider theme={webLightTheme}>
      <QueryClientProvider client={client}>{part}</QueryClientProvider>
    </FluentProvider>
  );
  const view = render(inApp(element));
  return { ...view, showInstead: (other: ReactElement) => view.rerender(inApp(other)), user: userEvent.setup() };
}

/** A draft that remembers what it was asked to do. */
export const draftOf = (topology: Topology, intents: readonly Intent[], more: Partial<DraftHandle> = {}): DraftHandle => ({
  intents,
  plan: makePlan(topology, intents),
  planned: new Map(),
  add: vi.fn(),
  remove: vi.fn(),
  clear: vi.fn(),
  undo: vi.fn(),
  redo: vi.fn(),
  canUndo: intents.length > 0,
  canRedo: false,
  ...more,
});
