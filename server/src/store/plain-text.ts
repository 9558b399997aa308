/** The text as both databases keep it: PostgreSQL refuses NUL, and neither keeps half a character. Azure's messages may hold anything. */
export const plainText = (text: string): string => text.replace(/\p{Surrogate}|\0/gu, '\uFFFD');

export const plainTextOrNull = (text: string | null): string | null => (text === null ? null : plainText(text));
