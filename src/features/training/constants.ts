/** Id of the feature. */
export const FEATURE_ID = 'training';
/** Where an officer learns. */
export const TRAINING_PATH = '/petugas/bimtek';
/** Where the code of a meeting is typed, or led to by its QR. */
export const ATTEND_PATH = `${TRAINING_PATH}/hadir`;
export const VIDEO_PATH = `${TRAINING_PATH}/video`;
/** What an officer keeps when their service is over. */
export const CERTIFICATES_PATH = '/petugas/sertifikat';
/** Where anybody sees whether a certificate is real. */
export const PUBLIC_CERTIFICATE_PATH = '/sertifikat';
/** Where those look who watch over officers; below their mount. */
export const OVERSIGHT_PATH = '/pelatihan';
export const SESSIONS_PATH = `${OVERSIGHT_PATH}/tatap-muka`;
/** Where the office writes courses. */
export const COURSES_PATH = `${OVERSIGHT_PATH}/materi`;
/** Actions of officers. */
export const ANSWER = 'training.answer';
export const ATTEND = 'training.attend';
/** Mark of who has every certificate of their body. */
export const TRAINED = 'trained';
/** Job that looks again who has passed a course, after it was changed. */
export const SETTLE_JOB = 'training.settle';
export const SEE = 'officers.see';
export const MANAGE = 'officers.manage';

/** Page of a lesson. */
export function lessonPath(course: string, lesson: string): string {
  return `${TRAINING_PATH}/${course}/${lesson}`;
}

/** Page on which an officer sees what was right in their last answers, and why. */
export function answersPath(course: string, lesson: string): string {
  return `${lessonPath(course, lesson)}/jawaban`;
}
