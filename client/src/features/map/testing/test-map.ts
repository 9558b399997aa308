import type { ResourceKey } from '@peerscape/shared/arm';
import { expect } from 'vitest';
import type { Point } from '../geometry/room.ts';
import { type Connect, type ConnectEffect, type ConnectEvent, connect, NOT_CONNECTING } from '../interaction/tools/connect.ts';

/** Where every VNet of a test map stands that is carried. */
export const HOME: Point = { x: 10, y: 20 };

const key = (name: string): ResourceKey => name as ResourceKey;

/** Drives the connect tool as a hand would and remembers what it asks for. VNets are named by anything. */
export class TestMap {
  private state: Connect = NOT_CONNECTING;
  private effects: ConnectEffect[] = [];
  private gone: ReadonlySet<string> = new Set();

  private tell(event: ConnectEvent): this {
    const [next, ...effects] = connect(this.state, event);
    this.state = next;
    this.effects.push(...effects);
    return this;
  }

  hover = (name?: string): this => this.tell({ type: 'hover', over: name === undefined ? undefined : key(name) });
  press = (name: string): this => this.tell({ type: 'press', from: key(name) });
  carry = (name: string): this => this.tell({ type: 'carry', from: key(name), home: HOME });
  dragTo = (name?: string, at: Point = { x: 1, y: 2 }): this =>
    this.tell({ type: 'move', at, over: name === undefined || this.gone.has(name) ? undefined : key(name) });
  release = (): this => this.tell({ type: 'release' });
  escape = (): this => this.tell({ type: 'cancel' });

  /** A refresh comes in which these VNets are no longer there. */
  refreshWithout(...names: string[]): this {
    this.gone = new Set(names);
    return this.tell({ type: 'refresh', there: { has: (one) => !this.gone.has(one) } });
  }

  expectAt(path: Connect['path']): this {
    expect(this.state.path).toBe(path);
    return this;
  }

  /** What was proposed since the beginning, as `hub->spoke-a`. */
  expectProposed(...pairs: string[]): this {
    expect(this.effects.flatMap((effect) => (effect.do === 'propose' ? [`${effect.a}->${effect.b}`] : []))).toEqual(pairs);
    return this;
  }

  expectPutBack(...names: string[]): this {
    const back = this.effects.flatMap((effect) => (effect.do === 'put-back' ? [effect] : []));
    expect(back.map((effect) => effect.key)).toEqual(names);
    for (const { home } of back) expect(home).toEqual(HOME);
    return this;
  }

  /** The last thing of a kind that was asked for. */
  last<D extends ConnectEffect['do']>(kind: D): (ConnectEffect & { do: D }) | undefined {
    return this.effects.filter((effect): effect is ConnectEffect & { do: D } => effect.do === kind).at(-1);
  }

  expectNothingLeft(): this {
    const kinds = this.effects.map((effect) => effect.do);
    expect(kinds.lastIndexOf('let-go')).toBeGreaterThanOrEqual(kinds.lastIndexOf('rubber-band'));
    expect(this.last('dim')?.from).toBeUndefined();
    return this.expectAt('connect.idle');
  }
}
