import { describe, expect, it } from 'vitest';
import { HOME, TestMap } from '../../testing/test-map.ts';

describe('connecting by the handle', () => {
  it('proposes the VNet that was pressed with the one under the pointer', () => {
    new TestMap()
      .hover('hub')
      .press('hub')
      .expectAt('connect.aiming')
      .dragTo()
      .dragTo('spoke-a')
      .release()
      .expectProposed('hub->spoke-a')
      .expectNothingLeft();
  });

  it('offers the handle of the VNet that is pointed at, once', () => {
    const map = new TestMap().hover('hub');
    expect(map.last('offer')?.key).toBe('hub');
    expect(map.hover().last('offer')?.key).toBeUndefined();
  });

  it('draws a rubber band to the pointer that snaps to a VNet and leaves it again', () => {
    const map = new TestMap().press('hub').dragTo('spoke-a', { x: 7, y: 8 });
    expect(map.last('rubber-band')).toEqual({ do: 'rubber-band', from: 'hub', to: { x: 7, y: 8 }, over: 'spoke-a' });
    expect(map.last('hint')).toMatchObject({ from: 'hub', over: 'spoke-a' });
    expect(map.dragTo().last('rubber-band')?.over).toBeUndefined();
    expect(map.last('hint')?.over).toBeUndefined();
  });

  it('dims while it aims, and no longer', () => {
    const map = new TestMap().press('hub');
    expect(map.last('dim')?.from).toBe('hub');
    map.release().expectNothingLeft();
  });

  it('proposes nothing over empty ground and nothing over the VNet itself', () => {
    new TestMap().press('hub').dragTo('spoke-a').dragTo().release().expectProposed().expectNothingLeft();
    new TestMap().press('hub').dragTo('hub').release().expectProposed().expectNothingLeft();
  });

  it('is called off by Escape midway', () => {
    new TestMap().press('hub').dragTo('spoke-a').escape().expectNothingLeft().release().expectProposed();
  });

  it('goes on through a refresh', () => {
    new TestMap().press('hub').refreshWithout().dragTo('spoke-a').release().expectProposed('hub->spoke-a');
  });

  it('ends when a refresh takes the VNet that it began at', () => {
    new TestMap().press('hub').dragTo('spoke-a').refreshWithout('hub').expectNothingLeft().release().expectProposed();
  });

  it('does not propose a VNet that vanished under the pointer', () => {
    new TestMap().press('hub').dragTo('spoke-a').refreshWithout('spoke-a').release().expectProposed();
  });

  it('withdraws the handle of a VNet that a refresh took', () => {
    const map = new TestMap().hover('hub').refreshWithout('hub');
    expect(map.last('offer')?.key).toBeUndefined();
  });
});

describe('connecting by letting one VNet go on another', () => {
  it('puts the carried one back where it was and proposes the two', () => {
    new TestMap()
      .carry('spoke-a')
      .expectAt('connect.carrying')
      .dragTo('hub')
      .release()
      .expectPutBack('spoke-a')
      .expectProposed('spoke-a->hub')
      .expectNothingLeft();
  });

  it('shows from where the carried one came', () => {
    expect(new TestMap().carry('spoke-a').dragTo('hub').last('rubber-band')?.to).toEqual(HOME);
  });

  it('is plain moving over empty ground: nothing is put back, proposed, dimmed or drawn', () => {
    const map = new TestMap().carry('spoke-a').dragTo().release().expectPutBack().expectProposed().expectAt('connect.idle');
    expect([map.last('dim'), map.last('rubber-band'), map.last('hint')]).toEqual([undefined, undefined, undefined]);
  });

  it('is called off by Escape: the VNet is back at once, and again when the hand lets go', () => {
    new TestMap()
      .carry('spoke-a')
      .dragTo('hub')
      .escape()
      .expectAt('connect.called-off')
      .expectPutBack('spoke-a')
      .dragTo('hub')
      .carry('spoke-a')
      .release()
      .expectPutBack('spoke-a', 'spoke-a')
      .expectProposed()
      .expectNothingLeft();
  });

  it('ends when a refresh takes the carried VNet', () => {
    new TestMap().carry('spoke-a').dragTo('hub').refreshWithout('spoke-a').release().expectProposed().expectPutBack();
  });
});
