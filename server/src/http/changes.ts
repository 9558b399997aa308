import type { Status } from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import { Failure } from '../failure.ts';
import type { ChangeDesk } from '../work/change/index.ts';
import type { EstateServices } from '../work/services.ts';
import type { Handlers } from './mount.ts';

interface ChangeParts {
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

/** The operations that plan, change and remember. */
export function changeHandlers({ services, status }: ChangeParts): Pick<Handlers, ChangeOperations> {
  const live = (): ChangeDesk => {
    const { desk } = services();
    if (!desk) throw new Failure(NOT_LIVE);
    return desk;
  };
  return {
    askRights: async ({ body }) => ({ rights: await live().rights(body.vnets) }),
    makePlan: ({ body }) => live().makePlan(body.intents as readonly unknown[] as readonly Intent[]),
    makeUndo: ({ body }) => live().makeUndo(body.apply),
    getPlan: ({ query }) => live().plan(query.id),
    startApply: ({ body }) => live().begin(body),
    listApplies: async () => ({ applies: (await services().desk?.applies()) ?? [] }),
    getApply: ({ query }) => live().apply(query.id),
    cancelApply: ({ body }) => live().cancel(body.id),
    retryApply: ({ body }) => live().retry(body.id),
    getAudit: ({ query }) => live().audit(query.after, query.apply),
    setMode: async ({ body }) => {
      await live().setMode(body.mode, body.confirm);
      return status();
    },
    getKept: ({ query }) => services().kept.get(query.name),
    keep: ({ body }) => services().kept.keep(body.name, body.version, body.value),
  };
}

const NOT_LIVE = {
  title: 'This map was opened from files; there is no Azure to change',
  status: 409,
  code: 'not-live',
  detail: 'The draft can be exported as commands, Bicep or Terraform. To apply it, start Peerscape with --azure or on the sandbox',
};
