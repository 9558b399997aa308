/** Knows the stops of the guided tour and whether Azure shows what each asks for; refuses to know who does it, and by which clicks. */
export { LESSON_SIZE, type Lesson, type LessonName, findLesson, type MissingVNet, findMissingVNets } from './lesson.ts';
export { type Act, type ExternalActResults, type ExternalActResult, type ExternalAct, type ExternalRequest, isDone, type TourState, type Stop } from './stop.ts';
export { STOPS } from './stops.ts';
