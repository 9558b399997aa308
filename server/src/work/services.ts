import type { Status } from '@peerscape/shared/api';
import type { ChangeDesk } from './change/index.ts';
import type { KeptDocuments } from './kept.ts';

/** Services of one open estate. */
export interface EstateServices {
  /** Absent for files. */
  readonly desk: ChangeDesk | undefined;
  readonly kept: KeptDocuments;
  /** Absent for files. */
  readonly tenant: Status['tenant'];
}
