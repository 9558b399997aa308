/** Direction of a path on the map. */
export type PathWay = 'there' | 'back';

interface PathStyle {
  /** On and off lengths in CSS pixels; empty for a solid line. */
  readonly dash: readonly number[];
  readonly label: string;
}

/** Styles of the two directions of a path, used by painter and legend. */
export const PATH_STYLES: Readonly<Record<PathWay, PathStyle>> = {
  there: { dash: [], label: 'Path there' },
  back: { dash: [6, 4], label: 'Path back' },
};

export const PATH_WAYS: readonly PathWay[] = ['there', 'back'];
