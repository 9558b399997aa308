/** Differences between two readings of an estate. Anything that one of them did not read is unknown, never added or removed. */
export { DIFF_CHANGES, DIFF_SUBJECTS, type DiffChange, type DiffEntry, type DiffSubject, diffReadings } from './diff-readings.ts';
export { type FieldChange, formatFieldChange } from './fields.ts';
export { createReading, type Reading } from './reading.ts';
