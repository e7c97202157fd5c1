import {
  type Course,
  FEWEST_CHOICES,
  type Lesson,
  LONGEST_EXPLANATION,
  LONGEST_NAME,
  LONGEST_QUESTION,
  LONGEST_TEXT,
  MOST_CHOICES,
  MOST_TRIES,
  type Question,
  type TrainingText,
  trainingId,
} from '../../../domain/training.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import { imageFromForm, imageToForm } from '../../../platform/media/forms.ts';
import type { OverseerFormRequest } from '../../../platform/officers/contract.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import {
  languagesOf,
  languageValues,
  nameIn,
  typedList,
  typedText,
} from '../../../ui/components/form-values.ts';
import { findVideo, storeVideo } from '../videos.ts';
import { courseMessages, VIDEO_PROBLEMS } from './messages.ts';

/** A form that was read, or its mistakes by field. `values` has what is to be shown again beside what was typed. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly FieldProblem[]; readonly values?: FormValues };

type Request = Pick<OverseerFormRequest, 'form' | 'lang'>;

/** Reads a text that must be there in Indonesian; English may be. */
function textOf(
  { form, lang }: Request,
  field: { readonly name: string; readonly label: string; readonly most: number },
): { readonly text: TrainingText; readonly problems: readonly FieldProblem[] } {
  const t = courseMessages(lang);
  const { id, en } = languagesOf(form, field.name);
  const problems = [
    ...(id === undefined ? [{ field: nameIn(field.name, 'id'), problem: t.missing(field.label) }] : []),
    ...(['id', 'en'] as const)
      .filter((language) => ((language === 'id' ? id : en)?.length ?? 0) > field.most)
      .map((language) => ({ field: nameIn(field.name, language), problem: t.tooLong(field.most) })),
  ];
  return { text: { id: id ?? '', ...(en !== undefined && { en }) }, problems };
}

function idOf({ form, lang }: Request, name: string) {
  const parsed = trainingId.safeParse(typedText(form, name).trim());
  const problems = parsed.success ? [] : [{ field: name, problem: courseMessages(lang).badId }];
  return { id: parsed.success ? parsed.data : '', problems };
}

function numberOf({ form, lang }: Request, name: string, least: number, most: number) {
  const typed = typedText(form, name).trim();
  const number = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
  const isGood = number >= least && number <= most;
  return {
    number,
    problems: isGood ? [] : [{ field: name, problem: courseMessages(lang).badNumber(least, most) }],
  };
}

export function courseToForm(course: Course): FormValues {
  return {
    ...languageValues('title', course.title),
    ...languageValues('intro', course.intro),
    bodies: course.bodies,
    passMark: String(course.passMark),
    tries: String(course.tries),
    inPerson: course.inPerson ? ['ya'] : [],
  };
}

/** Reads the form of a course; the id of one that is there already cannot be changed. */
export function courseFromForm(
  request: Request,
  { election, id: known }: { readonly election: string; readonly id?: string },
): Parsed<Course> {
  const t = courseMessages(request.lang);
  const { form } = request;
  const id = known === undefined ? idOf(request, 'id') : { id: known, problems: [] };
  const title = textOf(request, { name: 'title', label: t.title, most: LONGEST_NAME });
  const intro = textOf(request, { name: 'intro', label: t.intro, most: LONGEST_EXPLANATION });
  const bodies = typedList(form, 'bodies').filter((body) => trainingId.safeParse(body).success);
  const passMark = numberOf(request, 'passMark', 1, 100);
  const tries = numberOf(request, 'tries', 1, MOST_TRIES);
  const problems = [
    ...id.problems,
    ...title.problems,
    ...intro.problems,
    ...(bodies.length === 0 ? [{ field: 'bodies', problem: t.noBodies }] : []),
    ...passMark.problems,
    ...tries.problems,
  ];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      id: id.id,
      election,
      title: title.text,
      intro: intro.text,
      bodies,
      passMark: passMark.number,
      tries: tries.number,
      inPerson: typedList(form, 'inPerson').includes('ya'),
    },
  };
}

export function lessonToForm(lesson: Omit<Lesson, 'questions'>): FormValues {
  const { video } = lesson;
  return {
    ...languageValues('title', lesson.title),
    ...languageValues('body', lesson.body),
    ...imageToForm('picture', lesson.picture),
    ...(video && {
      'video-kept': video.digest,
      'video-size': String(video.bytes),
      ...languageValues('about', video.about),
      ...languageValues('transcript', video.transcript),
    }),
  };
}

