/** Returns Azure's spelling of a value of an enumeration, because its parser ignores case: az sends `IPSec`. Other values are returned as they are. */
export const canonicalCase = <T>(given: T, values: readonly string[]): T | string =>
  values.find((each) => each.toLowerCase() === String(given).toLowerCase()) ?? given;
