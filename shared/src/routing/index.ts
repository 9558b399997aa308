/** Prefixes and routes of a topology and where they lead. Judging whether they are correct is up to the health rules. */
export { type ApplianceRoute, applianceRoutes, groupBy, routesByHub } from './routes.ts';
export { locator, type Overlap, type Owned, overlapping, overlapsInWords, prefixReader, sharedBy } from './spaces.ts';
