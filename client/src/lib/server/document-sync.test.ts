import type { Problem } from '@peerscape/shared/api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ChangePolicy,
  createSyncReducer,
  type DocumentSync,
  initialSync,
  type SyncEffect,
  type SyncEvent,
  savedVersion,
} from './document-sync.ts';

const WHOLE: ChangePolicy<string> = { merge: (_, later) => later, appliesToAnyVersion: false };
const PATCHES: ChangePolicy<string> = { merge: (earlier, later) => `${earlier},${later}`, appliesToAnyVersion: true };
const problem: Problem = { type: 'about:blank', title: 'The disk is full', status: 500, code: 'Full' };

/** Runs events from the first load of version 1 on; returns the last state and the effects of each event, as text. */
function run(policy: ChangePolicy<string>, ...events: readonly SyncEvent<string>[]) {
  const reduce = createSyncReducer(policy);
  let state: DocumentSync<string> = initialSync();
  const effects: string[][] = [];
  for (const event of [{ kind: 'announced' }, loaded(1, 'first'), ...events] as const) {
    const next = reduce(state, event);
    state = next.state;
    effects.push(next.effects.map(format));
  }
  return { state, effects: effects.slice(2) };
}

const format = (effect: SyncEffect<string>): string => {
  switch (effect.kind) {
    case 'save':
      return `save ${effect.change} on ${effect.version}`;
    case 'show':
      return `show ${String(effect.value)}${effect.pending === undefined ? '' : ` with ${effect.pending}`}`;
    default:
      return effect.kind;
  }
};

const edited = (change: string): SyncEvent<string> => ({ kind: 'edited', change });
const loaded = (version: number, value: string): SyncEvent<string> => ({ kind: 'loaded', document: { version, value } });
const saved = (version: number): SyncEvent<string> => ({ kind: 'saved', version });
const announced: SyncEvent<string> = { kind: 'announced' };
const due: SyncEvent<string> = { kind: 'send-due' };
const conflicted: SyncEvent<string> = { kind: 'save-conflicted' };
const saveFailed: SyncEvent<string> = { kind: 'save-failed', problem };
const loadFailed: SyncEvent<string> = { kind: 'load-failed', problem };

