import type { ColleagueAnswer, ColleagueWish } from '@peerscape/shared/api';
import { Failure } from '../failure.ts';

/** Asks somebody else to change something, and gives back what ARM answered them. */
export type Colleague = (wish: ColleagueWish) => Promise<ColleagueAnswer>;

/** Where there is no sandbox there is nobody: on Azure, nothing but halves is ever written, and only by a plan. */
export const nobody: Colleague = () =>
  Promise.reject(
    new Failure({
      title: 'There is no colleague to ask',
      status: 409,
      code: 'not-sandbox',
      detail: 'Only the sandbox has one. What they would do can be done with az',
    }),
  );
