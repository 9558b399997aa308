const numbers = new Intl.NumberFormat('en-US');

/** A number for people: `12,480`. */
export const formatNumber = (value: number | bigint): string => numbers.format(value);

/** A number with its noun: `1 VNet`, `412 VNets`, `2 aliases`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${formatNumber(n)} ${n === 1 ? one : many}`;

/** How long ago, in the largest unit that says enough: `just now`, `12 s ago`, `3 min ago`, `2 h ago`, `5 days ago`. */
export function age(from: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - from) / 1000));
  if (seconds < 2) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} days ago`;
}

const two = (n: number) => String(Math.abs(n)).padStart(2, '0');

/** The offset from UTC at that moment: `UTC`, `UTC+1`, `UTC+5:30`. */
export function zoneOf(date: Date, minutesEast = -date.getTimezoneOffset()): string {
  if (minutesEast === 0) return 'UTC';
  const hours = Math.trunc(Math.abs(minutesEast) / 60);
  const rest = Math.abs(minutesEast) % 60;
  return `UTC${minutesEast > 0 ? '+' : '−'}${hours}${rest ? `:${two(rest)}` : ''}`;
}

/** The time of day with its zone, and the date too when it is not today: `10:42:07 (UTC+1)`. */
export function clock(moment: number, now: number): string {
  const date = new Date(moment);
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const isToday = date.toDateString() === new Date(now).toDateString();
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${isToday ? '' : `${day} `}${time} (${zoneOf(date)})`;
}

/** The words joined as in a sentence: `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
