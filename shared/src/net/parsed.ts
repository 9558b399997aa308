/** Result of a strict parser: the value, or one sentence that describes the problem and, if possible, suggests a correction. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });

export const refused = (problem: string): Parsed<never> => ({ ok: false, problem });
