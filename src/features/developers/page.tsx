import type { ApiDescription, Page, PageRequest } from '../../platform/feature.ts';
import { Chip } from '../../ui/components/chip.tsx';
import { DataTable } from '../../ui/components/table.tsx';
import { More, Section, Title } from '../../ui/components/text.tsx';
import { Pane, Window } from '../../ui/components/window.tsx';
import { messages } from './messages.ts';
import { type Operation, operationsOf } from './operations.ts';

type Words = ReturnType<typeof messages>;

/** The description of the API for people. */
export function developersPage(description: ApiDescription, request: PageRequest): Page {
  const t = messages(request.lang);
  const groups = Map.groupBy(operationsOf(description), (operation) => operation.tag);
  return {
    title: t.title,
    description: t.description,
    within: '/lainnya',
    body: (
      <div class="stack">
        <Title title={t.title} lead={t.lead} />
        <p>
          <a href="/api/v1/openapi.json">{t.openapi}</a>
        </p>
        <Window columns="split">
          <Pane title={t.roll}>
            <p>{t.rollText}</p>
          </Pane>
          <Pane title={t.feeds}>
            <p>
              {t.feedsText} <a href={request.href('/tahapan/perubahan.atom')}>Atom</a>
              {' · '}
              <a href="/tahapan/skema.json">{t.schema}</a>
            </p>
          </Pane>
          <Pane title={t.errors}>
            <p>{t.errorsText}</p>
          </Pane>
          <Pane title={t.limits}>
            <p>{t.limitsText}</p>
          </Pane>
        </Window>
        {[...groups].map(([tag, operations]) => (
          <Section key={tag} title={tag}>
            <div class="stack">
              {operations.map((operation) => (
                <OperationPane key={operation.id} operation={operation} words={t} />
              ))}
            </div>
          </Section>
        ))}
      </div>
    ),
  };
}

function OperationPane({ operation, words: t }: { readonly operation: Operation; readonly words: Words }) {
  const { method, path, summary, parameters, body, answers } = operation;
  return (
    <Window>
      <div class="pane stack">
        <div>
          <Chip label={method} />
          <h3 class="code">{path}</h3>
          <p>{summary}</p>
        </div>
        {parameters.length > 0 && (
          <More summary={t.parameters}>
            <DataTable
              caption={`${t.parameters}: ${method} ${path}`}
              hideCaption
              columns={[{ label: t.name }, { label: t.where }, { label: t.meaning }]}
              rows={parameters.map((parameter) => ({
                key: parameter.name,
                cells: [
                  <code key="name">{parameter.name}</code>,
                  parameter.place,
                  `${parameter.required ? t.required : t.optional}. ${parameter.type}`,
                ],
              }))}
            />
          </More>
        )}
        {body && (
          <More summary={t.body}>
            <pre>{body}</pre>
          </More>
        )}
        <More summary={t.answers}>
          <DataTable
            caption={`${t.answers}: ${method} ${path}`}
            hideCaption
            columns={[{ label: t.status }, { label: t.meaning }]}
            rows={answers.map((answer) => ({ key: answer.status, cells: [answer.status, answer.meaning] }))}
          />
        </More>
      </div>
    </Window>
  );
}
