import type { RequestHandler } from 'express';
import type { Clock } from '../clock.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { type ArmError, frontEndError } from './operation-handler.ts';
import { sendError } from './reply.ts';

/** Token bucket limit: capacity and refill rate. */
interface Limit {
  readonly capacity: number;
  readonly perSecond: number;
}

/** The names of the limits. */
export const LIMIT_NAMES = ['reads', 'writes', 'deletes', 'networkReads', 'networkWrites', 'graph'] as const;
type LimitName = (typeof LIMIT_NAMES)[number];

/** A limit that other programs use up, for one subscription or for all of them. */
interface Exhaustion {
  readonly name: LimitName;
  readonly subscriptionId: string | undefined;
  readonly seconds: number;
}

/** Limits of Azure (azure-semantics §3.5). */
const AZURE_LIMITS: Readonly<Record<LimitName, Limit>> = {
  reads: { capacity: 250, perSecond: 25 },
  writes: { capacity: 200, perSecond: 10 },
  deletes: { capacity: 200, perSecond: 10 },
  networkReads: { capacity: 10_000, perSecond: 10_000 / 300 },
  networkWrites: { capacity: 1_000, perSecond: 1_000 / 300 },
  graph: { capacity: 15, perSecond: 3 },
};

/** Limit of all principals of a subscription together, as a multiple of the limit of one principal. */
const GLOBAL_FACTOR = 15;

