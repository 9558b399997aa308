/** Knows the stops of the guided tour and whether Azure shows what each asks for; refuses to know who does it, and by which clicks. */
export { type Lesson, type LessonName, lessonIn } from './lesson.ts';
export { type Act, type Answers, type ArmAnswer, type ColleagueAct, type ColleagueWish, isDone, type Seen, type Stop } from './stop.ts';
export { STOPS } from './stops.ts';
