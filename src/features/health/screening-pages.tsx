import { raisedBy } from '../../domain/officer-health.ts';
import type { FeatureContext, PageAnswer } from '../../platform/feature.ts';
import type { OfficerFormRequest, OfficerRequest } from '../../platform/officers/contract.ts';
import { ActionForm } from '../../ui/components/action-form.tsx';
import { Actions, Button, LinkButton } from '../../ui/components/button.tsx';
import { typedText } from '../../ui/components/form-values.ts';
import { BackLink, Empty, Notice, Section, Title } from '../../ui/components/text.tsx';
import { Tick } from '../../ui/components/workspace-form.tsx';
import { FIELD, NO, QUESTION, SCREEN, YES } from './actions.ts';
import { CARE_PATH, RESULT_PATH, SCREENING_PATH } from './care-page.tsx';
import { healthMessages, LEVEL_ADVICE, LEVEL_WORDS } from './messages.ts';
import { moment } from './parts.tsx';
import { readQuestions } from './questions.ts';
import { eraseScreening, readScreening, SCREENED, shareScreening } from './store.ts';

const DEED = 'tindak';
export const LEVEL_TONE = { fine: 'ok', 'doctor-first': 'warn', 'not-without-doctor': 'bad' } as const;

/** The questions, always empty: the page is kept on the phone, and what was answered is not to stand in it. */
export async function screeningPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, officer, href } = request;
  const t = healthMessages(lang);
  const { questions } = await readQuestions(context.db, officer.election);
  return {
    kind: 'page',
    title: t.screening,
    within: CARE_PATH,
    body: (
      <>
        <BackLink href={href(CARE_PATH)} label={t.back} />
        <Title title={t.screening} lead={t.screeningLead} />
        <ActionForm
          lang={lang}
          kind={SCREEN}
          subject="saringan"
          title={t.screening}
          back={href(RESULT_PATH)}
          class="form"
        >
          {questions.map(({ id, text }) => (
            <fieldset key={id} class="field wide question">
              <legend>{text[lang]}</legend>
              <div class="yes-no">
                {[
                  { value: YES, label: t.yes },
                  { value: NO, label: t.no },
                ].map(({ value, label }) => (
                  <label key={value} class="check">
                    <input type="radio" name={QUESTION + id} value={value} required />
                    <span>{label}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
          <Tick
            type="checkbox"
            name={FIELD.share}
            value={YES}
            label={t.share}
            hint={t.shareHint}
            checked={false}
          />
          <Button icon="lock">{t.sendAnswers}</Button>
        </ActionForm>
      </>
    ),
  };
}

/** The level and what led to it, for the officer alone. Kept nowhere on the way, and not on the phone. */
export async function resultPage(context: FeatureContext, request: OfficerRequest): Promise<PageAnswer> {
  const { lang, officer, href } = request;
  const t = healthMessages(lang);
  const [screening, { questions }] = await Promise.all([
    readScreening(context.db, context.vault, officer.id),
    readQuestions(context.db, officer.election),
  ]);
  if (!screening) {
    return {
      kind: 'page',
      title: t.resultTitle,
      within: CARE_PATH,
      body: (
        <>
          <BackLink href={href(CARE_PATH)} label={t.back} />
          <Empty icon="heart-pulse" title={t.resultTitle} level={1}>
            <p>{t.screeningTodo}</p>
            <LinkButton href={href(SCREENING_PATH)}>{t.screening}</LinkButton>
          </Empty>
        </>
      ),
    };
  }
  const reasons = raisedBy(questions, screening.answers);
  return {
    kind: 'page',
    title: t.resultTitle,
    within: CARE_PATH,
    body: (
      <>
        <BackLink href={href(CARE_PATH)} label={t.back} />
        <Title title={t.resultTitle} lead={t.answered(moment(screening.doneAt, request))} />
        <Notice tone={LEVEL_TONE[screening.level]} title={LEVEL_WORDS[lang][screening.level]}>
          <p>{LEVEL_ADVICE[lang][screening.level]}</p>
        </Notice>
        {reasons.length > 0 && (
          <Section title={t.because}>
            <ul class="window list">
              {reasons.map(({ question, answer }) => (
                <li key={question.id}>
                  <div class="list-line">
                    <div>
                      {question.text[lang]} <b>{answer ? t.yes : t.no}</b>
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <p>{screening.shared ? t.sharedNow : t.notShared}</p>
        <form method="post" action={href(RESULT_PATH)}>
          <Actions>
            <Button
              alt
              icon={screening.shared ? 'lock' : 'share-2'}
              name={DEED}
              value={screening.shared ? 'tutup' : 'bagikan'}
            >
              {screening.shared ? t.unshare : t.shareNow}
            </Button>
            <LinkButton alt icon="refresh-cw" href={href(SCREENING_PATH)}>
              {t.again}
            </LinkButton>
            <Button alt icon="trash-2" name={DEED} value="hapus">
              {t.erase}
            </Button>
          </Actions>
        </form>
      </>
    ),
  };
}

/** What the officer decides about their own answers: at once, and as often as they like. */
export async function resultDeed(context: FeatureContext, request: OfficerFormRequest): Promise<PageAnswer> {
  const { officer, form, href } = request;
  await context.db.transaction().execute(async (trx) => {
    switch (typedText(form, DEED)) {
      case 'bagikan':
        return shareScreening(trx, officer.id, true);
      case 'tutup':
        return shareScreening(trx, officer.id, false);
      case 'hapus':
        await eraseScreening(trx, officer.id);
        return context.officers.unmark(trx, officer.id, SCREENED);
    }
  });
  return { kind: 'moved', to: href(RESULT_PATH) };
}
