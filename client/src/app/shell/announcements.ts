import { createContext, use } from 'react';

/** Announces a message: briefly on screen, and to screen readers through a live region. */
export type Say = (text: string, kind?: 'done' | 'error') => void;

export const SayContext = createContext<Say>(() => undefined);

/** Returns the function that announces messages. */
export const useSay = (): Say => use(SayContext);
