import type { Problem } from '@peerscape/shared/api';
import { createContext } from 'react';
import type { ThemeName } from '../../lib/format/half-status-styles.ts';

/** Current theme and its setter. */
export const ThemeContext = createContext<{ readonly theme: ThemeName; readonly setTheme: (theme: ThemeName) => void }>({
  theme: 'light',
  setTheme: () => undefined,
});

/** Problem with the one-time code in the URL; undefined when it was accepted or absent. */
export const SessionProblemContext = createContext<Problem | undefined>(undefined);
