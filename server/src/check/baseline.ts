import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseMuteList } from '@peerscape/shared/api';
import { coversFinding, type Finding, isActiveMute } from '@peerscape/shared/health';
import { StartFailure } from '../failure.ts';

/** Findings that are known, and do not fail a check. */
export interface Baseline {
  /** Name of the file. */
  readonly name: string;
  includes(finding: Finding): boolean;
}

/** Returns the fingerprint of a finding in SARIF, which is stable across runs. */
export const fingerprintOf = (id: string): string => createHash('sha256').update(id).digest('hex');

/** Reads a baseline: a former report as JSON or SARIF, an export of findings, or a mute file. Rejects with a `StartFailure`. */
export async function readBaseline(file: string, now: number): Promise<Baseline> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new StartFailure(`Cannot read the baseline: ${error.message}`);
  });
  const includes = parseBaseline(parseJson(text, file), now);
  if (!includes) throw new StartFailure(`${file} is not a baseline. ${EXPECTED}`);
  return { name: basename(file), includes };
}

const EXPECTED = 'Use a report of an earlier check (--format json or sarif), or the mutes of a server (/api/kept?name=mutes)';

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new StartFailure(`${file} is not JSON: ${(error as Error).message}. ${EXPECTED}`);
  }
}

type Includes = Baseline['includes'];

function parseBaseline(json: unknown, now: number): Includes | undefined {
  return parseReport(json) ?? parseSarif(json) ?? parseMuteFile(json, now);
}

/** A report of `--format json`, or the findings that the page exports. */
function parseReport(json: unknown): Includes | undefined {
  const findings = property(json, 'findings');
  if (!Array.isArray(findings)) return undefined;
  const ids = new Set(findings.map((finding) => property(finding, 'id')));
  return ({ id }) => ids.has(id);
}

function parseSarif(json: unknown): Includes | undefined {
  const runs = property(json, 'runs');
  if (!Array.isArray(runs)) return undefined;
  const results = runs.flatMap((run): readonly unknown[] => {
    const list = property(run, 'results');
    return Array.isArray(list) ? list : [];
  });
  const failed = results.filter((result) => property(result, 'kind') !== 'open');
  const fingerprints = new Set(failed.map((result) => property(property(result, 'fingerprints'), 'peerscapeFinding/v1')));
  return ({ id }) => fingerprints.has(fingerprintOf(id));
}

/** A list of mutes, or the stored document that contains it. */
function parseMuteFile(json: unknown, now: number): Includes | undefined {
  const list = Array.isArray(json) ? json : property(json, 'value');
  if (!Array.isArray(list)) return undefined;
  const mutes = parseMuteList(list);
  if (mutes.length < list.length) return undefined;
  const active = mutes.filter((mute) => isActiveMute(mute, now));
  return (finding) => active.some(({ scope }) => coversFinding(scope, finding));
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;
