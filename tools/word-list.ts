/** A word that names must not contain, what to use instead, and the names in which it is right. */
export interface RefusedWord {
  /** Lower case, with its forms. */
  readonly words: readonly string[];
  readonly instead: string;
  /** Names, or names of files without their extension, in which it is the field's own term or part of a public interface. */
  readonly except?: readonly string[];
}

const refused = (words: string, instead: string, ...except: readonly string[]): RefusedWord => ({
  words: words.split(' '),
  instead,
  ...(except.length > 0 && { except }),
});

/** Words that make a newcomer learn a private language. `npm run names` refuses them in identifiers and file names. */
export const WORD_LIST: readonly RefusedWord[] = [
  refused('look looks looked', 'status, style, read'),
  refused('unread', 'unreadable, readErrors', 'unread'),
  refused('kept keep keeps keeping keeper', 'stored document, preference, store'),
  refused('holds lets', 'contains, acquire, release'),
  refused('desk', 'CommandContext, ChangeService'),
  refused('door seat', 'entry point, lazy import, handle'),
  refused('stand stands standing', 'state'),
  refused('taking plate spoil surroundings', 'sync, layer cache, invalidate, overlays'),
  refused('mirror', 'accessibility layer'),
  refused('lit guilty', 'highlighted'),
  refused('picked pick picks', 'selected'),
  refused('said say says saying told tell tells telling words', 'describe, format, announce, label, message'),
  refused('calm', 'normal, needsAttention'),
  refused('ink ruler crowd aim foot', 'drawing context, text measurer, label declutter, rubber band, footer'),
  refused('dock settle', 'incremental placement, overlap removal'),
  refused('wish wishes wanted twin doubt doubts', 'change, desired state, counterpart, unknown reason'),
  refused('deed trouble hasty', 'action, reason, fast timings'),
  refused('believe nonsense endless', 'parse, invalid response, paging loop'),
  refused('pace colleague', 'latency profile, external actor'),
  refused('equipment', 'attached resources'),
  refused('heard asked', 'response, request'),
  refused('stepped anew whoever', 'a standard term'),
  refused('stranger house', 'independent module, architecture'),
];
