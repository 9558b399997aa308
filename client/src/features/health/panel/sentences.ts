/** The sentences of a text; a full stop inside a name or prefix ends none. */
export const sentencesOf = (text: string): readonly string[] => text.split(/(?<=\.) (?=[A-Z])/);
