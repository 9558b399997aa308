/** Knows the stops of the guided tour and whether Azure shows what each asks for; refuses to know who does it, and by which clicks. */
export { LESSON_SIZE, type Lesson, type LessonName, lessonIn, type Missing, missingIn } from './lesson.ts';
export { type Act, type Answers, type ArmAnswer, type ColleagueAct, type ExternalRequest, isDone, type Seen, type Stop } from './stop.ts';
export { STOPS } from './stops.ts';
