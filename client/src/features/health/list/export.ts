import type { Mute } from '../../../lib/state/mutes.ts';
import { type Entry, isFinding } from './entries.ts';

const HEAD = ['code', 'severity', 'title', 'where', 'what', 'remedy', 'resources', 'muted'] as const;

/** The entries as CSV after RFC 4180. A field that a spreadsheet would take for a formula gets an apostrophe in front. */
export function asCsv(entries: readonly Entry[], muted: ReadonlyMap<string, Mute>): string {
  const lines = entries.map((entry) => {
    const { code, title, where, text, of } = entry;
    const remedy = isFinding(of) ? of.remedySentence : '';
    return [code, severityOf(entry), title, where, text, remedy, of.about.ids.join(' '), muted.get(entry.id)?.reason ?? ''];
  });
  return [HEAD, ...lines].map((fields) => `${fields.map(csvField).join(',')}\r\n`).join('');
}

const severityOf = ({ of }: Entry): string => (isFinding(of) ? of.severity : 'unknown');

/** What a spreadsheet reads as the beginning of a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

const csvField = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The entries as JSON, with all that is known of each. */
export function asJson(entries: readonly Entry[], muted: ReadonlyMap<string, Mute>): string {
  const list = entries.map((entry) => {
    const mute = muted.get(entry.id);
    return { ...entry.of, severity: severityOf(entry), ...(mute && { muted: { reason: mute.reason, until: mute.until } }) };
  });
  return `${JSON.stringify({ findings: list }, undefined, 2)}\n`;
}
