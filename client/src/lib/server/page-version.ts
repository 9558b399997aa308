import { version } from '../../../package.json';

/** Version of Peerscape that this page was built from. */
export const PAGE_VERSION = version;
