import {
  INCIDENT_DEEDS,
  type IncidentDeed,
  isOpenIncident,
  levelAbove,
  nextLevelAt,
  possibleDeeds,
} from '../../domain/incident.ts';
import { liesWithin, type Officer } from '../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../platform/officers/contract.ts';
import { listPhones, mayShowPhones } from '../../platform/officers/list-phones.ts';
import { oversightPath } from '../../platform/officers/oversight.ts';
import type { FieldProblem, FormValues } from '../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { ContactWays, ShowNumbers } from '../../ui/components/contact-ways.tsx';
import { type FormView, typedText } from '../../ui/components/form-values.ts';
import { BackLink, Facts, Section } from '../../ui/components/text.tsx';
import { ChoiceField, FormProblems, TextField, Tick } from '../../ui/components/workspace-form.tsx';
import { DEED_WORDS, incidentMessages, LEVEL_WORDS } from './messages.ts';
import { History, IncidentHead, kindOf, moment, nameOf, placeLabel } from './parts.tsx';
import { type Incident, photoPlace, possibleOriginals, readEvents, readIncident, readText } from './read.ts';
import { applyDeed } from './write.ts';

/** Names of the fields. */
const FIELD = { deed: 'tindak', note: 'catatan', internal: 'internal', original: 'asal' } as const;
/** Asks for the number of who reported; see `ShowNumbers`. */
const SHOW_NUMBER = 'nomor';
const LONGEST_NOTE = 2000;

/** One report, for those who answer it. */
export async function workPage(context: FeatureContext, request: OverseerRequest): Promise<PageAnswer> {
  return shown(context, request, {}, []);
}

/** Something done with it; whoever was too late sees how it stands now. */
export async function workDeed(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const { form, lang, overseer, address, now, here, params } = request;
  const t = incidentMessages(lang);
  const id = params['id'] ?? '';
  if (typedText(form, SHOW_NUMBER) === 'tampil') {
    return shown(context, request, {}, [], await reporterPhone(context, request, id));
  }
  const deed = INCIDENT_DEEDS.find((known): known is IncidentDeed => known === typedText(form, FIELD.deed));
  const text = typedText(form, FIELD.note).trim();
  const wrong = (field: string, problem: string) => shown(context, request, form, [{ field, problem }]);
  if (deed === undefined) return wrong(FIELD.note, t.wrongState);
  if (deed === 'note' && text === '') return wrong(FIELD.note, t.noteMissing);
  if (text.length > LONGEST_NOTE) return wrong(FIELD.note, t.problemLong(String(LONGEST_NOTE)));
  const result = await applyDeed(context, {
    incident: id,
    deed,
    by: overseer,
    address,
    agency: context.city.electionOffice.id,
    text,
    internal: typedText(form, FIELD.internal) !== '',
    original: typedText(form, FIELD.original),
    at: now.toInstant(),
  });
  if (result.ok) return { kind: 'moved', to: here(`/laporan/${id}`) };
  if (result.why === 'missing') return { kind: 'missing' };
  if (result.why === 'original') return wrong(FIELD.original, t.wrongOriginal);
  return wrong(FIELD.note, t.wrongState);
}

/** The number of who reported, after it was written down who sees it; of officers of the asker's own area alone. */
async function reporterPhone(
  context: FeatureContext,
  request: OverseerRequest,
  id: string,
): Promise<string | undefined> {
  const incident = await readIncident(context.db, id);
  const reporter = incident?.reporter ? await context.officers.find(incident.reporter) : undefined;
  if (!reporter || !liesWithin(reporter.area, request.overseer.area)) return undefined;
  const phones = await listPhones(context, request, [reporter.id], { incident: id });
  return phones.get(reporter.id);
}

async function shown(
  context: FeatureContext,
  request: OverseerRequest,
  values: FormValues,
  problems: readonly FieldProblem[],
  phone?: string,
): Promise<PageAnswer> {
  const { db, vault } = context;
  const { lang, here, params } = request;
  const id = params['id'] ?? '';
  const incident = await readIncident(db, id);
  if (!incident) return { kind: 'missing' };
  const t = incidentMessages(lang);
  const [text, events, place, photoAt, originals, reporter] = await Promise.all([
    readText(db, vault, id),
    readEvents(db, vault, id, { internal: true }),
    placeLabel(context, incident),
    incident.photo === null ? undefined : photoPlace(db, incident.photo),
    isOpenIncident(incident.state) ? possibleOriginals(db, incident) : [],
    incident.reporter === null ? undefined : context.officers.find(incident.reporter),
  ]);
  const labels = await Promise.all(originals.map((original) => placeLabel(context, original)));
  const view: FormView = { request, values, problems };
  return {
    kind: 'page',
    title: nameOf(incident, lang),
    within: oversightPath(request.overseer.kind, '/laporan'),
    ...(problems.length > 0 && { status: 409 as const }),
    body: (
      <>
        <BackLink href={here('/laporan')} label={t.back} />
        <FormProblems view={view} />
        <IncidentHead incident={incident} title={nameOf(incident, lang)} place={place} request={request} />
        <p class="incident-text">{text === '' ? t.erased : text}</p>
        {incident.photo && (
          <img class="incident-photo" src={here(`/laporan/${id}/foto`)} alt={t.photoAlt} loading="lazy" />
        )}
        {photoAt && (
          <p>
            <a
              class="link"
              href={`geo:${photoAt.latitude},${photoAt.longitude}`}
            >{`${t.photoPlace}: ${photoAt.latitude.toFixed(5)}, ${photoAt.longitude.toFixed(5)}`}</a>
          </p>
        )}
        <Reporter incident={incident} reporter={reporter} phone={phone} request={request} />
        <Told incident={incident} request={request} />
        <Section title={t.deeds}>
          <Deeds
            incident={incident}
            view={view}
            request={request}
            originals={originals.map((original, i) => ({
              value: original.id,
              label: `${kindOf(original, lang)}, ${labels[i] ?? ''}, ${moment(original.receivedAt, request)}`,
            }))}
          />
        </Section>
        <Section title={t.history}>
          <History events={events} request={request} />
        </Section>
      </>
    ),
  };
}

