import type { ThemeName } from '../../../lib/format/half-status-styles.ts';
import type { Role } from './elements.ts';

/** Colours of everything on the map except halves. */
export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly quiet: string;
  /** Behind text that overlaps lines. */
  readonly halo: string;
  readonly card: string;
  readonly cardLine: string;
  readonly group: string;
  readonly groupLine: string;
  /** Behind the heading of a group: opaque, so that no line runs through it. */
  readonly groupHeading: string;
  readonly focus: string;
  /** Conflicts and refused connections. */
  readonly warning: string;
  /** VNets that a panel beside the map refers to. */
  readonly highlight: string;
  /** Connected groups: VNets connected without a peering. */
  readonly connectedGroup: { readonly line: string; readonly area: string };
  /** Hulls of large meshes. */
  readonly mesh: { readonly line: string; readonly area: string; readonly text: string };
  readonly role: Readonly<Record<Role, string>>;
  readonly hubCard: string;
  readonly badge: Readonly<Record<'gateway' | 'appliance' | 'routing' | 'dns', string>>;
  readonly badgeText: string;
}

export const PALETTES: Readonly<Record<ThemeName, Palette>> = {
  light: {
    background: '#fafbfc',
    text: '#1f2733',
    quiet: '#5b6675',
    halo: 'rgba(250,251,252,0.9)',
    card: '#ffffff',
    cardLine: '#c3ccd7',
    group: 'rgba(222,230,240,0.42)',
    groupLine: '#cbd5e1',
    groupHeading: '#eef2f7',
    focus: '#0f6cbd',
    warning: '#b3261e',
    highlight: 'rgba(8,125,140,0.8)',
    connectedGroup: { line: '#4f7a1f', area: 'rgba(110,160,50,0.10)' },
    mesh: { line: 'rgba(42,138,128,0.45)', area: 'rgba(42,138,128,0.10)', text: '#1d6f67' },
    role: { hub: '#4b4ba8', spoke: '#3f7fc4', mesh: '#2a8a80', chain: '#5d83a6', island: '#8792a0', ghost: '#7b8491' },
    hubCard: '#f1f1fb',
    badge: { gateway: '#5b3fa0', appliance: '#a63d2f', routing: '#1f6f5c', dns: '#4a5a6d' },
    badgeText: '#ffffff',
  },
  dark: {
    background: '#14181d',
    text: '#e8edf3',
    quiet: '#9eabb9',
    halo: 'rgba(20,24,29,0.88)',
    card: '#20262e',
    cardLine: '#3e4954',
    group: 'rgba(62,76,94,0.24)',
    groupLine: '#333e4a',
    groupHeading: '#1e252d',
    focus: '#62abf5',
    warning: '#ff8f85',
    highlight: 'rgba(80,200,215,0.8)',
    connectedGroup: { line: '#a6cf6a', area: 'rgba(150,200,90,0.10)' },
    mesh: { line: 'rgba(92,196,182,0.42)', area: 'rgba(92,196,182,0.11)', text: '#7fd3c7' },
    role: { hub: '#a5a4f2', spoke: '#6cabe8', mesh: '#5cc4b6', chain: '#8fb3d1', island: '#8b97a5', ghost: '#8b96a3' },
    hubCard: '#2a2b42',
    badge: { gateway: '#b9a2f5', appliance: '#f0998c', routing: '#7bd0b8', dns: '#b5c2d0' },
    badgeText: '#14181d',
  },
};
