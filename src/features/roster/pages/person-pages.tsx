import type { ComponentChildren } from 'preact';
import {
  findBody,
  findRole,
  LEAVING_REASONS,
  type Officer,
  type OfficerBody,
  seatsOf,
} from '../../../domain/officer.ts';
import type { FeatureContext, PageAnswer } from '../../../platform/feature.ts';
import type { OverseerFormRequest, OverseerRequest } from '../../../platform/officers/contract.ts';
import { oversightPath } from '../../../platform/officers/oversight.ts';
import type { FieldProblem, FormValues } from '../../../platform/workspace/contract.ts';
import { Actions, Button, LinkButton } from '../../../ui/components/button.tsx';
import type { FormView } from '../../../ui/components/form-values.ts';
import { BackLink, Section, Title } from '../../../ui/components/text.tsx';
import { ChoiceField, FormProblems, TextField } from '../../../ui/components/workspace-form.tsx';
import { LIST_PATH, officerPath, QUERY, teamPath } from '../constants.ts';
import { actorOf, correctOfficer, type DeedOutcome, fillSeat, replaceOfficer } from '../deeds.ts';
import { messages, reasonWords } from '../messages.ts';
import { FIELD, namesNobody, readContact, readDay, readPerson, readReason } from '../person-form.ts';
import { linkTo, nameOf, placeInWords } from '../scope.ts';
import { teamOf } from './team-page.tsx';

interface Form {
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
}

const EMPTY: Form = { values: {}, problems: [] };

/** The officer of a path who still has their seat. */
async function seatedOfficer(
  context: FeatureContext,
  request: OverseerRequest,
): Promise<Officer | undefined> {
  const officer = await context.officers.find(request.params['officer'] ?? '');
  return officer?.left ? undefined : officer;
}

/** The form by which a name, telephone or e-mail address is corrected. */
export async function correctForm(
  context: FeatureContext,
  request: OverseerRequest,
  form?: Form,
): Promise<PageAnswer> {
  const officer = await seatedOfficer(context, request);
  if (!officer) return { kind: 'missing' };
  const { lang, here } = request;
  const t = messages(lang);
  const { values, problems } = form ?? { ...EMPTY, values: { [FIELD.name]: officer.name } };
  const view = { request, values, problems };
  const back = here(officerPath(officer.id));
  return formPage(request, {
    title: t.correctTitle(nameOf(officer, lang)),
    lead: t.correctLead,
    back,
    view,
    children: (
      <form class="form stack" method="post" noValidate action={here(`${officerPath(officer.id)}/ubah`)}>
        <TextField view={view} name={FIELD.name} label={t.name} />
        <TextField view={view} name={FIELD.phone} label={t.phone} hint={t.keepHint} optional />
        <TextField view={view} name={FIELD.email} type="email" label={t.email} hint={t.keepHint} optional />
        <Buttons save={t.save} cancel={t.cancel} back={back} />
      </form>
    ),
  });
}

export async function correct(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const officer = await seatedOfficer(context, request);
  if (!officer) return { kind: 'missing' };
  const read = readContact(request.form, request.lang);
  if (!read.ok) return correctForm(context, request, { values: request.form, problems: read.problems });
  await correctOfficer(context, officer, read.value, actorOf(request));
  return { kind: 'moved', to: request.here(officerPath(officer.id)) };
}

/** The form by which an officer's service ends, and somebody takes over. */
export async function replaceForm(
  context: FeatureContext,
  request: OverseerRequest,
  form?: Form,
): Promise<PageAnswer> {
  const officer = await seatedOfficer(context, request);
  if (!officer) return { kind: 'missing' };
  const { lang, here, now } = request;
  const t = messages(lang);
  const { values, problems } = form ?? { ...EMPTY, values: { [FIELD.on]: now.toPlainDate().toString() } };
  const view = { request, values, problems };
  const back = here(officerPath(officer.id));
  const words = reasonWords(lang);
  return formPage(request, {
    title: t.replaceTitle(nameOf(officer, lang)),
    lead: t.replaceLead,
    back,
    view,
    children: (
      <form class="form stack" method="post" noValidate action={here(`${officerPath(officer.id)}/ganti`)}>
        <ChoiceField
          view={view}
          name={FIELD.reason}
          label={t.reason}
          options={[
            { value: '', label: '' },
            ...LEAVING_REASONS.map((reason) => ({ value: reason, label: words[reason] })),
          ]}
        />
        <TextField view={view} name={FIELD.on} type="date" label={t.on} hint={t.onHint} />
        <Section title={t.newPerson}>
          <PersonFields view={view} />
        </Section>
        <Buttons save={t.replace} cancel={t.cancel} back={back} />
      </form>
    ),
  });
}

