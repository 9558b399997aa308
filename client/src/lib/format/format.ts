import { formatCount as count, formatNumber } from '@peerscape/shared/topology';

export { count, formatNumber };

/** Formats a size in powers of ten, as file managers do: `4 KB`, `12 MB`, `1.3 GB`. */
export function formatBytes(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1000);
  if (kilobytes < 1000) return `${kilobytes} KB`;
  const megabytes = bytes / 1e6;
  return megabytes < 1000
    ? `${formatNumber(Number(megabytes.toPrecision(2)))} MB`
    : `${formatNumber(Number((bytes / 1e9).toPrecision(2)))} GB`;
}

/** Formats the time since `from`: `just now`, `12 s ago`, `3 min ago`, `2 h ago`, `5 days ago`. */
export function formatAge(from: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - from) / 1000));
  if (seconds < 2) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} days ago`;
}

/** Formats the time that something has taken so far: `40 s`, `2 min 40 s`, `1 h 5 min`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

const twoDigits = (n: number) => String(Math.abs(n)).padStart(2, '0');

/** Formats the offset from UTC at `date`: `UTC`, `UTC+1`, `UTC+5:30`. */
export function formatUtcOffset(date: Date, minutesEast = -date.getTimezoneOffset()): string {
  if (minutesEast === 0) return 'UTC';
  const hours = Math.trunc(Math.abs(minutesEast) / 60);
  const rest = Math.abs(minutesEast) % 60;
  return `UTC${minutesEast > 0 ? '+' : '−'}${hours}${rest ? `:${twoDigits(rest)}` : ''}`;
}

/** Formats a time with its UTC offset, and with the date unless it is today: `10:42:07 (UTC+1)`. */
export function formatTime(moment: number, now: number): string {
  const date = new Date(moment);
  const time = `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}:${twoDigits(date.getSeconds())}`;
  const isToday = date.toDateString() === new Date(now).toDateString();
  const day = `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
  return `${isToday ? '' : `${day} `}${time} (${formatUtcOffset(date)})`;
}

/** Formats a time in UTC, with its date: `2026-11-22 10:42:07 UTC`. */
export const formatUtcTime = (moment: Date): string => `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const MINUTE_MS = 60_000;

/** Formats the minute by which a time has passed, with the date unless it is today: `10:43`. */
export function formatMinute(moment: number, now: number): string {
  const full = formatTime(Math.ceil(moment / MINUTE_MS) * MINUTE_MS, now);
  return full.slice(0, full.lastIndexOf(':00 ('));
}

/** Returns the latest of the ISO times that are after `now`; undefined if there is none. */
export const latestAfter = (now: number, times: readonly (string | null | undefined)[]): string | undefined =>
  times
    .flatMap((time) => (time && Date.parse(time) > now ? time : []))
    .reduce<string | undefined>((latest, time) => (latest && latest > time ? latest : time), undefined);

/** Joins items as in a sentence: `a`, `a and b`, `a, b and c`. */
export function formatList(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}
