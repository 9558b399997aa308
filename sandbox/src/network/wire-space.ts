/** First api-version that shows address spaces and subnets with `ipamPoolPrefixAllocations` (azure-semantics §12). */
export const WITH_POOLS = '2023-11-01';

/** Converts prefixes to an address space; the sandbox has no pools. */
export const toWireSpace = (addressPrefixes: readonly string[], apiVersion: string) => ({
  addressPrefixes,
  ...(apiVersion >= WITH_POOLS && { ipamPoolPrefixAllocations: [] }),
});
