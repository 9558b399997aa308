/** Result of a strict parser: the value, or one sentence that describes the problem and, if possible, suggests a correction. */
export type ParseResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export const parseSuccess = <T>(value: T): ParseResult<T> => ({ ok: true, value });

export const parseFailure = (problem: string): ParseResult<never> => ({ ok: false, problem });
