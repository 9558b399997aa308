import { api, createProblem, type Problem, type Status } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import { call, toProblem, upload } from '../../lib/server/api.ts';
import { statusQuery } from '../../lib/server/queries.ts';
import { exportEstate } from './export-estate.ts';
import { selectFiles } from './select-files.ts';

/** Actions with files, and their state. */
export interface FilesHandle {
  /** Shows the estate in the files in place of the source; without files the browser asks for them. */
  readonly open: (files?: readonly File[]) => void;
  /** Shows the source of the server again. */
  readonly close: () => void;
  /** Reads earlier files for the comparison; without files the browser asks for them. */
  readonly compare: (files?: readonly File[]) => void;
  /** Explains that a folder cannot be opened. */
  readonly rejectFolder: (name: string) => void;
  readonly exportEstate: (kind: 'full' | 'anonymised') => void;
  /** The estate in the earlier files, until the page is reloaded. */
  readonly earlier: Snapshot | undefined;
  /** Name of the files that are being read. */
  readonly reading: string | undefined;
  /** Reason why the last files could not be opened. */
  readonly problem: Problem | undefined;
  readonly setProblem: (problem: Problem | undefined) => void;
}

interface FilesOptions {
  readonly status: Status;
  readonly snapshot: Snapshot;
  readonly onAnnounce: (text: string) => void;
  /** Called after another estate is shown. */
  readonly onSwitched: () => void;
  /** Called after the earlier files have been read. */
  readonly onCompared: () => void;
}

/** Cached so that it outlives a switch of the source. */
const earlierQuery = queryOptions<Snapshot>({
  queryKey: ['earlier-files'],
  queryFn: skipToken,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});
const problemQuery = queryOptions<Problem | null>({ queryKey: ['files-problem'], queryFn: skipToken, gcTime: Number.POSITIVE_INFINITY });

const formOf = (files: readonly File[]): FormData => {
  const form = new FormData();
  for (const file of files) {
    form.append('file', file);
    form.append('changedAt', String(file.lastModified));
  }
  return form;
};

const POLL_MS = 50;

/** Waits until the palette has closed and the page is no longer hidden from screen readers: a switch before that would leave it hidden. */
async function untilDialogsClosed(): Promise<void> {
  const isOpen = () => document.querySelector('[role="dialog"]') ?? document.querySelector('main')?.closest('[aria-hidden="true"]');
  for (let n = 0; n < 40 && isOpen(); n++) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

const describeFiles = ([first, ...others]: readonly File[]): string =>
  others.length === 0 ? (first?.name ?? '') : `${first?.name} and ${formatNumber(others.length)} more`;

/** Opens, compares and exports files. */
export function useFiles({ status, snapshot, onAnnounce, onSwitched, onCompared }: FilesOptions): FilesHandle {
  const client = useQueryClient();
  const [reading, setReading] = useState<string>();
  const { data: earlier } = useQuery(earlierQuery);
  const { data: problem } = useQuery(problemQuery);
  const setProblem = useCallback((next: Problem | undefined) => client.setQueryData(problemQuery.queryKey, next ?? null), [client]);

  /** Runs an action; its problem stays on screen until the next one or until it is dismissed. */
  const attempt = useCallback(
    async (what: string, action: () => Promise<void>) => {
      setReading(what);
      setProblem(undefined);
      try {
        await action();
      } catch (error) {
        setProblem(toProblem(error));
      }
      setReading(undefined);
    },
    [setProblem],
  );
  const show = useCallback(
    (next: Status) => {
      client.setQueryData(statusQuery.queryKey, next);
      onAnnounce(`Showing ${next.source.name}.`);
      onSwitched();
    },
    [client, onAnnounce, onSwitched],
  );
  const open = useCallback(
    (files?: readonly File[]) => {
      if (status.filesRefused !== undefined) return setProblem(refusal(status.filesRefused));
      if (!files) return selectFiles(open);
      return void attempt(describeFiles(files), async () => {
        await untilDialogsClosed();
        show(await upload(api.openFiles, formOf(files)));
      });
    },
    [status.filesRefused, attempt, show, setProblem],
  );
  const close = useCallback(
    () =>
      void attempt('', async () => {
        await untilDialogsClosed();
        show(await call(api.closeFiles));
      }),
    [attempt, show],
  );
  const compare = useCallback(
    (files?: readonly File[]) => {
      if (!files) return selectFiles(compare);
      return void attempt(describeFiles(files), async () => {
        client.setQueryData(earlierQuery.queryKey, await upload(api.readFiles, formOf(files)));
        onCompared();
      });
    },
    [attempt, client, onCompared],
  );
  const saveEstate = useCallback(
    (kind: 'full' | 'anonymised') => {
      void attempt('', async () => {
        await exportEstate(snapshot, kind);
        onAnnounce(kind === 'full' ? 'Exported the estate.' : 'Exported the anonymised estate.');
      });
    },
    [attempt, snapshot, onAnnounce],
  );
  const rejectFolder = useCallback((name: string) => setProblem(folderProblem(name)), [setProblem]);
  return useMemo(
    () => ({ rejectFolder, open, close, compare, exportEstate: saveEstate, earlier, reading, problem: problem ?? undefined, setProblem }),
    [rejectFolder, open, close, compare, saveEstate, earlier, reading, problem, setProblem],
  );
}

const folderProblem = (name: string): Problem =>
  createProblem('bad-file', {
    title: `${name} is a folder`,
    detail: `Drop the files in it instead, or start Peerscape with --file ${name}.`,
  });

const refusal = (detail: string): Problem => createProblem('files-refused', { detail });
