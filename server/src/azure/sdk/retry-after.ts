/** The part of a response that says how long to wait. */
export interface ThrottledResponse {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | undefined };
}

/** Wait that a response requests. */
export interface RequestedWait {
  /** 0 or more; 0 also for a time in the past. */
  readonly milliseconds: number;
  /** Reason why the wait is `REPLACEMENT_MS` and not as requested: `The header retry-after "soon" is unreadable`. Undefined if it is as requested. */
  readonly replaced?: string;
}

/** Longest wait that Peerscape accepts, in milliseconds. */
const LONGEST_MS = 24 * 3_600_000;
/** Wait in place of a longer or unreadable one. */
const REPLACEMENT_MS = 3_600_000;
/** Length up to which an unreadable header is repeated to people. */
const MAX_SHOWN = 60;

/**
 * Returns the wait that a response requests through any of Azure's headers, or undefined if there is none. `now` is wall time in milliseconds;
 * dates are compared with the `Date` header instead if there is one, because clocks differ.
 */
export function parseRetryAfter({ headers, status }: ThrottledResponse, now: number): RequestedWait | undefined {
  const reference = parseHttpDate(headers.get('date') ?? '') ?? now;
  let replaced: string | undefined;
  for (const [name, parse] of HEADERS) {
    const text = name === QUOTA_RESET && status !== 429 ? undefined : headers.get(name)?.trim();
    if (!text) continue;
    const milliseconds = parse(text, reference);
    if (milliseconds !== undefined && milliseconds <= LONGEST_MS) return { milliseconds: Math.max(0, milliseconds) };
    const why = milliseconds === undefined ? 'unreadable' : 'longer than a day';
    replaced ??= `The header ${name} "${text.slice(0, MAX_SHOWN)}" is ${why}`;
  }
  return replaced === undefined ? undefined : { milliseconds: REPLACEMENT_MS, replaced };
}

const QUOTA_RESET = 'x-ms-user-quota-resets-after';

type Parse = (text: string, now: number) => number | undefined;

const parseMilliseconds: Parse = (text) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined);

const parseSeconds: Parse = (text, now) => {
  const seconds = parseMilliseconds(text, now);
  return seconds === undefined ? undefined : seconds * 1000;
};

const parseSecondsOrDate: Parse = (text, now) => {
  const date = parseHttpDate(text);
  return parseSeconds(text, now) ?? (date === undefined ? undefined : date - now);
};

/** Parses `hh:mm:ss`, with days as `d.hh:mm:ss`: the format in which Resource Graph reports its quota reset. Returns milliseconds. */
export function parseTimeSpan(text: string): number | undefined {
  const [, days = '0', hours, minutes, seconds] = text.match(/^(?:(\d+)\.)?(\d+):(\d\d):(\d\d(?:\.\d+)?)$/) ?? [];
  return seconds === undefined ? undefined : (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** Headers that request a wait, the most precise first: those of Azure's services, of HTTP, and of Resource Graph. */
const HEADERS: readonly (readonly [string, Parse])[] = [
  ['retry-after-ms', parseMilliseconds],
  ['x-ms-retry-after-ms', parseMilliseconds],
  ['retry-after', parseSecondsOrDate],
  [QUOTA_RESET, parseTimeSpan],
];

const TIME = '\\d\\d:\\d\\d:\\d\\d';
/** The three forms of dates in HTTP (RFC 9110 §5.6.7). `Date.parse` alone accepts nearly any text that contains a number. */
const HTTP_DATE = new RegExp(
  `^(?:\\w{3}, \\d\\d \\w{3} \\d{4} ${TIME} GMT|\\w+, \\d\\d-\\w{3}-\\d\\d ${TIME} GMT|\\w{3} \\w{3} [ \\d]\\d ${TIME} \\d{4})$`,
);

function parseHttpDate(text: string): number | undefined {
  if (!HTTP_DATE.test(text)) return undefined;
  const time = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : time;
}
