import { createContext, use } from 'react';

/** Announces a message: briefly on screen, and to screen readers through a live region. */
export type Announce = (text: string, kind?: 'done' | 'error') => void;

export const AnnounceContext = createContext<Announce>(() => undefined);

/** Registers the element that shows the messages; null when it is removed. */
export const MessageSlotContext = createContext<(slot: HTMLElement | null) => void>(() => undefined);

/** Returns the function that announces messages. */
export const useAnnounce = (): Announce => use(AnnounceContext);
