import type { Page, PageRequest } from '../../platform/feature.ts';
import { JWKS_PATH } from '../../platform/signing/jwks.ts';
import { Actions, Button } from '../../ui/components/button.tsx';
import { ErrorSummary } from '../../ui/components/form.tsx';
import { Icon } from '../../ui/components/icon.tsx';
import { More, Notice, Title } from '../../ui/components/text.tsx';
import { LONGEST_TEXT, type Refusal } from './check.ts';
import { type Messages, messages } from './messages.ts';

/** Path of the page, and the name of its field. */
export const VERIFY_PATH = '/periksa';
export const FIELD = 'teks';

type FormRequest = Pick<PageRequest, 'lang' | 'href' | 'format'>;

export interface FormPageView {
  readonly offices: string;
  /** What was typed, where it could not be checked. */
  readonly typed?: string;
  readonly refusal?: Refusal;
  /** Why there is no answer now: too many were asked for, or the database is away. */
  readonly trouble?: { readonly kind: 'too-many'; readonly seconds: number } | { readonly kind: 'away' };
}

/** The page on which people ask whether something is real; also when it could not be answered. */
export function formPage(
  { offices, typed = '', refusal, trouble }: FormPageView,
  request: FormRequest,
): Page {
  const t = messages(request.lang);
  return {
    title: t.title,
    description: t.lead(offices),
    camera: true,
    scripts: ['scan'],
    ...(refusal ? { status: 422 as const } : {}),
    ...(trouble ? { status: trouble.kind === 'away' ? (503 as const) : (429 as const) } : {}),
    body: (
      <div class="stack">
        <Title title={t.title} lead={t.lead(offices)} />
        {trouble && <Trouble trouble={trouble} t={t} request={request} />}
        <CheckForm typed={typed} refusal={refusal} request={request} />
        <More summary={t.how}>
          <div class="stack">
            <p>{t.howText}</p>
            <p>
              {t.howKeys} <a href={JWKS_PATH}>{t.howKeysLink}</a>.
            </p>
          </div>
        </More>
      </div>
    ),
  };
}

function Trouble(props: {
  readonly trouble: NonNullable<FormPageView['trouble']>;
  readonly t: Messages;
  readonly request: FormRequest;
}) {
  const { trouble, t, request } = props;
  const isAway = trouble.kind === 'away';
  return (
    <Notice tone="warn" title={isAway ? t.away : t.tooMany}>
      <p>{isAway ? t.awayText : t.tooManyText(request.format.number(trouble.seconds))}</p>
    </Notice>
  );
}

/** What is wrong with a text, in words. */
export function refusalText(t: Messages, refusal: Refusal, most: string): string {
  if (refusal === 'empty') return t.empty;
  return refusal === 'too-short' ? t.tooShort : t.tooLong(most);
}

function CheckForm(props: {
  readonly typed: string;
  readonly refusal: Refusal | undefined;
  readonly request: FormRequest;
}) {
  const { typed, refusal, request } = props;
  const t = messages(request.lang);
  const most = request.format.number(LONGEST_TEXT);
  const error = refusal && refusalText(t, refusal, most);
  const words = { noCamera: t.noCamera, noCode: t.noCode, stop: t.stop, pointCamera: t.pointCamera };
  return (
    <>
      {error && <ErrorSummary title={t.notPossible} errors={[{ text: error, href: `#${FIELD}` }]} />}
      <form class="stack verify" method="post" action={request.href(VERIFY_PATH)} autocomplete="off">
        <div class="field">
          <label for={FIELD}>{t.label}</label>
          <p class="hint" id={`${FIELD}-hint`}>
            {t.hint(most)}
          </p>
          {error && (
            <p class="error" id={`${FIELD}-error`}>
              <Icon name="circle-alert" />
              {error}
            </p>
          )}
          <textarea
            class="input"
            id={FIELD}
            name={FIELD}
            rows={6}
            required
            aria-describedby={error ? `${FIELD}-hint ${FIELD}-error` : `${FIELD}-hint`}
            aria-invalid={error ? 'true' : undefined}
          >
            {typed}
          </textarea>
        </div>
        <Actions>
          <Button icon="badge-check">{t.submit}</Button>
        </Actions>
        <div id="scan" class="scan" data-words={JSON.stringify(words)} hidden>
          <Button alt type="button" icon="qr-code" id="scan-camera">
            {t.scan}
          </Button>
          <label class="btn alt" for="scan-photo">
            <Icon name="upload" />
            {t.photo}
          </label>
          <input class="vh" type="file" id="scan-photo" accept="image/*" />
          <p class="mute" id="scan-told" role="status" />
        </div>
      </form>
    </>
  );
}