/** Who wrote it, with a way to their page where that is the asker's to open. */
function Reporter({
  incident,
  reporter,
  phone,
  request,
}: {
  readonly incident: Incident;
  readonly reporter: Officer | undefined;
  /** Where it was asked for. */
  readonly phone: string | undefined;
  readonly request: OverseerRequest;
}) {
  const { lang, here, overseer } = request;
  const t = incidentMessages(lang);
  if (incident.reporterName === '') return null;
  const isOwn = reporter !== undefined && liesWithin(reporter.area, overseer.area);
  const text = isOwn ? (
    <a class="link incident-fact" href={here(`/orang/${reporter.id}`)}>
      {incident.reporterName}
    </a>
  ) : (
    incident.reporterName
  );
  return (
    <>
      <Facts items={[{ icon: 'user', text, note: t.reporter }]} />
      {phone !== undefined && <ContactWays name={incident.reporterName} phone={phone} lang={lang} />}
      {phone === undefined && isOwn && mayShowPhones(request) && (
        <ShowNumbers action={here(`/laporan/${incident.id}`)} lang={lang} />
      )}
    </>
  );
}

/** Whom it has reached, and when it goes on. */
function Told({ incident, request }: { readonly incident: Incident; readonly request: OverseerRequest }) {
  const { lang } = request;
  const t = incidentMessages(lang);
  const next = nextLevelAt(incident);
  const above = levelAbove(incident.level);
  if (!isOpenIncident(incident.state)) return null;
  return (
    <p class="mute">
      {t.told}: {LEVEL_WORDS[lang][incident.level]}.{' '}
      {next && above && t.nextLevel(LEVEL_WORDS[lang][above], moment(next, request))}
    </p>
  );
}

const ICONS = {
  see: 'eye',
  handle: 'user-check',
  solve: 'circle-check',
  reopen: 'refresh-cw',
} as const;

function Deeds({
  incident,
  view,
  request,
  originals,
}: {
  readonly incident: Incident;
  readonly view: FormView;
  readonly request: OverseerRequest;
  readonly originals: readonly { readonly value: string; readonly label: string }[];
}) {
  const { lang, here } = request;
  const t = incidentMessages(lang);
  const possible = possibleDeeds(incident.state);
  const buttons = (['see', 'handle', 'solve', 'reopen'] as const).filter((deed) => possible.includes(deed));
  const action = here(`/laporan/${incident.id}`);
  return (
    <>
      <form class="form stack" method="post" action={action} noValidate>
        <TextField view={view} name={FIELD.note} label={t.note} hint={t.noteHint} rows={3} optional />
        <Tick type="checkbox" name={FIELD.internal} value="ya" label={t.internal} checked={false} />
        <Actions>
          {buttons.map((deed, i) => (
            <Button key={deed} alt={i > 0} icon={ICONS[deed]} name={FIELD.deed} value={deed}>
              {DEED_WORDS[lang][deed]}
            </Button>
          ))}
          <Button alt icon="message-circle" name={FIELD.deed} value="note">
            {DEED_WORDS[lang].note}
          </Button>
        </Actions>
      </form>
      {incident.duplicateOf && (
        <LinkButton alt icon="copy" href={here(`/laporan/${incident.duplicateOf}`)}>
          {t.duplicateOf}
        </LinkButton>
      )}
      {possible.includes('duplicate') && originals.length > 0 && (
        <form class="form stack incident-join" method="post" action={action} noValidate>
          <ChoiceField
            view={view}
            name={FIELD.original}
            label={t.joinTitle}
            options={[{ value: '', label: t.chooseOriginal }, ...originals]}
          />
          <Button alt icon="copy" name={FIELD.deed} value="duplicate">
            {DEED_WORDS[lang].duplicate}
          </Button>
        </form>
      )}
    </>
  );
}