describe('a whole document', () => {
  test('is saved on the version that the page shows, and the changes of a batch as one', () => {
    const { effects, state } = run(WHOLE, edited('a'), edited('b'), due, saved(2));
    expect(effects).toEqual([['send-later'], ['send-later'], ['save b on 1'], []]);
    expect(savedVersion(state)).toBe(2);
  });

  test('has no saved version while a change waits or is being saved', () => {
    expect(savedVersion(initialSync())).toBeUndefined();
    expect(savedVersion(run(WHOLE).state)).toBe(1);
    expect(savedVersion(run(WHOLE, edited('a')).state)).toBeUndefined();
    expect(savedVersion(run(WHOLE, edited('a'), due).state)).toBeUndefined();
    expect(savedVersion(run(WHOLE, edited('a'), due, saveFailed).state)).toBeUndefined();
  });

  test('is saved once at a time: a change during a save follows it', () => {
    expect(run(WHOLE, edited('a'), due, edited('b'), due, saved(2), saved(3)).effects.slice(3)).toEqual([[], ['save b on 2'], []]);
  });

  test('that another user saved during a save is loaded after the save', () => {
    expect(run(WHOLE, edited('a'), due, announced, saved(2), loaded(3, 'theirs')).effects.slice(2)).toEqual([
      [],
      ['load'],
      ['show theirs'],
    ]);
  });

  test('that arrives while a change waits replaces it, and the loss is reported', () => {
    const { effects, state } = run(WHOLE, announced, edited('mine'), loaded(2, 'theirs'), due);
    expect(effects).toEqual([['load'], ['send-later'], ['show theirs'], []]);
    expect(state.notice).toEqual({ kind: 'change-lost' });
  });

  test('that arrives during a save is loaded again, because it may be older than the save', () => {
    expect(run(WHOLE, announced, edited('mine'), due, loaded(1, 'first'), saved(2), loaded(2, 'mine')).effects.slice(2)).toEqual([
      ['save mine on 1'],
      [],
      ['load'],
      [],
    ]);
  });

  test('that was requested before a save that has ended is loaded again', () => {
    expect(run(WHOLE, announced, edited('mine'), due, saved(2), loaded(1, 'first')).effects.slice(3)).toEqual([[], ['load']]);
  });

  test('is loaded after a conflict, with every change since lost and reported until the next save', () => {
    const { effects, state } = run(WHOLE, edited('a'), due, edited('b'), conflicted, edited('c'), loaded(2, 'theirs'));
    expect(effects.slice(3)).toEqual([['load'], ['send-later'], ['show theirs']]);
    expect(state).toMatchObject({ version: 2, unsent: undefined, notice: { kind: 'change-lost' } });
    expect(run(WHOLE, edited('a'), due, conflicted, loaded(2, 't'), announced, loaded(3, 'u')).state.notice?.kind).toBe('change-lost');
    expect(run(WHOLE, edited('a'), due, conflicted, loaded(2, 't'), edited('b'), due, saved(3)).state.notice).toBeUndefined();
  });

  test('that could not be saved stays pending, and is sent again with the next change or announcement', () => {
    const failed = run(WHOLE, edited('a'), due, saveFailed);
    expect(failed.effects.at(-1)).toEqual([]);
    expect(failed.state).toMatchObject({ unsent: { change: 'a' }, notice: { kind: 'failed', problem } });
    expect(run(WHOLE, edited('a'), due, saveFailed, announced).effects.at(-1)).toEqual(['save a on 1']);
    expect(run(WHOLE, edited('a'), due, edited('b'), saveFailed, due).effects.at(-1)).toEqual(['save b on 1']);
  });

  test('that could not be loaded counts as loaded, and is loaded with the next announcement', () => {
    const reduce = createSyncReducer(WHOLE);
    const first = reduce(initialSync(), announced).state;
    const failed = reduce(first, loadFailed).state;
    expect(failed).toMatchObject({ isLoaded: true, version: undefined, notice: { kind: 'failed' } });
    expect(reduce(failed, announced).effects).toEqual([{ kind: 'load' }]);
  });

  test('announced twice during a load is loaded once more', () => {
    expect(run(WHOLE, announced, announced, announced, loaded(1, 'first'), loaded(1, 'first')).effects).toEqual([
      ['load'],
      [],
      [],
      ['load'],
      [],
    ]);
  });

  test('of another user is reported, but not the first', () => {
    expect(run(WHOLE).state.notice).toBeUndefined();
    expect(run(WHOLE, announced, loaded(2, 'theirs')).state.notice).toEqual({ kind: 'changed-elsewhere' });
  });
});

describe('changes that apply to any version', () => {
  test('are sent together, and again after a failure', () => {
    expect(run(PATCHES, edited('a'), edited('b'), due).effects.at(-1)).toEqual(['save a,b on 1']);
    expect(run(PATCHES, edited('a'), due, edited('b'), saveFailed, due).effects.at(-1)).toEqual(['save a,b on 1']);
  });

  test('stay on top of another user’s version', () => {
    const { effects, state } = run(PATCHES, announced, edited('mine'), loaded(2, 'theirs'));
    expect(effects.at(-1)).toEqual(['show theirs with mine', 'save mine on 2']);
    expect(state.notice).toBeUndefined();
  });

  test('that were stored after another user’s are followed by a load', () => {
    expect(run(PATCHES, edited('mine'), due, saved(3), loaded(3, 'both')).effects.slice(2)).toEqual([['load'], ['show both']]);
  });
});

/** Values of the model are lists of changes: a whole document is replaced, a patch is appended. */
interface Page {
  state: DocumentSync<string>;
  /** Requests that the server has not handled, and replies that the page has not received. */
  requests: SyncEffect<string>[];
  replies: SyncEvent<string>[];
  shown: string;
  edits: string[];
  hasReportedLoss: boolean;
}

