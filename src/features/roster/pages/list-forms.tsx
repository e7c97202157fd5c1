import { liesWithin, type OfficerPlan } from '../../../domain/officer.ts';
import type { FeatureContext } from '../../../platform/feature.ts';
import type { OverseerRequest } from '../../../platform/officers/contract.ts';
import { Actions, Button } from '../../../ui/components/button.tsx';
import { ChoiceField, FormProblems, TextField } from '../../../ui/components/workspace-form.tsx';
import { LIST_PATH, QUERY } from '../constants.ts';
import { messages } from '../messages.ts';
import { linkTo } from '../scope.ts';

/** The field of what is looked for. */
export const SEARCH = 'cari';

/** Where a name or a number is typed; it is posted, as no number stands in an address. */
export function SearchForm({
  request,
  problem,
}: {
  readonly request: OverseerRequest;
  readonly problem?: string | undefined;
}) {
  const { lang } = request;
  const t = messages(lang);
  const view = { request, values: {}, problems: problem ? [{ field: SEARCH, problem }] : [] };
  const { [QUERY.election]: election, [QUERY.area]: area } = request.query;
  const kept = Object.fromEntries(Object.keys(request.query).map((name) => [name, undefined]));
  return (
    <>
      <FormProblems view={view} />
      <form
        class="form stack"
        method="post"
        noValidate
        action={linkTo(request, LIST_PATH, { ...kept, [QUERY.election]: election, [QUERY.area]: area })}
      >
        <TextField view={view} name={SEARCH} label={t.searchLabel} hint={t.searchHint} />
        <Actions>
          <Button alt icon="search">
            {t.searchDo}
          </Button>
        </Actions>
      </form>
    </>
  );
}

/** By what the teams of a list are narrowed. */
export function FilterForm({
  context,
  request,
  plan,
}: {
  readonly context: FeatureContext;
  readonly request: OverseerRequest;
  readonly plan: OfficerPlan;
}) {
  const { lang, query, overseer, here } = request;
  const t = messages(lang);
  const { areas, city } = context;
  const view = { request, values: query, problems: [] };
  const inside = areas
    .children(city.area)
    .flatMap(({ code }) => [code, ...areas.children(code).map((village) => village.code)])
    .filter((code) => liesWithin(code, overseer.area) && code !== overseer.area);
  return (
    <form class="form stack" action={`${here(LIST_PATH)}#tim`}>
      {query[QUERY.election] && <input type="hidden" name={QUERY.election} value={query[QUERY.election]} />}
      <div class="grid items-end gap-4 desk:grid-cols-4">
        <ChoiceField
          view={view}
          name={QUERY.body}
          label={t.body}
          options={[
            { value: '', label: t.allBodies },
            ...plan.bodies.map(({ id, name }) => ({ value: id, label: name[lang] })),
          ]}
        />
        {inside.length > 0 && (
          <ChoiceField
            view={view}
            name={QUERY.area}
            label={t.area}
            options={[
              { value: '', label: t.wholeArea },
              ...inside.map((code) => ({ value: code, label: areas.label(code) })),
            ]}
          />
        )}
        <TextField view={view} name={QUERY.place} label={t.place} />
        <ChoiceField
          view={view}
          name={QUERY.state}
          label={t.state}
          options={[
            { value: '', label: t.stateAll },
            { value: 'kosong', label: t.stateVacant },
            { value: 'lengkap', label: t.stateFull },
            { value: 'menunggu', label: t.stateWaiting },
            { value: 'berlebih', label: t.stateOver },
          ]}
        />
      </div>
      <Actions>
        <Button alt icon="filter">
          {t.filterDo}
        </Button>
      </Actions>
    </form>
  );
}
