import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ThemeName } from '../format/half-status-styles.ts';
import { createPreference } from './create-preference.ts';

const preference = createPreference<ThemeName | 'system'>('theme', 'system', (text) =>
  text === 'light' || text === 'dark' ? text : undefined,
);

const darkModeQuery = () => window.matchMedia('(prefers-color-scheme: dark)');
const subscribeToSystem = (onChange: () => void) => {
  const query = darkModeQuery();
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
};

/** Returns the current theme and its setter; follows the system until the user chooses a theme. */
export function useTheme(): readonly [ThemeName, (theme: ThemeName) => void] {
  const system = useSyncExternalStore(subscribeToSystem, () => (darkModeQuery().matches ? 'dark' : 'light'));
  const [chosen, setChosen] = useState(preference.read);
  const theme = chosen === 'system' ? system : chosen;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const choose = (next: ThemeName) => {
    setChosen(next);
    preference.write(next);
  };
  return [theme, choose];
}
