import type { Status } from '@peerscape/shared/api';
import type { ChangeService } from './change/index.ts';
import type { StoredDocuments } from './stored-documents.ts';

/** Services of one open estate. */
export interface EstateServices {
  /** Absent for files. */
  readonly changeService: ChangeService | undefined;
  readonly documents: StoredDocuments;
  /** Absent for files. */
  readonly tenant: Status['tenant'];
  readonly storeStatus: () => NonNullable<Status['store']>;
}
