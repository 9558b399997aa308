import { createPreference, type Preference } from './create-preference.ts';

/** Choice of columns for a table. Columns that it does not name are as by default, so that new ones appear. */
export interface ColumnChoice {
  /** Columns that are shown, or hidden, unlike by default. */
  readonly shown: ReadonlyMap<string, boolean>;
  /** Widths in CSS pixels. */
  readonly widths: ReadonlyMap<string, number>;
}

export const NO_CHOICE: ColumnChoice = { shown: new Map(), widths: new Map() };

export const MIN_COLUMN_WIDTH = 48;
export const MAX_COLUMN_WIDTH = 960;

/** Rounds a width and limits it to what a column can have. */
export const clampColumnWidth = (width: number): number => Math.round(Math.max(MIN_COLUMN_WIDTH, Math.min(MAX_COLUMN_WIDTH, width)));

/** Formats a choice as stored: `+gateways,-region,name=240`. */
export const formatColumnChoice = ({ shown, widths }: ColumnChoice): string =>
  [
    ...[...shown].map(([id, isShown]) => `${isShown ? '+' : '-'}${id}`),
    ...[...widths].map(([id, width]) => `${id}=${clampColumnWidth(width)}`),
  ].join(',');

/** Parses a stored choice; entries that are invalid are ignored. */
export function parseColumnChoice(text: string): ColumnChoice {
  const entries = text.split(',');
  const shown = entries.flatMap((entry) => {
    const [, sign, id] = /^([+-])([a-z-]+)$/.exec(entry) ?? [];
    return id ? [[id, sign === '+'] as const] : [];
  });
  const widths = entries.flatMap((entry) => {
    const [, id, width] = /^([a-z-]+)=(\d{1,4})$/.exec(entry) ?? [];
    return id ? [[id, clampColumnWidth(Number(width))] as const] : [];
  });
  return { shown: new Map(shown), widths: new Map(widths) };
}

const choiceOf = (table: string): Preference<string> => createPreference(`columns-${table}`, '', (text) => text);

/** Chosen columns of each table, as text. */
export const columnChoices = { vnets: choiceOf('vnets'), peerings: choiceOf('peerings') } as const;
