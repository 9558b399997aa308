/** Defines the stops of the guided tour and detects, from the state of Azure, which are done. Does not know the screens. */
export { findLesson, findMissingVNets, LESSON_SIZE, type Lesson, type LessonName, type MissingVNet } from './lesson.ts';
export {
  type Act,
  type ExternalAct,
  type ExternalActResult,
  type ExternalActResults,
  type ExternalRequest,
  isDone,
  type Stop,
  type TourState,
} from './stop.ts';
export { STOPS, TOUR_MINUTES } from './stops.ts';
