import { useEffect, useState } from 'react';
import { useMedia } from '../../ui/use-media.ts';
import { usePrinting } from '../../ui/use-printing.ts';
import type { ThemeName } from '../format/half-status-styles.ts';
import { createPreference } from './create-preference.ts';

const preference = createPreference<ThemeName | 'system'>('theme', 'system', (text) =>
  text === 'light' || text === 'dark' ? text : undefined,
);

/** Returns the current theme and its setter; follows the system until the user chooses a theme. Paper is light. */
export function useTheme(): readonly [ThemeName, (theme: ThemeName) => void] {
  const prefersDark = useMedia('(prefers-color-scheme: dark)');
  const isPrinting = usePrinting();
  const [chosen, setChosen] = useState(preference.read);
  const onScreen = chosen !== 'system' ? chosen : prefersDark ? 'dark' : 'light';
  const theme = isPrinting ? 'light' : onScreen;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const choose = (next: ThemeName) => {
    setChosen(next);
    preference.write(next);
  };
  return [theme, choose];
}