export async function replace(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const officer = await seatedOfficer(context, request);
  const plan = officer && (await context.officers.plan(officer.election));
  const body = plan && findBody(plan, officer.body);
  if (!officer || !body) return { kind: 'missing' };
  const { form, lang, format } = request;
  const t = messages(lang);
  const problems: FieldProblem[] = [];
  const reason = readReason(form);
  if (!reason) problems.push({ field: FIELD.reason, problem: t.reasonMissing });
  const on = readDay(form, officer.serves);
  if (!on) {
    const { from, until } = officer.serves;
    problems.push({ field: FIELD.on, problem: t.dayWrong(format.date(from), format.date(until)) });
  }
  const person = namesNobody(form) ? undefined : await personOf(context, request, body, officer.election);
  if (person && !person.ok) problems.push(...person.problems);
  if (!reason || !on || problems.length > 0) return replaceForm(context, request, { values: form, problems });
  const outcome = await replaceOfficer(context, officer, {
    reason,
    on,
    body,
    actor: actorOf(request),
    ...(person?.ok && { person: person.value }),
  });
  if (outcome.kind !== 'done') {
    return replaceForm(context, request, { values: form, problems: [problemOf(outcome.kind, lang)] });
  }
  return { kind: 'moved', to: request.here(officerPath(outcome.id ?? officer.id)) };
}

/** The form by which a vacant seat is filled. */
export async function fillForm(
  context: FeatureContext,
  request: OverseerRequest,
  form: Form = EMPTY,
): Promise<PageAnswer> {
  const team = await teamOf(context, request);
  const role = team && findRole(team.body, request.query[QUERY.role] ?? '');
  if (!team || !role) return { kind: 'missing' };
  const { lang } = request;
  const t = messages(lang);
  const view = { request, ...form };
  const path = teamPath(team.body.id, team);
  const back = linkTo(request, path, { [QUERY.role]: undefined });
  return formPage(request, {
    title: t.fillTitle(`${role.name[lang]} ${team.body.name[lang]}`),
    lead: placeInWords(context, team, lang),
    back,
    view,
    children: (
      <form class="form stack" method="post" noValidate action={linkTo(request, `${path}/isi`, {})}>
        <PersonFields view={view} />
        <Buttons save={t.fill} cancel={t.cancel} back={back} />
      </form>
    ),
  });
}

export async function fill(context: FeatureContext, request: OverseerFormRequest): Promise<PageAnswer> {
  const team = await teamOf(context, request);
  const role = team && findRole(team.body, request.query[QUERY.role] ?? '');
  if (!team || !role) return { kind: 'missing' };
  const person = await personOf(context, request, team.body, team.election);
  if (!person.ok) return fillForm(context, request, { values: request.form, problems: person.problems });
  const { plan: _, number: __, voters, ...seat } = team;
  const outcome = await fillSeat(
    context,
    { ...seat, role: role.id, seats: seatsOf(role, voters) },
    person.value,
    { from: request.now.toPlainDate(), actor: actorOf(request) },
  );
  if (outcome.kind === 'done' && outcome.id !== undefined) {
    return { kind: 'moved', to: request.here(officerPath(outcome.id)) };
  }
  const problems = outcome.kind === 'done' ? [] : [problemOf(outcome.kind, request.lang)];
  return fillForm(context, request, { values: request.form, problems });
}

async function personOf(
  { capabilities }: FeatureContext,
  request: OverseerFormRequest,
  body: OfficerBody,
  id: string,
) {
  const election = await capabilities.elections?.find(id);
  const { form, lang, format, now } = request;
  return readPerson(form, { lang, format, body, votingDay: election?.votingDay ?? now.toPlainDate() });
}

function problemOf(kind: Exclude<DeedOutcome['kind'], 'done'>, lang: OverseerRequest['lang']): FieldProblem {
  const t = messages(lang);
  if (kind === 'person-seated') return { field: FIELD.nik, problem: t.personSeated };
  return { field: FIELD.name, problem: kind === 'left' ? t.alreadyLeft : t.seatTaken };
}

function formPage(
  request: OverseerRequest,
  parts: {
    readonly title: string;
    readonly lead: string;
    readonly back: string;
    readonly view: FormView;
    readonly children: ComponentChildren;
  },
): PageAnswer {
  const t = messages(request.lang);
  const { title, lead, back, view, children } = parts;
  const isWrong = view.problems.length > 0;
  return {
    kind: 'page',
    title,
    within: oversightPath(request.overseer.kind, LIST_PATH),
    ...(isWrong && { status: 422 as const }),
    body: (
      <>
        <BackLink href={back} label={t.cancel} />
        <FormProblems view={view} />
        <Title title={title} lead={lead} />
        {children}
      </>
    ),
  };
}

function PersonFields({ view }: { readonly view: FormView }) {
  const t = messages(view.request.lang);
  return (
    <div class="stack">
      <TextField view={view} name={FIELD.name} label={t.name} />
      <TextField view={view} name={FIELD.nik} label={t.nik} />
      <TextField view={view} name={FIELD.phone} label={t.phone} hint={t.optionalContact} optional />
      <TextField view={view} name={FIELD.email} type="email" label={t.email} optional />
    </div>
  );
}

function Buttons({
  save,
  cancel,
  back,
}: {
  readonly save: string;
  readonly cancel: string;
  readonly back: string;
}) {
  return (
    <Actions>
      <Button icon="check">{save}</Button>
      <LinkButton alt href={back}>
        {cancel}
      </LinkButton>
    </Actions>
  );
}
