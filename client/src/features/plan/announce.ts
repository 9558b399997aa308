/** Shows a short-lived message and announces it to screen readers; anything important is on the page as well. */
export type OnAnnounce = (text: string, kind?: 'done' | 'error') => void;
