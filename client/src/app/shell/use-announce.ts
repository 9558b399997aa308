import { createContext, use } from 'react';

/** Announces a message: briefly on screen, and to screen readers through a live region. */
export type Announce = (text: string, kind?: 'done' | 'error') => void;

export const AnnounceContext = createContext<Announce>(() => undefined);

/** Returns the function that announces messages. */
export const useAnnounce = (): Announce => use(AnnounceContext);