/** Reads the form of a lesson with its picture and film; good files are stored even where another field is wrong. */
export async function lessonFromForm(
  context: Pick<FeatureContext, 'db' | 'clock' | 'city'>,
  request: OverseerFormRequest,
  known?: string,
): Promise<Parsed<Omit<Lesson, 'questions'>>> {
  const t = courseMessages(request.lang);
  const id = known === undefined ? idOf(request, 'id') : { id: known, problems: [] };
  const title = textOf(request, { name: 'title', label: t.title, most: LONGEST_NAME });
  const body = textOf(request, { name: 'body', label: t.body, most: LONGEST_TEXT });
  const staff = {
    id: request.overseer.id,
    duties: [{ agency: context.city.electionOffice.id, role: 'editor' as const }],
  };
  const picture = await imageFromForm(context, { ...request, staff }, 'picture');
  const video = await videoFromForm(context, request);
  const problems = [
    ...id.problems,
    ...title.problems,
    ...body.problems,
    ...picture.problems,
    ...video.problems,
  ];
  const values = { ...picture.values, ...video.values };
  if (problems.length > 0) return { ok: false, problems, values };
  return {
    ok: true,
    value: {
      id: id.id,
      title: title.text,
      body: body.text,
      ...(picture.value && { picture: picture.value }),
      ...(video.value && { video: video.value }),
    },
  };
}

async function videoFromForm(
  context: Pick<FeatureContext, 'db' | 'clock'>,
  request: OverseerFormRequest,
): Promise<{
  readonly value?: Lesson['video'];
  readonly problems: readonly FieldProblem[];
  readonly values: FormValues;
}> {
  const { form, lang, uploads, overseer } = request;
  const t = courseMessages(lang);
  const upload = uploads.find(
    ({ field, bytes, name }) => field === 'video' && (bytes.length > 0 || name !== ''),
  );
  const stored = upload && (await storeVideo(context, upload.bytes, overseer.id));
  const isRemoved = typedText(form, 'video-remove') !== '' && !upload;
  const kept = isRemoved ? undefined : await findVideo(context.db, typedText(form, 'video-kept'));
  const file = stored?.ok ? stored.video : kept;
  const refused =
    stored && !stored.ok ? [{ field: 'video', problem: VIDEO_PROBLEMS[lang][stored.problem] }] : [];
  const values = {
    'video-kept': file?.digest ?? '',
    'video-size': file ? String(file.bytes) : '',
    'video-remove': '',
  };
  if (!file) return { problems: refused, values };
  const about = textOf(request, { name: 'about', label: t.videoAbout, most: LONGEST_NAME });
  const transcript = textOf(request, { name: 'transcript', label: t.transcript, most: LONGEST_TEXT });
  const problems = [...refused, ...about.problems, ...transcript.problems];
  return { value: { ...file, about: about.text, transcript: transcript.text }, problems, values };
}

export function questionToForm({ text, choices, explanation }: Question): FormValues {
  return {
    ...languageValues('text', text),
    ...languageValues('explanation', explanation),
    ...Object.fromEntries(
      choices.flatMap((choice, index) => [
        ...Object.entries(languageValues(`choice-${index + 1}`, choice.text)),
        [`right-${index + 1}`, choice.right ? ['ya'] : []],
      ]),
    ),
  };
}

/** Reads the form of a question; its id is made once and stays. */
export function questionFromForm(request: Request, id: string): Parsed<Question> {
  const t = courseMessages(request.lang);
  const { form } = request;
  const text = textOf(request, { name: 'text', label: t.question, most: LONGEST_QUESTION });
  const explanation = textOf(request, {
    name: 'explanation',
    label: t.explanation,
    most: LONGEST_EXPLANATION,
  });
  const problems = [...text.problems, ...explanation.problems];
  const choices: Question['choices'] = [];
  for (let number = 1; number <= MOST_CHOICES; number++) {
    const name = `choice-${number}`;
    const typed = languagesOf(form, name);
    if (typed.id === undefined && typed.en === undefined) continue;
    const choice = textOf(request, { name, label: t.choice(number), most: LONGEST_QUESTION });
    problems.push(...choice.problems);
    const isRight = typedList(form, `right-${number}`).includes('ya');
    choices.push({ text: choice.text, ...(isRight && { right: true }) });
  }
  if (choices.length < FEWEST_CHOICES)
    problems.push({ field: nameIn('choice-1', 'id'), problem: t.fewChoices });
  else if (!choices.some(({ right }) => right)) problems.push({ field: 'right-1', problem: t.noneRight });
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { id, text: text.text, choices, explanation: explanation.text } };
}
