/** Replaces characters that the databases cannot store: PostgreSQL rejects NUL, and neither stores lone surrogates. Azure's messages may contain both. */
export const toStorableText = (text: string): string => text.replace(/\p{Surrogate}|\0/gu, '\uFFFD');

/** Applies `toStorableText` to a text that may be null. */
export const toStorableTextOrNull = (text: string | null): string | null => (text === null ? null : toStorableText(text));
