import type { ResourceKey } from '@peerscape/shared/arm';
import { expect } from 'vitest';
import type { Point } from '../geometry/bounds.ts';
import {
  CONNECT_IDLE,
  type ConnectEffect,
  type ConnectEvent,
  type ConnectState,
  reduceConnect,
} from '../interaction/tools/connect-tool.ts';

/** Original position of every VNet that a test map drags. */
export const HOME: Point = { x: 10, y: 20 };

const key = (name: string): ResourceKey => name as ResourceKey;

/** Drives the connect tool with pointer and keyboard events and records its effects. Any string is a VNet. */
export class TestMap {
  private state: ConnectState = CONNECT_IDLE;
  private effects: ConnectEffect[] = [];
  private removed: ReadonlySet<string> = new Set();

  private dispatch(event: ConnectEvent): this {
    const [next, ...effects] = reduceConnect(this.state, event);
    this.state = next;
    this.effects.push(...effects);
    return this;
  }

  hover = (name?: string): this => this.dispatch({ type: 'hover', over: name === undefined ? undefined : key(name) });
  press = (name: string): this => this.dispatch({ type: 'press', from: key(name) });
  drag = (name: string): this => this.dispatch({ type: 'drag', from: key(name), origin: HOME });
  dragTo = (name?: string, at: Point = { x: 1, y: 2 }): this =>
    this.dispatch({ type: 'move', at, over: name === undefined || this.removed.has(name) ? undefined : key(name) });
  release = (): this => this.dispatch({ type: 'release' });
  escape = (): this => this.dispatch({ type: 'cancel' });

  /** Simulates a refresh that removes these VNets. */
  refreshWithout(...names: string[]): this {
    this.removed = new Set(names);
    return this.dispatch({ type: 'refresh', existing: { has: (one) => !this.removed.has(one) } });
  }

  expectAt(path: ConnectState['path']): this {
    expect(this.state.path).toBe(path);
    return this;
  }

  /** Expects these proposals since the start, as `hub->spoke-a`. */
  expectProposed(...pairs: string[]): this {
    expect(this.effects.flatMap((effect) => (effect.do === 'propose' ? [`${effect.a}->${effect.b}`] : []))).toEqual(pairs);
    return this;
  }

  expectRestored(...names: string[]): this {
    const restored = this.effects.flatMap((effect) => (effect.do === 'restore-position' ? [effect] : []));
    expect(restored.map((effect) => effect.key)).toEqual(names);
    for (const { origin } of restored) expect(origin).toEqual(HOME);
    return this;
  }

  /** Returns the last effect of a kind. */
  last<D extends ConnectEffect['do']>(kind: D): (ConnectEffect & { do: D }) | undefined {
    return this.effects.filter((effect): effect is ConnectEffect & { do: D } => effect.do === kind).at(-1);
  }

  expectCleared(): this {
    const kinds = this.effects.map((effect) => effect.do);
    expect(kinds.lastIndexOf('clear-feedback')).toBeGreaterThanOrEqual(kinds.lastIndexOf('rubber-band'));
    expect(this.last('dim')?.from).toBeUndefined();
    return this.expectAt('connect.idle');
  }
}
