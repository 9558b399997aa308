import { describe, expect, it } from 'vitest';
import { HOME, TestMap } from '../../testing/test-map.ts';

describe('connecting by dragging the handle', () => {
  it('proposes the pressed VNet and the one under the pointer', () => {
    new TestMap()
      .hover('hub')
      .press('hub')
      .expectAt('connect.dragging-handle')
      .dragTo()
      .dragTo('spoke-a')
      .release()
      .expectProposed('hub->spoke-a')
      .expectCleared();
  });

  it('shows the handle of the hovered VNet, once', () => {
    const map = new TestMap().hover('hub');
    expect(map.last('show-handle')?.key).toBe('hub');
    expect(map.hover().last('show-handle')?.key).toBeUndefined();
  });

  it('draws a rubber band to the pointer that snaps to a VNet and detaches from it again', () => {
    const map = new TestMap().press('hub').dragTo('spoke-a', { x: 7, y: 8 });
    expect(map.last('rubber-band')).toEqual({ do: 'rubber-band', from: 'hub', to: { x: 7, y: 8 }, over: 'spoke-a' });
    expect(map.last('hint')).toMatchObject({ from: 'hub', over: 'spoke-a' });
    expect(map.dragTo().last('rubber-band')?.over).toBeUndefined();
    expect(map.last('hint')?.over).toBeUndefined();
  });

  it('dims only during the drag', () => {
    const map = new TestMap().press('hub');
    expect(map.last('dim')?.from).toBe('hub');
    map.release().expectCleared();
  });

  it('proposes nothing over empty space and nothing over the VNet itself', () => {
    new TestMap().press('hub').dragTo('spoke-a').dragTo().release().expectProposed().expectCleared();
    new TestMap().press('hub').dragTo('hub').release().expectProposed().expectCleared();
  });

  it('is cancelled by Escape', () => {
    new TestMap().press('hub').dragTo('spoke-a').escape().expectCleared().release().expectProposed();
  });

  it('continues through a refresh', () => {
    new TestMap().press('hub').refreshWithout().dragTo('spoke-a').release().expectProposed('hub->spoke-a');
  });

  it('ends when a refresh removes the VNet that it started from', () => {
    new TestMap().press('hub').dragTo('spoke-a').refreshWithout('hub').expectCleared().release().expectProposed();
  });

  it('does not propose a VNet that was removed under the pointer', () => {
    new TestMap().press('hub').dragTo('spoke-a').refreshWithout('spoke-a').release().expectProposed();
  });

  it('hides the handle of a VNet that a refresh removed', () => {
    const map = new TestMap().hover('hub').refreshWithout('hub');
    expect(map.last('show-handle')?.key).toBeUndefined();
  });
});

describe('connecting by dropping one VNet on another', () => {
  it('restores the position of the dragged VNet and proposes the two', () => {
    new TestMap()
      .drag('spoke-a')
      .expectAt('connect.dragging-vnet')
      .dragTo('hub')
      .release()
      .expectRestored('spoke-a')
      .expectProposed('spoke-a->hub')
      .expectCleared();
  });

  it('draws the rubber band to the original position', () => {
    expect(new TestMap().drag('spoke-a').dragTo('hub').last('rubber-band')?.to).toEqual(HOME);
  });

  it('is a plain move over empty space: nothing is restored, proposed, dimmed or drawn', () => {
    const map = new TestMap().drag('spoke-a').dragTo().release().expectRestored().expectProposed().expectAt('connect.idle');
    expect([map.last('dim'), map.last('rubber-band'), map.last('hint')]).toEqual([undefined, undefined, undefined]);
  });

  it('is cancelled by Escape: the position is restored at once, and again on release', () => {
    new TestMap()
      .drag('spoke-a')
      .dragTo('hub')
      .escape()
      .expectAt('connect.cancelled')
      .expectRestored('spoke-a')
      .dragTo('hub')
      .drag('spoke-a')
      .release()
      .expectRestored('spoke-a', 'spoke-a')
      .expectProposed()
      .expectCleared();
  });

  it('ends when a refresh removes the dragged VNet', () => {
    new TestMap().drag('spoke-a').dragTo('hub').refreshWithout('spoke-a').release().expectProposed().expectRestored();
  });
});
