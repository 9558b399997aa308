import { formatCsv } from '../../../lib/format/csv.ts';
import type { Mute } from '../../../lib/state/mutes.ts';
import { type Entry, isFinding } from './entries.ts';

const HEADER = ['code', 'severity', 'title', 'where', 'what', 'remedy', 'resources', 'muted'] as const;

/** Formats the entries as CSV. */
export function toCsv(entries: readonly Entry[], muted: ReadonlyMap<string, Mute>): string {
  const lines = entries.map((entry) => {
    const { code, title, where, text, result } = entry;
    const remedy = isFinding(result) ? result.remedySentence : '';
    return [code, severityOf(entry), title, where, text, remedy, result.about.ids.join(' '), muted.get(entry.id)?.reason ?? ''];
  });
  return formatCsv([HEADER, ...lines]);
}

const severityOf = ({ result }: Entry): string => (isFinding(result) ? result.severity : 'unknown');

/** Formats the entries as JSON, with every property of the finding or inconclusive check. */
export function toJson(entries: readonly Entry[], muted: ReadonlyMap<string, Mute>): string {
  const list = entries.map((entry) => {
    const mute = muted.get(entry.id);
    return { ...entry.result, severity: severityOf(entry), ...(mute && { muted: { reason: mute.reason, until: mute.until } }) };
  });
  return `${JSON.stringify({ findings: list }, undefined, 2)}\n`;
}
