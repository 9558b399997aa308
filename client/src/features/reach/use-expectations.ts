import type { EvaluatedExpectation } from '@peerscape/shared/expectations';
import type { Topology } from '@peerscape/shared/topology';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { formatBytes } from '../../lib/format/format.ts';
import type { LearnedReadings } from '../../lib/server/use-learned-routes.ts';
import { createPreference } from '../../lib/state/create-preference.ts';

/** File of expectations as this browser stores it; the file itself belongs to a repository. */
export interface OpenedFile {
  readonly name: string;
  readonly text: string;
}

/** Expectations of the opened file, and actions with it. */
export interface ExpectationsHandle {
  readonly file: OpenedFile | undefined;
  /** Results for the latest snapshot, or for the one before while they are computed; undefined without any. */
  readonly evaluated: readonly EvaluatedExpectation[] | undefined;
  /** Reason why a file could not be opened or evaluated. */
  readonly problem: string | undefined;
  readonly open: (files: readonly File[]) => void;
  readonly close: () => void;
}

interface Outcome {
  readonly file: OpenedFile;
  readonly evaluated?: readonly EvaluatedExpectation[];
  readonly problem?: string;
}

/** Several thousand expectations; what is larger is another file, such as an estate. */
const MAX_BYTES = 1_000_000;

const stored = createPreference('expectations', '', (text) => text);

function readStored(): OpenedFile | undefined {
  const [name, ...lines] = stored.read().split('\n');
  return name ? { name, text: lines.join('\n') } : undefined;
}

/** Evaluates the opened file again whenever the topology or what was read on demand changes. Without a file, no code is loaded for it. */
export function useExpectations(topology: Topology, readings: LearnedReadings): ExpectationsHandle {
  const [file, setFile] = useState(readStored);
  const [outcome, setOutcome] = useState<Outcome>();
  const [rejection, setRejection] = useState<string>();
  useEffect(() => {
    if (!file) return;
    const abort = new AbortController();
    void evaluate(file, topology, readings, abort.signal).then((next) => {
      if (next && !abort.signal.aborted) setOutcome(next);
    });
    return () => abort.abort();
  }, [file, topology, readings]);
  const show = useCallback((next: OpenedFile | undefined) => {
    stored.write(next ? `${next.name}\n${next.text}` : '');
    setRejection(undefined);
    setFile(next);
  }, []);
  const open = useCallback(
    (files: readonly File[]) =>
      void read(files).then(
        (next) => show(next),
        (error: unknown) => setRejection(messageOf(error)),
      ),
    [show],
  );
  const close = useCallback(() => show(undefined), [show]);
  const { evaluated, problem } = outcome && outcome.file === file ? outcome : NO_OUTCOME;
  return useMemo(
    () => ({ file, evaluated, problem: rejection ?? problem, open, close }),
    [file, evaluated, rejection, problem, open, close],
  );
}

const NO_OUTCOME: Partial<Outcome> = {};

/** Evaluates a file, and turns the failure of a request for the code into a problem. */
async function evaluate(...input: Parameters<typeof import('./evaluate-file.ts').evaluateFile>): Promise<Outcome | undefined> {
  const [file] = input;
  try {
    const { evaluateFile } = await import('./evaluate-file.ts');
    const result = await evaluateFile(...input);
    if (!result) return undefined;
    return result.ok ? { file, evaluated: result.value } : { file, problem: `${file.name}: ${result.problem}` };
  } catch (error) {
    return { file, problem: `${file.name} could not be evaluated: ${messageOf(error)}` };
  }
}

/** Reads the only file. Rejects if there are several, if it is too large, or if the browser cannot read it. */
async function read([file, ...others]: readonly File[]): Promise<OpenedFile> {
  if (!file || others.length > 0) throw new Error('Open one file of expectations at a time.');
  if (file.size > MAX_BYTES)
    throw new Error(`${file.name} has ${formatBytes(file.size)}, more than a file of expectations can have (${formatBytes(MAX_BYTES)}).`);
  try {
    return { name: file.name, text: await file.text() };
  } catch (error) {
    throw new Error(`${file.name} could not be read: ${messageOf(error)}`);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
