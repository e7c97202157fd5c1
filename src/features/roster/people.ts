import { type Selectable, sql } from 'kysely';
import { parseNik } from '../../domain/nik.ts';
import type { Officer } from '../../domain/officer.ts';
import { maskMobile, parseMobile } from '../../domain/phone.ts';
import type { FeatureContext } from '../../platform/feature.ts';
import { OFFICER_COLUMNS, officerOf, SEALED } from '../../platform/officers/create-officers.ts';
import type { OfficerTable } from '../../platform/officers/tables.ts';
import { withinArea } from '../../platform/officers/within.ts';
import { maskNik } from './mask.ts';

const MOST_FOUND = 50;

/** What is secret of an officer, in the clear. */
export interface Numbers {
  readonly nik?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** Somebody who was looked for: a NIK or a telephone exactly, else a part of the name. */
export async function findPeople(
  { db, vault, city }: FeatureContext,
  { election, area, words }: { readonly election: string; readonly area: string; readonly words: string },
): Promise<readonly Officer[]> {
  let rows = db.selectFrom('officer').select(OFFICER_COLUMNS).where('election', '=', election);
  if (area !== city.area) rows = rows.where(withinArea('area', area));
  const nik = parseNik(words);
  const phone = parseMobile(words);
  if (nik.ok) rows = rows.where('nik_key', '=', vault.lookup(SEALED.nik, nik.nik.digits));
  else if (phone !== undefined) rows = rows.where('phone_key', '=', vault.lookup(SEALED.phone, phone));
  else {
    const pattern = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
    rows = rows.where(sql<boolean>`name_folded like fold_name(${pattern})`);
  }
  const found = await rows
    .orderBy('left_on', (order) => order.desc().nullsFirst())
    .orderBy('name')
    .limit(MOST_FOUND)
    .execute();
  return found.map(officerOf);
}

/** Everybody who has or had a seat of a team, who left last. */
export async function everybodyOf(
  { db }: FeatureContext,
  team: { readonly election: string; readonly body: string; readonly area: string; readonly place?: string },
): Promise<readonly Officer[]> {
  const { election, body, area, place } = team;
  let rows = db
    .selectFrom('officer')
    .select(OFFICER_COLUMNS)
    .where('election', '=', election)
    .where('body', '=', body);
  rows =
    place === undefined
      ? rows.where('area', '=', area).where('place', 'is', null)
      : rows.where('place', '=', place);
  const found = await rows
    .orderBy('left_on', (order) => order.desc().nullsFirst())
    .orderBy('role')
    .orderBy('name')
    .limit(200)
    .execute();
  return found.map(officerOf);
}

/** Whether what is personal of an officer was erased. */
export type OfficerRecord = Pick<
  Selectable<OfficerTable>,
  'nik_sealed' | 'phone_sealed' | 'email_sealed' | 'erased_at' | 'created_at'
>;

export async function readRecord({ db }: FeatureContext, id: string): Promise<OfficerRecord | undefined> {
  return db
    .selectFrom('officer')
    .select(['nik_sealed', 'phone_sealed', 'email_sealed', 'erased_at', 'created_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What is sealed of an officer. Whoever is shown it whole is written down before. */
export function openNumbers({ vault }: FeatureContext, record: OfficerRecord): Numbers {
  const open = (purpose: string, sealed: Buffer | null) =>
    sealed === null ? undefined : vault.open(purpose, sealed);
  const nik = open(SEALED.nik, record.nik_sealed);
  const phone = open(SEALED.phone, record.phone_sealed);
  const email = open(SEALED.email, record.email_sealed);
  return {
    ...(nik !== undefined && { nik }),
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
  };
}

/** Numbers as they are shown to everybody who may see an officer. */
export function maskNumbers({ nik, phone, email }: Numbers): Numbers {
  return {
    ...(nik !== undefined && { nik: maskNik(nik) }),
    ...(phone !== undefined && { phone: maskMobile(phone) }),
    ...(email !== undefined && { email: email.replace(/^(.).*(@.*)$/, '$1••••$2') }),
  };
}
