import type { Status } from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import { Failure } from '../failure.ts';
import type { ChangeDesk } from '../work/change/index.ts';
import type { EstateServices } from '../work/services.ts';
import type { Handlers } from './mount.ts';

interface ChangeHandlerDependencies {
  readonly services: () => EstateServices;
  readonly status: () => Status;
}

type ChangeOperations =
  | 'askRights'
  | 'makePlan'
  | 'makeUndo'
  | 'getPlan'
  | 'startApply'
  | 'listApplies'
  | 'getApply'
  | 'cancelApply'
  | 'retryApply'
  | 'getAudit'
  | 'setMode'
  | 'getKept'
  | 'keep';

/** Creates the handlers of the operations that plan, apply and store documents. */
export function changeHandlers({ services, status }: ChangeHandlerDependencies): Pick<Handlers, ChangeOperations> {
  const requireService = (): ChangeDesk => {
    const { desk: changeService } = services();
    if (!changeService) throw new Failure(NOT_LIVE);
    return changeService;
  };
  return {
    askRights: async ({ body }) => ({ rights: await requireService().rights(body.vnets) }),
    makePlan: ({ body }) => requireService().makePlan(body.intents as readonly unknown[] as readonly Intent[]),
    makeUndo: ({ body }) => requireService().makeUndo(body.apply),
    getPlan: ({ query }) => requireService().plan(query.id),
    startApply: ({ body }) => requireService().begin(body),
    listApplies: async () => ({ applies: (await services().desk?.applies()) ?? [] }),
    getApply: ({ query }) => requireService().apply(query.id),
    cancelApply: ({ body }) => requireService().cancel(body.id),
    retryApply: ({ body }) => requireService().retry(body.id),
    getAudit: ({ query }) => requireService().audit(query.after, query.apply),
    setMode: async ({ body }) => {
      await requireService().setMode(body.mode, body.confirm);
      return status();
    },
    getKept: ({ query }) => services().kept.get(query.name),
    keep: ({ body }) => services().kept.keep(body.name, body.version, body.value),
  };
}

const NOT_LIVE = {
  title: 'This map was opened from files, which cannot be changed',
  status: 409,
  code: 'not-live',
  detail: 'You can export the draft as commands, Bicep or Terraform. To apply it, start Peerscape with --azure or on the sandbox',
};
