/** Knows which prefixes and routes lead where in a topology; refuses to know whether that is wrong. */
export { type ApplianceRoute, applianceRoutes, groupBy, routesByHub } from './routes.ts';
export { locator, type Overlap, type Owned, overlapping, overlapsInWords, prefixReader, sharedBy } from './spaces.ts';
