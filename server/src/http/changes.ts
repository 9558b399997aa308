import type { Status } from '@peerscape/shared/api';
import { Failure } from '../failure.ts';
import type { ChangeService } from '../work/change/index.ts';
import type { EstateServices } from '../work/services.ts';
import { abortOnClose } from './abort-on-close.ts';
import type { Handlers } from './api-router.ts';

interface ChangeHandlerDependencies {
  readonly services: () => EstateServices;
  readonly status: () => Status;
}

type ChangeOperations =
  | 'getPermissions'
  | 'createPlan'
  | 'createUndoPlan'
  | 'getPlan'
  | 'startApply'
  | 'cancelStart'
  | 'listApplies'
  | 'getApply'
  | 'cancelApply'
  | 'retryApply'
  | 'getAudit'
  | 'setMode'
  | 'getStoredDocument'
  | 'putStoredDocument'
  | 'patchPositions';

/** Creates the handlers of the operations that plan, apply and store documents. */
export function createChangeHandlers({ services, status }: ChangeHandlerDependencies): Pick<Handlers, ChangeOperations> {
  const requireService = (): ChangeService => {
    const { changeService } = services();
    if (!changeService) throw new Failure('not-live', { detail: NOT_LIVE_ADVICE });
    return changeService;
  };
  return {
    getPermissions: async ({ body }) => ({ rights: await requireService().getPermissions(body.vnets) }),
    createPlan: async ({ body: { draft, intents = [] } }, { res }) => {
      const service = requireService();
      const requested = draft === undefined ? intents : await services().documents.getDraft(draft);
      return service.createPlan(requested, abortOnClose(res));
    },
    createUndoPlan: ({ body }, { res }) => requireService().createUndoPlan(body.apply, abortOnClose(res)),
    getPlan: ({ query }) => requireService().getPlan(query.id),
    startApply: ({ body }) => requireService().startApply(body),
    cancelStart: async ({ body: { plan, key } }) => ({ apply: await requireService().cancelStart(plan, key) }),
    listApplies: async () => ({ applies: (await services().changeService?.listApplies()) ?? [] }),
    getApply: ({ query }) => requireService().getApply(query.id),
    cancelApply: ({ body }) => requireService().cancel(body.id),
    retryApply: ({ body }) => requireService().retry(body.id),
    getAudit: ({ query }) => requireService().getAudit(query.after, query.apply),
    setMode: async ({ body }) => {
      await requireService().setMode(body.mode, body.confirm);
      return status();
    },
    getStoredDocument: ({ query }) => services().documents.get(query.name),
    patchPositions: ({ body }) => services().documents.patchPositions(body.patches),
    putStoredDocument: ({ body }) => services().documents.save(body.name, body.version, body.value),
  };
}

const NOT_LIVE_ADVICE =
  'You can export the draft as commands, Bicep or Terraform. To apply it, start Peerscape with --azure or on the sandbox';
