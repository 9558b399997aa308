import { APPLY_SECTION } from './sections/apply-section.tsx';
import { FILES_SECTION } from './sections/files-section.tsx';
import { FINDINGS_SECTION } from './sections/findings-section.tsx';
import { FORMS_SECTION } from './sections/forms-section.tsx';
import { INSPECTOR_SECTION } from './sections/inspector-section.tsx';
import { MAP_SECTION } from './sections/map-section.tsx';
import { NOTICES_SECTION } from './sections/notices-section.tsx';
import { PANELS_SECTION } from './sections/panels-section.tsx';
import { PLAN_SECTION } from './sections/plan-section.tsx';
import { REACH_SECTION } from './sections/reach-section.tsx';
import { SIGNS_SECTION } from './sections/signs-section.tsx';
import { SNAPSHOT_SECTION } from './sections/snapshot-section.tsx';
import { TABLES_SECTION } from './sections/tables-section.tsx';
import type { GallerySection } from './specimen.ts';

/** Sections of the gallery, from single components to whole panels. */
export const SECTIONS: readonly GallerySection[] = [
  SIGNS_SECTION,
  NOTICES_SECTION,
  PANELS_SECTION,
  FORMS_SECTION,
  SNAPSHOT_SECTION,
  FILES_SECTION,
  TABLES_SECTION,
  FINDINGS_SECTION,
  INSPECTOR_SECTION,
  PLAN_SECTION,
  APPLY_SECTION,
  REACH_SECTION,
  MAP_SECTION,
];
