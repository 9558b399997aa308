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
  // the HTTP API, the URL and an option of the check
  refused('unread', 'unreadable, readErrors', 'unread', 'acceptUnread'),
  // the table of stored documents; the names of HTTP
  refused('kept keep keeps keeping keeper', 'stored document, preference, store', 'kept', 'KEEP_ALIVE_MS', 'keepAlive'),
  refused('holds lets', 'contains, acquire, release'),
  refused('desk', 'CommandContext, ChangeService'),
  refused('door seat', 'entry point, lazy import, handle'),
  refused('stand stands standing', 'state'),
  refused('taking plate spoil surroundings', 'sync, layer cache, invalidate, overlays'),
  refused('mirror', 'accessibility layer'),
  // a property of findings in the HTTP API
  refused('lit guilty', 'highlighted', 'guilty'),
  refused('picked pick picks', 'selected'),
  // a column and a property of steps in the HTTP API; words of a text
  refused('said say says saying told tell tells telling words', 'describe, format, announce, label, message', 'words'),
  refused('calm', 'normal, needsAttention'),
  refused('ink ruler crowd aim foot', 'drawing context, text measurer, label declutter, rubber band, footer'),
  refused('dock settle', 'incremental placement, overlap removal'),
  // a property of steps in the HTTP API
  refused('wish wishes wanted twin doubt doubts', 'change, desired state, counterpart, unknown reason', 'twin'),
  // columns of the database and properties of the HTTP API
  refused('deed trouble hasty', 'action, reason, fast timings', 'deed', 'trouble'),
  refused('believe nonsense endless', 'parse, invalid response, paging loop'),
  // a field of /_sandbox/clock
  refused('pace colleague', 'latency profile, external actor', 'pace'),
  refused('equipment', 'attached resources'),
  refused('heard asked', 'response, request'),
  refused('stepped anew whoever', 'a standard term'),
  refused('stranger house', 'independent module, architecture'),
];
