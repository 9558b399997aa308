import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ThemeName } from '../format/looks.ts';
import { kept } from './kept.ts';

const choice = kept<ThemeName | 'system'>('theme', 'system', (text) => (text === 'light' || text === 'dark' ? text : undefined));

const systemDark = () => window.matchMedia('(prefers-color-scheme: dark)');
const watchSystem = (changed: () => void) => {
  const query = systemDark();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** The theme in use and how to switch it: the system's until a person chooses, then theirs. */
export function useThemeChoice(): readonly [ThemeName, (theme: ThemeName) => void] {
  const system = useSyncExternalStore(watchSystem, () => (systemDark().matches ? 'dark' : 'light'));
  const [chosen, setChosen] = useState(choice.read);
  const theme = chosen === 'system' ? system : chosen;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const choose = (next: ThemeName) => {
    setChosen(next);
    choice.write(next);
  };
  return [theme, choose];
}
