import { h } from 'preact';
import { z } from 'zod';
import type { ItemEnvelope } from '../../domain/item.ts';
import type { Role, Staff } from '../../domain/staff.ts';
import type { ItemKind } from './kind.ts';
import type { ItemActor } from './publishing.ts';

const schema = z.object({ title: z.string(), body: z.string() });

/** A kind for tests: a title and a body, in Indonesian. */
export const noteKind: ItemKind<z.output<typeof schema>> = {
  id: 'note',
  label: { id: 'Catatan', en: 'Note' },
  plural: { id: 'Catatan', en: 'Notes' },
  icon: 'megaphone',
  order: 1,
  owner: 'any',
  reviewAfterDays: 30,
  schema,
  title: ({ title }) => ({ id: title }),
  text: ({ body }) => ({ id: body }),
  address: ({ id, slug }) => `/catatan/${id}-${slug}`,
  blank: async () => ({}),
  toForm: (content) => content,
  fromForm: async () => ({ ok: false, problems: [] }),
  fields: () => h('p', null),
  preview: () => h('p', null),
};

/** A member of staff with one role. */
export function actorOf(id: string, role: Role, agency = 'kpu'): ItemActor & { readonly staff: Staff } {
  const staff = {
    id,
    name: `Nama ${id}`,
    email: `${id}@kpu.example`,
    duties: [{ agency, role }],
    session: 's',
  };
  return { kind: 'staff', staff, address: '192.0.2.1' };
}

/** An envelope that is good until a day. */
export function envelopeUntil(reviewOn: string, more: Partial<ItemEnvelope> = {}): ItemEnvelope {
  return {
    source: { title: 'Keputusan KPU' },
    areas: [],
    audience: 'public',
    urgency: 'normal',
    reviewOn: Temporal.PlainDate.from(reviewOn),
    ...more,
  };
}