const appendChange = (value: string, change: string): string => (value === '' ? change : `${value},${change}`);

/** Two pages and a server; each number chooses the next thing that happens. At the end everything pending is delivered. */
function simulate(policy: ChangePolicy<string>, choices: readonly number[]) {
  const reduce = createSyncReducer(policy);
  const server = { version: 0, value: '', history: [] as string[] };
  const apply = (value: string, change: string) => (policy.appliesToAnyVersion ? appendChange(value, change) : change);
  const pages = ['p', 'q'].map(
    (): Page => ({ state: initialSync(), requests: [], replies: [], shown: '', edits: [], hasReportedLoss: false }),
  );
  const dispatch = (page: Page, event: SyncEvent<string>): void => {
    const next = reduce(page.state, event);
    page.state = next.state;
    page.hasReportedLoss ||= next.state.notice?.kind === 'change-lost';
    for (const effect of next.effects) {
      if (effect.kind === 'show') {
        const value = typeof effect.value === 'string' ? effect.value : '';
        page.shown = effect.pending === undefined ? value : apply(value, effect.pending);
      } else if (effect.kind !== 'send-later') page.requests.push(effect);
    }
  };
  const handle = (request: SyncEffect<string>): SyncEvent<string> => {
    if (request.kind !== 'save') return loaded(server.version, server.value);
    if (!policy.appliesToAnyVersion && request.version !== server.version) return conflicted;
    server.version += 1;
    server.value = apply(server.value, request.change);
    server.history.push(...request.change.split(','));
    return saved(server.version);
  };
  const actions: readonly ((page: Page, name: string) => void)[] = [
    (page, name) => {
      const change = `${name}${page.edits.length}`;
      page.edits.push(change);
      page.shown = apply(page.shown, change);
      dispatch(page, edited(change));
    },
    (page) => dispatch(page, due),
    (page) => dispatch(page, announced),
    (page) => {
      const request = page.requests.shift();
      if (request) page.replies.push(handle(request));
    },
    (page) => {
      const reply = page.replies.shift();
      if (reply) dispatch(page, reply);
    },
    (page) => {
      const request = page.requests.shift();
      if (request) page.replies.push(request.kind === 'save' ? saveFailed : loadFailed);
    },
  ];
  for (const choice of choices) {
    const page = pages[choice % 2];
    if (page) actions[Math.floor(choice / 2) % actions.length]?.(page, choice % 2 === 0 ? 'p' : 'q');
  }
  for (let i = 0; i < 20; i++)
    for (const [n, page] of pages.entries()) for (const step of [4, 3, 4, 1, 2, 3, 4]) actions[step]?.(page, String(n));
  return { server, pages };
}

const interleavings = fc.array(fc.nat({ max: 11 }), { maxLength: 60 });

describe('two pages, in any interleaving with failures', () => {
  test.each([
    ['whole documents', WHOLE],
    ['patches', PATCHES],
  ])('end with what the server has: %s', (_, policy) => {
    fc.assert(
      fc.property(interleavings, (choices) => {
        const { server, pages } = simulate(policy, choices);
        for (const { state, shown } of pages) {
          expect(state).toMatchObject({ version: server.version, unsent: undefined, sending: undefined });
          expect(shown).toBe(server.value);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('lose no patch', () => {
    fc.assert(
      fc.property(interleavings, (choices) => {
        const { server, pages } = simulate(PATCHES, choices);
        expect(server.history.toSorted()).toEqual(pages.flatMap(({ edits }) => edits).toSorted());
      }),
      { numRuns: 500 },
    );
  });

  test('lose no last change to a whole document without a report', () => {
    fc.assert(
      fc.property(interleavings, (choices) => {
        const { server, pages } = simulate(WHOLE, choices);
        for (const { edits, hasReportedLoss } of pages) {
          const last = edits.at(-1);
          if (last !== undefined && !hasReportedLoss) expect(server.history).toContain(last);
        }
      }),
      { numRuns: 500 },
    );
  });
});
