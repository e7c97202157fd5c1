import { z } from '@hono/zod-openapi';
import { isAreaCode } from '../../domain/area.ts';
import { LANGUAGES } from '../../domain/language.ts';
import {
  ACCESSIBILITY_FEATURES,
  type AccessibilityFeature,
  POLLING_PLACE_KINDS,
} from '../../domain/polling-place.ts';

const LARGEST_PAGE = 200;

const election = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/)
  .openapi({ example: 'pilkada-2024' });
const placeCode = z
  .string()
  .regex(/^\d{13}$/)
  .openapi({ example: '3276011006014' });
const areaCode = z
  .string()
  .refine(
    (text) => isAreaCode(text) && text.length >= '32.76.01'.length,
    'not the code of a kecamatan or kelurahan',
  )
  .openapi({ example: '32.76.01.1006', description: 'A kecamatan or kelurahan, dotted' });

export const placeParams = z.object({ election, code: placeCode });
export const placeQuery = z.object({
  lang: z.enum(LANGUAGES).default('id').openapi({ description: 'Language of the texts' }),
});
export const listQuery = z.object({
  election,
  area: areaCode.optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(100),
  after: placeCode.optional().openapi({ description: 'The `next` of the page before' }),
});
export const geoJsonQuery = z.object({ election, area: areaCode.optional() });

const coordinates = z
  .object({ latitude: z.number(), longitude: z.number() })
  .openapi({ description: 'Degrees, WGS 84' });
const status = z.object({
  kind: z.enum(['provisional', 'confirmed']),
  since: z.iso.date().optional().openapi({ description: 'Day on which a confirmed place was confirmed' }),
});
const accessibility = z
  .object(
    Object.fromEntries(ACCESSIBILITY_FEATURES.map((feature) => [feature, z.boolean().optional()])) as Record<
      AccessibilityFeature,
      z.ZodOptional<z.ZodBoolean>
    >,
  )
  .openapi({ description: 'What nobody recorded is absent, which is not the same as false' });

export const placeSchema = z
  .object({
    election,
    code: placeCode,
    displayNumber: z.string().openapi({ example: '014', description: 'The number on its sign' }),
    area: z.string().openapi({ example: '32.76.01.1006' }),
    name: z.string().optional(),
    address: z.string(),
    coordinates: coordinates.optional(),
    status,
    accessibility,
    kind: z.enum(POLLING_PLACE_KINDS),
    voters: z.number().int().optional(),
    note: z.object({ id: z.string().optional(), en: z.string().optional() }).optional(),
    hours: z
      .object({ opens: z.string(), closes: z.string() })
      .optional()
      .openapi({ description: 'Its own hours, where they are not those of the election' }),
    withdrawnOn: z.iso.date().optional().openapi({ description: 'The day on which it was given up' }),
  })
  .openapi('PollingPlace');

const line = z.object({ icon: z.string(), text: z.string(), note: z.string().optional() });
const reference = z.object({ election, code: placeCode, displayNumber: z.string(), area: z.string() });

export const placeDetailSchema = z
  .object({
    place: placeSchema,
    village: z.object({ code: z.string(), name: z.string() }),
    district: z.object({ code: z.string(), name: z.string() }),
    change: z
      .enum(['new', 'same', 'renumbered', 'moved', 'merged'])
      .openapi({ description: 'What became of the polling places of the election before' }),
    from: z.array(reference),
    replacedBy: z.array(reference),
    voting: z.object({
      name: z.string(),
      phase: z.enum(['coming', 'voting-day', 'past']),
      day: z.iso.date(),
      opens: z.string().openapi({ example: '07:00', description: 'In the time of the city' }),
      closes: z.string().openapi({ example: '13:00' }),
    }),
    asOf: z.iso.datetime(),
    owner: z.string().openapi({ example: 'KPU Kota Depok', description: 'Who answers for it' }),
    checkedOn: z.iso.date().openapi({ description: 'When somebody last compared it with its source' }),
    reviewBy: z.iso.date().openapi({ description: 'The day by which somebody does so again' }),
    links: z.object({
      page: z.string(),
      calendar: z.string().optional().openapi({ description: 'Absent once voting is over' }),
      geo: z.string().optional(),
      openStreetMap: z.string().optional(),
      googleMaps: z.string().optional(),
      directions: z.string().optional(),
    }),
    card: z
      .object({
        eyebrow: z.string(),
        number: z.string(),
        village: z.string(),
        district: z.string(),
        map: z
          .object({
            label: z.string(),
            coordinates: z.string(),
            north: z.string(),
            nearby: z.array(z.object({ east: z.number(), north: z.number(), label: z.string() })).optional(),
          })
          .optional(),
        facts: z.array(line),
        asOf: z.string(),
      })
      .openapi({ description: 'Everything a card shows, as ready texts in the language that was asked for' }),
  })
  .openapi('PollingPlaceDetail');

export const placePageSchema = z
  .object({
    items: z.array(placeSchema),
    next: placeCode.nullable().openapi({ description: 'For `after`; null on the last page' }),
  })
  .openapi('PollingPlacePage');

const position = z.array(z.number()).length(2).openapi({ description: 'Longitude, latitude' });
export const geoJsonSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: z.object({ type: z.literal('Point'), coordinates: position }).nullable(),
        properties: z.object({
          election,
          code: placeCode,
          displayNumber: z.string(),
          area: z.string(),
          village: z.string(),
          district: z.string(),
          name: z.string().nullable(),
          address: z.string(),
          status: z.enum(['provisional', 'confirmed']),
          confirmedOn: z.iso.date().nullable(),
          kind: z.enum(POLLING_PLACE_KINDS),
          wheelchair: z.boolean().nullable(),
        }),
      }),
    ),
  })
  .openapi('PollingPlaceFeatureCollection');
