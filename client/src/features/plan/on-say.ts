/** Says something to everyone for a moment; what matters stands on the page as well. */
export type OnSay = (text: string, kind?: 'done' | 'error') => void;
