import { createContext, use } from 'react';

/** Says something to everyone: on screen for a moment, and to screen readers. */
export type Say = (text: string, kind?: 'done' | 'error') => void;

export const SayContext = createContext<Say>(() => undefined);

export const useSay = (): Say => use(SayContext);
