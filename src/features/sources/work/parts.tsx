import type { FormValues, StaffRequest } from '../../../platform/workspace/contract.ts';
import { Chip } from '../../../ui/components/chip.tsx';
import type { FormView } from '../../../ui/components/form-values.ts';
import { Notice } from '../../../ui/components/text.tsx';
import { ChoiceField, RadioField, TextField } from '../../../ui/components/workspace-form.tsx';
import type { IconName } from '../../../ui/icons.ts';
import type { Source } from '../store.ts';
import { FIELD, INTERVALS } from './constants.ts';
import { failureSentence, type WorkWords, workMessages } from './messages.ts';
import { selectorField } from './source-form.ts';

export const KIND_ICONS: Readonly<Record<Source['kind'], IconName>> = {
  feed: 'rss',
  wordpress: 'newspaper',
  list: 'list-ordered',
  folder: 'file-text',
};

/** A kind of source in words. */
export function kindWord(kind: Source['kind'], t: WorkWords): string {
  return { feed: t.kindFeed, wordpress: t.kindWordpress, list: t.kindList, folder: t.kindFolder }[kind];
}

/** How a source is: as colour, icon and word. */
export function HealthChip({ source, request }: { readonly source: Source; readonly request: StaffRequest }) {
  const t = workMessages(request.lang);
  if (source.paused) return <Chip tone="plain" icon="circle-dashed" label={t.paused} />;
  if (source.failing) return <Chip tone="bad" label={t.failing} />;
  if (source.lastOkAt === null) return <Chip tone="plain" icon="clock" label={t.waitingFirst} />;
  return <Chip tone="ok" label={t.healthy} />;
}

/** When it was read last, and since when it cannot be. */
export function readInWords(source: Source, { format, lang }: StaffRequest): string {
  const t = workMessages(lang);
  if (source.failing) return t.failingSince(format.dateTime(source.failing.since));
  return source.lastOkAt ? t.lastRead(format.dateTime(source.lastOkAt)) : t.neverRead;
}

/** Name, what happens with what comes in, and how often it is looked. */
export function MannerFields({ view, lang }: { readonly view: FormView; readonly lang: 'id' | 'en' }) {
  const t = workMessages(lang);
  const every = (seconds: number) =>
    seconds >= 3_600
      ? t.everyHour
      : seconds >= 60
        ? t.everyMinutes(String(seconds / 60))
        : t.everySeconds(String(seconds));
  return (
    <>
      <TextField view={view} name={FIELD.title} label={t.name} hint={t.nameHint} />
      <RadioField
        view={view}
        name={FIELD.mode}
        label={t.mode}
        options={[
          { value: 'review', label: t.review, hint: t.reviewHint },
          { value: 'publish', label: t.publish, hint: t.publishHint },
        ]}
      />
      <ChoiceField
        view={view}
        name={FIELD.every}
        label={t.every}
        options={INTERVALS.map((seconds) => ({ value: String(seconds), label: every(seconds) }))}
      />
    </>
  );
}

/** Where the parts of a list page are. */
export function SelectorFields({ view, lang }: { readonly view: FormView; readonly lang: 'id' | 'en' }) {
  const t = workMessages(lang);
  const field = (name: Parameters<typeof selectorField>[0]) => ({ view, name: selectorField(name) });
  return (
    <>
      <TextField {...field('url')} label={t.listUrl} hint={t.listUrlHint} type="url" />
      <TextField {...field('item')} label={t.item} hint={t.itemHint} />
      <TextField {...field('link')} label={t.link} hint={t.linkHint} optional />
      <TextField {...field('title')} label={t.titleSelector} hint={t.titleSelectorHint} optional />
      <TextField {...field('body')} label={t.body} hint={t.bodyHint} />
      <TextField {...field('date')} label={t.date} optional />
      <TextField {...field('image')} label={t.image} optional />
    </>
  );
}

/** Values that a step of a form only hands on to the next one. */
export function Handed({ values }: { readonly values: FormValues }) {
  return (
    <>
      {Object.entries(values).flatMap(([name, value]) =>
        (typeof value === 'string' ? [value] : value).map((one) => (
          <input key={`${name} ${one}`} type="hidden" name={name} value={one} />
        )),
      )}
    </>
  );
}

/** Says why a source cannot be read, above the form that asked for it. */
export function CannotRead({ why, request }: { readonly why: string; readonly request: StaffRequest }) {
  return (
    <Notice tone="bad" title={workMessages(request.lang).cannotRead}>
      <p>{failureSentence(why, request.lang)}</p>
    </Notice>
  );
}