/** Request throttling with configurable limits. */
export interface Throttle {
  readonly middleware: RequestHandler;
  /** Multiplies Azure's limits by the factor. */
  scale(factor: number): void;
  limit(name: LimitName, limit: Limit): void;
  /** Rejects all requests that count towards the limit until the time has passed, as if other programs had used it up. */
  exhaust(exhaustion: Exhaustion): void;
  reset(): void;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Creates the throttle. It counts requests by subscription and principal; buckets are refilled by the sandbox's clock. */
export function createThrottle(clock: Clock, startFactor: number): Throttle {
  const buckets = new Map<string, Bucket>();
  let factor = startFactor;
  const overrides = new Map<LimitName, Limit>();
  let exhausted: readonly (Exhaustion & { readonly until: number })[] = [];
  const limitOf = (name: LimitName): Limit => {
    const { capacity, perSecond } = AZURE_LIMITS[name];
    return overrides.get(name) ?? { capacity: capacity * factor, perSecond: perSecond * factor };
  };
  /** Takes a token and returns the number left; if there is none, takes nothing and returns a negative number. */
  const take = (key: string, { capacity, perSecond }: Limit): number => {
    const now = clock.now();
    const bucket = buckets.get(key) ?? { tokens: capacity, filledAt: now };
    const seconds = Math.max(0, now - bucket.filledAt) / 1000;
    bucket.tokens = Math.min(capacity, bucket.tokens + seconds * perSecond);
    bucket.filledAt = now;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return bucket.tokens - 1;
    bucket.tokens -= 1;
    return Math.floor(bucket.tokens);
  };
  const exhaustionProblem = (method: string, exchange: Exchange): ArmError | undefined => {
    const subscription = exchange.match?.params.subscriptionId?.toLowerCase();
    const names = limitsOf(method, exchange);
    const now = clock.now();
    const found = exhausted.find(
      ({ name, subscriptionId, until }) => until > now && names.includes(name) && (subscriptionId ?? subscription) === subscription,
    );
    return found && exhaustedError(found.name, Math.ceil((found.until - now) / 1000), exchange);
  };
  const step: RequestHandler = (req, res, next) => {
    const exchange = exchangeOf(res);
    const problem =
      exhaustionProblem(req.method, exchange) ?? graphProblem(exchange, limitOf, take) ?? armProblem(req.method, exchange, limitOf, take);
    if (problem) sendError(res, problem);
    else next();
  };
  return {
    middleware: step,
    scale: (value) => {
      factor = value;
      buckets.clear();
    },
    limit: (name, limit) => {
      overrides.set(name, limit);
      buckets.clear();
    },
    exhaust: (exhaustion) => {
      const subscriptionId = exhaustion.subscriptionId?.toLowerCase();
      exhausted = [...exhausted, { ...exhaustion, subscriptionId, until: clock.now() + exhaustion.seconds * 1000 }];
    },
    reset: () => {
      factor = startFactor;
      overrides.clear();
      buckets.clear();
      exhausted = [];
    },
  };
}

type LimitOf = (name: LimitName) => Limit;
type Take = (key: string, limit: Limit) => number;

const KIND: Readonly<Record<string, 'reads' | 'writes' | 'deletes'>> = {
  PUT: 'writes',
  POST: 'writes',
  PATCH: 'writes',
  DELETE: 'deletes',
};

const kindOf = (method: string, exchange: Exchange) => (isGraph(exchange) ? 'reads' : (KIND[method] ?? 'reads'));

const networkLimitOf = (kind: string): LimitName => (kind === 'reads' ? 'networkReads' : 'networkWrites');

const isNetwork = ({ path }: Exchange): boolean => /\/providers\/Microsoft\.Network\//i.test(path);

/** Returns the limits that a request counts towards. */
function limitsOf(method: string, exchange: Exchange): readonly LimitName[] {
  const kind = kindOf(method, exchange);
  return [kind, ...(isGraph(exchange) ? ['graph' as const] : []), ...(isNetwork(exchange) ? [networkLimitOf(kind)] : [])];
}

function exhaustedError(name: LimitName, seconds: number, exchange: Exchange): ArmError {
  if (name === 'graph') return graphThrottled(seconds);
  if (name === 'networkReads' || name === 'networkWrites') return networkThrottled(seconds);
  return subscriptionThrottled(name, exchange.match?.params.subscriptionId ?? '', exchange.caller?.objectId ?? '', seconds);
}

function armProblem(method: string, exchange: Exchange, limitOf: LimitOf, take: Take): ArmError | undefined {
  const kind = kindOf(method, exchange);
  const subscription = exchange.match?.params.subscriptionId?.toLowerCase();
  const scope = subscription === undefined ? 'tenant' : 'subscription';
  const actor = exchange.caller?.objectId ?? '';
  const limit = limitOf(kind);
  const left = take(`${kind} ${subscription ?? exchange.caller?.tenantId} ${actor}`, limit);
  exchange.headers.set(`x-ms-ratelimit-remaining-${scope}-${kind}`, String(Math.max(0, left)));
  if (left < 0) return subscriptionThrottled(kind, subscription ?? '', actor, secondsFor(left, limit));
  if (subscription === undefined) return undefined;
  const all = { capacity: limit.capacity * GLOBAL_FACTOR, perSecond: limit.perSecond * GLOBAL_FACTOR };
  const globalLeft = take(`global ${kind} ${subscription}`, all);
  exchange.headers.set(`x-ms-ratelimit-remaining-subscription-global-${kind}`, String(Math.max(0, globalLeft)));
  if (globalLeft < 0) return subscriptionThrottled(kind, subscription, actor, secondsFor(globalLeft, all));
  return networkProblem(kind, subscription, exchange, limitOf, take);
}

const secondsFor = (left: number, { perSecond }: Limit): number => Math.max(1, Math.ceil(-left / perSecond));

function subscriptionThrottled(kind: string, subscription: string, actor: string, seconds: number): ArmError {
  return {
    ...frontEndError(
      429,
      'SubscriptionRequestsThrottled',
      `Number of '${kind.replace(/s$/, '')}' requests for subscription '${subscription}' actor '${actor}' exceeded. Please try again after '${seconds}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`,
    ),
    headers: { 'Retry-After': String(seconds) },
  };
}

/** Returns an error if a limit of the network resource provider is exceeded. */
function networkProblem(kind: string, subscription: string, exchange: Exchange, limitOf: LimitOf, take: Take): ArmError | undefined {
  if (!isNetwork(exchange)) return undefined;
  const name = networkLimitOf(kind);
  const limit = limitOf(name);
  const left = take(`${name} ${subscription}`, limit);
  return left < 0 ? networkThrottled(secondsFor(left, limit)) : undefined;
}

function networkThrottled(seconds: number): ArmError {
  const message = 'The server rejected the request because too many requests have been received for this subscription.';
  return {
    ...frontEndError(429, 'TooManyRequests', message),
    from: 'network',
    headers: { 'Retry-After': String(seconds) },
  };
}

const isGraph = (exchange: Exchange): boolean => exchange.match?.route.id === 'ResourceGraph_Resources';

function graphProblem(exchange: Exchange, limitOf: LimitOf, take: Take): ArmError | undefined {
  if (!isGraph(exchange)) return undefined;
  const limit = limitOf('graph');
  const left = take(`graph ${exchange.caller?.objectId}`, limit);
  exchange.headers.set('x-ms-user-quota-remaining', String(Math.max(0, left)));
  exchange.headers.set('x-ms-user-quota-resets-after', '00:00:05');
  return left < 0 ? graphThrottled(5) : undefined;
}

/** Creates the 429 of Resource Graph, whose quota has its own header (azure-semantics §3.5). */
function graphThrottled(seconds: number): ArmError {
  return {
    kind: 'error',
    status: 429,
    code: 'RateLimiting',
    message: 'Please provide below info when asking for support: the x-ms-correlation-request-id of this answer.',
    from: 'resource-graph',
    details: [
      {
        code: 'RateLimiting',
        message:
          'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help.',
      },
    ],
    headers: {
      'Retry-After': String(seconds),
      'x-ms-user-quota-remaining': '0',
      'x-ms-user-quota-resets-after': new Date(seconds * 1000).toISOString().slice(11, 19),
    },
  };
}
