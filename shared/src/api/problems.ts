import type { Problem } from './schemas.ts';

/** Definition of a problem type: the HTTP status, and the title unless the server has a more specific one. */
interface ProblemDefinition {
  readonly status: number;
  readonly title: string;
  /** True if the `code` of the problem comes from its cause, such as ARM's error code; otherwise it is the name of the type. */
  readonly hasOwnCode?: true;
}

/** All types of problems that the server reports, by name. */
export const PROBLEM_TYPES = {
  // requests
  malformed: { status: 400, title: 'The request is malformed' },
  'no-session': { status: 401, title: 'This browser is not signed in' },
  'bad-code': { status: 401, title: 'The link has expired or was already used' },
  forbidden: { status: 403, title: 'Access denied' },
  'foreign-request': { status: 403, title: 'Only pages of this server can send this request' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json in UTF-8' },
  'wrong-host': { status: 421, title: 'This server is not available under that host name' },
  'invalid-request': { status: 422, title: 'The request does not match the API' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Internal error in Peerscape' },
  'too-many-listeners': { status: 503, title: 'Too many open connections' },
  'not-ready': { status: 503, title: 'Nothing has been read yet' },

  // reading
  'no-snapshot': { status: 503, title: 'Nothing has been read yet' },
  'no-such-rule': { status: 422, title: 'Unknown rule code' },
  'not-live': { status: 409, title: 'This map was opened from files, which cannot be changed' },
  'not-a-vnet-id': { status: 422, title: 'Not the ID of a virtual network' },
  'unknown-vnet': { status: 400, title: 'The snapshot does not contain this virtual network' },
  'unknown-gateway': { status: 400, title: 'The snapshot does not contain this gateway or Route Server' },
  'unknown-subnet': { status: 400, title: 'The snapshot does not contain this subnet' },
  'unknown-interface': { status: 400, title: 'The subnet does not contain this network interface' },
  'invalid-id': { status: 422, title: 'Not the ID of a half or a VNet' },
  'bad-file': { status: 422, title: 'The file cannot be opened' },
  'files-refused': { status: 409, title: 'Files cannot be opened here' },
  'analysis-failed': { status: 503, title: 'The analysis stopped unexpectedly' },
  'read-canceled': { status: 503, title: 'Reading was canceled' },
  'read-too-slow': { status: 504, title: 'Reading took too long and was canceled' },

  // Azure
  'azure-denied': { status: 403, title: 'Azure denied access', hasOwnCode: true },
  'azure-not-found': { status: 404, title: 'Azure did not find the resource', hasOwnCode: true },
  'azure-failed': { status: 502, title: 'Azure returned an error', hasOwnCode: true },
  'azure-unavailable': { status: 503, title: 'Azure is unavailable or throttling requests', hasOwnCode: true },
  'azure-timeout': { status: 504, title: 'Azure did not respond in time', hasOwnCode: true },
  unreachable: { status: 502, title: 'Cannot connect to Azure', hasOwnCode: true },
  'not-signed-in': { status: 502, title: 'Peerscape is not signed in to Azure' },
  'other-tenant': { status: 502, title: 'The sign-in changed to another tenant' },
  'no-tenant': { status: 502, title: 'The access token does not contain a tenant' },
  'foreign-host': { status: 502, title: 'A response from Azure links to another server' },
  'endless-list': { status: 502, title: 'Azure returned a paging loop' },
  'not-an-arm-answer': { status: 502, title: 'Invalid response from Azure Resource Manager' },
  'answers-differ': { status: 502, title: 'Azure gives contradictory answers about the half' },
  'operation-too-long': { status: 504, title: 'Azure is taking too long to process the change' },

  // changes
  starting: { status: 503, title: 'Peerscape is starting' },
  'estate-not-open': { status: 503, title: 'Drafts, plans and history are not available yet', hasOwnCode: true },
  'store-unavailable': { status: 503, title: 'The data store cannot be written' },
  'read-only': { status: 403, title: 'Peerscape is read-only' },
  suspended: { status: 503, title: 'Peerscape was suspended before it sent the change' },
  'not-confirmed': { status: 409, title: 'Allowing changes requires confirmation' },
  'draft-changed': { status: 409, title: 'The draft has changed' },
  'draft-empty': { status: 409, title: 'The draft has no changes' },
  'no-such-vnet': { status: 409, title: 'Virtual network not found' },
  'no-such-plan': { status: 404, title: 'Plan not found' },
  'hash-differs': { status: 409, title: 'This is not the plan that was shown' },
  'plan-used': { status: 409, title: 'This plan has already been applied' },
  'key-reused': { status: 422, title: 'The key was already used for another plan' },
  'start-canceled': { status: 409, title: 'Canceled before anything was written' },
  'plan-expired': { status: 409, title: 'The plan has expired' },
  'plan-blocked': { status: 409, title: 'Azure will reject this plan' },
  'nothing-to-do': { status: 409, title: 'The plan has no steps' },
  'rights-missing': { status: 403, title: 'Permissions are missing' },
  'plan-stale': { status: 409, title: 'Azure has changed since the plan was created' },
  'no-such-apply': { status: 404, title: 'Deployment not found' },
  'still-running': { status: 409, title: 'The deployment is still running' },
  'kept-changed': { status: 409, title: 'The document was changed elsewhere' },

  // the sandbox
  'not-sandbox': { status: 409, title: 'No other operator is available' },
  'sandbox-refused': { status: 502, title: 'The sandbox rejected the change' },
  'sandbox-away': { status: 502, title: 'The sandbox is not responding' },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;

export type ProblemType = keyof typeof PROBLEM_TYPES;

/** Types of an operation that reads from Azure. */
export const AZURE_PROBLEMS = [
  'azure-denied',
  'azure-not-found',
  'azure-failed',
  'azure-unavailable',
  'azure-timeout',
  'unreachable',
  'not-signed-in',
  'other-tenant',
  'foreign-host',
  'endless-list',
  'not-an-arm-answer',
  'answers-differ',
] as const satisfies readonly ProblemType[];

/** Fields that a problem adds to the definition of its type. */
export type ProblemDetails = Partial<Pick<Problem, 'title' | 'code' | 'detail' | 'arm' | 'retryAt'>>;

/** Creates a problem of one type. */
export function createProblem(type: ProblemType, { title, code, detail, arm, retryAt }: ProblemDetails = {}): Problem {
  const definition = problemDefinition(type);
  return {
    type: 'about:blank',
    title: title ?? definition.title,
    status: definition.status,
    code: (definition.hasOwnCode && code) || type,
    ...(detail === undefined ? {} : { detail }),
    ...(arm === undefined ? {} : { arm }),
    ...(retryAt === undefined ? {} : { retryAt }),
  };
}

/** Returns the definition of a problem type. */
export const problemDefinition = (type: ProblemType): ProblemDefinition => PROBLEM_TYPES[type];
