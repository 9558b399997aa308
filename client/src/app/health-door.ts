import { lazy } from 'react';

/** The findings page and its panel, with the pages of all rules; fetched when first shown. */
export const FindingsView = lazy(async () => ({ default: (await import('../features/health/findings.tsx')).FindingsView }));
export const FindingPanel = lazy(async () => ({ default: (await import('../features/health/findings.tsx')).FindingPanel }));
