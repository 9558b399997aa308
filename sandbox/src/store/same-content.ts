import { isDeepStrictEqual } from 'node:util';

/** Compares two contents of a resource, ignoring the order of members and members that are undefined. */
export const sameContent = (one: object, other: object): boolean => isDeepStrictEqual(withoutUndefined(one), withoutUndefined(other));

const withoutUndefined = (content: unknown): unknown => JSON.parse(JSON.stringify(content));
