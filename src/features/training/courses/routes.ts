import type { FeatureContext } from '../../../platform/feature.ts';
import { LARGEST_PICTURE } from '../../../platform/media/store.ts';
import type { OverseerRoute } from '../../../platform/officers/contract.ts';
import { COURSES_PATH, MANAGE } from '../constants.ts';
import { LARGEST_VIDEO } from '../video-file.ts';
import { addCourseForm, changeCourse, coursePage, coursesPage, newCoursePage } from './course-pages.tsx';
import { changeLesson, changeQuestion, lessonEditPage, previewPage, questionPage } from './lesson-pages.tsx';

const LARGEST_LESSON = LARGEST_PICTURE + LARGEST_VIDEO + 256 * 1024;

/** Where the office writes what officers learn. */
export function courseRoutes(context: FeatureContext): readonly OverseerRoute[] {
  const office = { permission: MANAGE, overseers: false, areaOf: 'own' } as const;
  const lesson = {
    ...office,
    largestForm: LARGEST_LESSON,
    get: (request) => lessonEditPage(context, request),
    post: (request) => changeLesson(context, request),
  } satisfies Omit<OverseerRoute, 'path'>;
  return [
    { ...office, path: COURSES_PATH, get: (request) => coursesPage(context, request) },
    {
      ...office,
      path: `${COURSES_PATH}/baru`,
      get: (request) => newCoursePage(context, request),
      post: (request) => addCourseForm(context, request),
    },
    {
      ...office,
      path: `${COURSES_PATH}/:course`,
      get: (request) => coursePage(context, request),
      post: (request) => changeCourse(context, request),
    },
    { ...lesson, path: `${COURSES_PATH}/:course/baru` },
    { ...lesson, path: `${COURSES_PATH}/:course/:lesson` },
    {
      ...office,
      path: `${COURSES_PATH}/:course/:lesson/pratinjau`,
      get: (request) => previewPage(context, request),
    },
    {
      ...office,
      path: `${COURSES_PATH}/:course/:lesson/soal/:question`,
      get: (request) => questionPage(context, request),
      post: (request) => changeQuestion(context, request),
    },
  ];
}
