import { textIn } from '../../domain/item.ts';
import { findBody, type Officer } from '../../domain/officer.ts';
import { certificateCode, certificateCodeIn } from '../../domain/training.ts';
import type { FeatureContext, PageRequest, Recognised } from '../../platform/feature.ts';
import { seatWords } from '../../platform/officers/words.ts';
import { pictureLook } from '../../ui/picture-look.ts';
import { certificatePdf } from './certificate-pdf.ts';
import { PUBLIC_CERTIFICATE_PATH } from './constants.ts';
import { messages } from './messages.ts';
import { findCertificate, findCourse } from './store.ts';

type Said = Pick<PageRequest, 'lang' | 'format' | 'now'>;

/** Address at which anybody sees whether a certificate is real. */
export function publicPath(code: string): string {
  return `${PUBLIC_CERTIFICATE_PATH}/${certificateCode(code)}`;
}

/** What an officer is, in words: "Anggota 4 KPPS, TPS 012, Beji Timur". */
async function seatOf(context: FeatureContext, officer: Officer, lang: PageRequest['lang']): Promise<string> {
  const { officers, areas, capabilities } = context;
  const plan = await officers.plan(officer.election);
  const place =
    officer.place === undefined
      ? undefined
      : await capabilities.pollingPlaces?.find(officer.election, officer.place);
  return [
    seatWords(plan, officer, lang),
    ...(place ? [`TPS ${place.place.displayNumber}`] : []),
    areas.label(officer.area),
  ].join(', ');
}

/** An officer's certificate as the paper to keep. Undefined where it is not theirs, was withdrawn, or cannot be drawn. */
export async function certificateFile(
  context: FeatureContext,
  officer: Officer,
  code: string,
  { lang, format, now }: Said,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const certificate = await findCertificate(context.db, code);
  if (certificate?.officer !== officer.id || certificate.withdrawn) return undefined;
  const course = await findCourse(context.db, certificate.course);
  if (!course) return undefined;
  const { city, config, capabilities } = context;
  const t = messages(lang);
  const election = await capabilities.elections?.find(course.election);
  const path = publicPath(code);
  return certificatePdf({
    look: pictureLook(city.ink),
    windowName: city.windowName,
    office: city.electionOffice.name,
    heading: t.paperTitle,
    given: t.paperGiven,
    name: officer.name,
    seat: await seatOf(context, officer, lang),
    text: t.paperText,
    course: textIn(course.title, lang),
    election: election?.name[lang] ?? course.election,
    issued: t.certificateIssued(dayOf(certificate.issuedAt, { format, now })),
    code: certificateCode(code),
    url: `${config.publicUrl}${path}`,
    check: t.paperCheck,
    address: `${config.publicUrl.replace(/^https?:\/\//, '')}/periksa`,
  });
}

function dayOf(at: Temporal.Instant, { format, now }: Pick<Said, 'format' | 'now'>): string {
  return format.date(at.toZonedDateTimeISO(now.timeZoneId).toPlainDate());
}

/** What is said of a certificate that somebody holds against the window, by a text with its code. Undefined: no such text. */
export async function recognise(
  context: FeatureContext,
  pasted: string,
  said: Said,
): Promise<Recognised | undefined> {
  const code = certificateCodeIn(pasted);
  if (code === undefined || isElsewhere(pasted, context.config.publicUrl)) return undefined;
  const t = messages(said.lang);
  const certificate = await findCertificate(context.db, code);
  const course = certificate && (await findCourse(context.db, certificate.course));
  const officer = certificate && (await context.officers.find(certificate.officer));
  if (!certificate || !course || !officer) {
    return { tone: 'bad', title: t.certificateUnknown, lines: [t.certificateUnknownText] };
  }
  const lines = [
    officer.name === '' ? t.certificateErased : t.certificateOf(officer.name),
    t.certificateCourse(textIn(course.title, said.lang), await bodyName(context, officer, said.lang)),
    t.certificateIssued(dayOf(certificate.issuedAt, said)),
  ];
  const { withdrawn } = certificate;
  if (!withdrawn) return { tone: 'ok', title: t.certificateReal, lines };
  const why = t.certificateWithdrawnOn(dayOf(withdrawn.at, said), withdrawn.reason);
  return { tone: 'bad', title: t.certificateWithdrawn, lines: [...lines, why] };
}

async function bodyName({ officers }: FeatureContext, officer: Officer, lang: PageRequest['lang']) {
  const plan = await officers.plan(officer.election);
  return (plan && findBody(plan, officer.body)?.name[lang]) ?? officer.body.toUpperCase();
}

/** An address of another site that bears a code of ours proves nothing, and is judged as an address. */
function isElsewhere(pasted: string, publicUrl: string): boolean {
  const urls = pasted.match(/https?:\/\/[^\s<>"]+/gi) ?? [];
  const { host } = new URL(publicUrl);
  return urls.some((url) => URL.parse(url)?.host !== host);
}
