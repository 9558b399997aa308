/** What a strict parser gives back: the value, or one sentence that says what is wrong and, where it can, what would be right. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });

export const refused = (problem: string): Parsed<never> => ({ ok: false, problem });
