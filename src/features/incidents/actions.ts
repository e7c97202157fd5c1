import { z } from 'zod';
import { INCIDENT_KINDS, SEVERITIES } from '../../domain/incident.ts';
import { findBody, findRole, isSoleHead, liesWithin, type Officer } from '../../domain/officer.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import type { Lang } from '../../platform/i18n/messages.ts';
import { defineAction, type OfficerAction, type Outcome } from '../../platform/officers/contract.ts';
import { createOfficers } from '../../platform/officers/create-officers.ts';
import type { IncidentBook } from '../../platform/officers/incident-book.ts';
import { incidentMessages } from './messages.ts';
import { addComment } from './write.ts';

export const REPORT = 'incidents.report';
export const COMMENT = 'incidents.comment';

/** Names of the fields. */
export const FIELD = {
  kind: 'kejadian',
  severity: 'tingkat',
  text: 'cerita',
  keepPlace: 'lokasi',
  number: 'nomor',
  village: 'kelurahan',
  incident: 'laporan',
} as const;
const LONGEST_TEXT = 2000;

function textOf(lang: Lang) {
  const t = incidentMessages(lang);
  return z
    .string(t.problemText)
    .trim()
    .min(1, t.problemText)
    .max(LONGEST_TEXT, t.problemLong(String(LONGEST_TEXT)));
}

function reportSchema(lang: Lang) {
  const t = incidentMessages(lang);
  return z
    .object({
      [FIELD.kind]: z.enum(INCIDENT_KINDS, t.problemKind),
      [FIELD.severity]: z.enum(SEVERITIES, t.problemSeverity),
      [FIELD.text]: textOf(lang),
      [FIELD.keepPlace]: z.literal('ya').optional().catch(undefined),
      [FIELD.village]: z.string().max(20).optional().catch(undefined),
      [FIELD.number]: z
        .union([
          z.literal(''),
          z
            .string()
            .trim()
            .regex(/^\d{1,3}$/, t.problemNumber),
        ])
        .optional(),
    })
    .transform((form) => ({
      kind: form[FIELD.kind],
      severity: form[FIELD.severity],
      text: form[FIELD.text],
      keepPlace: form[FIELD.keepPlace] !== undefined,
      village: form[FIELD.village],
      number: form[FIELD.number] === '' ? undefined : form[FIELD.number]?.padStart(3, '0'),
    }));
}

type Report = z.output<ReturnType<typeof reportSchema>>;

/** What officers do here: report, and add to what they reported. */
export function incidentActions(context: FeatureContext, book: IncidentBook): readonly OfficerAction[] {
  return [
    defineAction<Report>({
      kind: REPORT,
      schema: reportSchema,
      photo: { required: false, place: true },
      apply: async (trx, deed) => {
        const { officer, data, photo, doneAt, receivedAt, lang } = deed;
        const where = await placeOf(context, officer, data, lang);
        if ('state' in where) return where;
        if (photo !== undefined && !data.keepPlace) {
          await trx
            .updateTable('officer_photo')
            .set({ latitude: null, longitude: null })
            .where('id', '=', photo)
            .execute();
        }
        await book.report(trx, {
          officer,
          kind: data.kind,
          severity: data.severity,
          text: data.text,
          ...where,
          ...(photo === undefined ? {} : { photo }),
          doneAt,
          receivedAt,
        });
        return {
          state: 'done',
          note: incidentMessages(lang).sent,
          to: `${lang === 'en' ? '/en' : ''}/petugas/lapor#laporan`,
        };
      },
    }),
    defineAction<{ readonly incident: string; readonly text: string }>({
      kind: COMMENT,
      // The report is a field and no subject: of two remarks on one report neither overtakes the other.
      schema: (lang) =>
        z
          .object({ [FIELD.incident]: z.string().max(60), [FIELD.text]: textOf(lang) })
          .transform((form) => ({ incident: form[FIELD.incident], text: form[FIELD.text] })),
      apply: async (trx, { officer, data, doneAt, receivedAt, lang }) => {
        const t = incidentMessages(lang);
        // In the same transaction: it waits for no second connection.
        const plan = await createOfficers(trx, context.vault).plan(officer.election);
        const body = plan && findBody(plan, officer.body);
        const role = body && findRole(body, officer.role);
        const isHead = body !== undefined && role !== undefined && isSoleHead(body, role);
        const added = await addComment(trx, context, {
          incident: data.incident,
          officer,
          isHead,
          text: data.text,
          doneAt,
          at: receivedAt,
        });
        return added ? { state: 'done', note: t.added } : { state: 'refused', note: t.notYours };
      },
    }),
  ];
}

/**
 * Where a report is from. An officer of a polling place reports from it, whatever the form says; others choose within
 * their own area.
 */
async function placeOf(
  { capabilities }: FeatureContext,
  officer: Officer,
  { village, number }: Report,
  lang: Lang,
): Promise<{ readonly area?: string; readonly place?: string } | Extract<Outcome, { state: 'refused' }>> {
  if (officer.place !== undefined) return {};
  const t = incidentMessages(lang);
  const area = village === undefined || village === '' ? officer.area : village;
  if (!liesWithin(area, officer.area)) return { state: 'refused', note: t.outside };
  if (number === undefined || area.split('.').length < 4) return { area };
  const place = area.replaceAll('.', '') + number;
  const places = capabilities.pollingPlaces;
  if (places && !(await places.find(officer.election, place))) {
    return { state: 'refused', note: t.noPlace(number) };
  }
  return { area, place };
}
