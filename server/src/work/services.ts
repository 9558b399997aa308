import type { Status } from '@peerscape/shared/api';
import type { ChangeDesk } from './change/index.ts';
import type { KeptDocuments } from './kept.ts';

/** What is done and remembered for one estate, once it is known whose it is. */
export interface EstateServices {
  /** Absent where there is no Azure behind the map. */
  readonly desk: ChangeDesk | undefined;
  readonly kept: KeptDocuments;
  /** Absent for files. */
  readonly tenant: Status['tenant'];
}
