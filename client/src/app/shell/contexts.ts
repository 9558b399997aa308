import type { Problem } from '@peerscape/shared/api';
import { createContext } from 'react';
import type { ThemeName } from '../../lib/format/looks.ts';

/** The theme in use and how to switch it. */
export const ThemeContext = createContext<{ readonly theme: ThemeName; readonly setTheme: (theme: ThemeName) => void }>({
  theme: 'light',
  setTheme: () => undefined,
});

/** Why the one-time code in the URL was refused; nothing when it was not. */
export const SessionRefused = createContext<Problem | undefined>(undefined);
