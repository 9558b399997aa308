/**
 * Rate limits by name: the maximum number of requests per minute and client address to all endpoints that name the limit, together. Most reads
 * are answered from memory, so their limit stops only a program that repeats them without a pause.
 */
export const RATE_LIMITS = {
  read: 60_000,
  'azure-read': 600,
  'azure-routes': 60,
  permissions: 120,
  refresh: 60,
  files: 60,
  plan: 120,
  apply: 120,
  'apply-control': 120,
  mode: 120,
  documents: 1200,
  'external-action': 60,
  'sign-in': 10,
  'sign-out': 60,
} as const satisfies Readonly<Record<string, number>>;

export type RateLimitName = keyof typeof RATE_LIMITS;

/** Length of the window of every rate limit, in seconds. */
export const RATE_LIMIT_SECONDS = 60;
