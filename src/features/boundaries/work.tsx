import type { Area } from '../../domain/area.ts';
import type { BoundarySet } from '../../domain/boundary.ts';
import type { FeatureContext, Page, PageAnswer } from '../../platform/feature.ts';
import { Problem } from '../../platform/http/problem.ts';
import type {
  FieldProblem,
  StaffFormRequest,
  StaffRequest,
  Workspace,
} from '../../platform/workspace/contract.ts';
import { AreaMap, type MapArea } from '../../ui/components/area-map.tsx';
import { Actions, Button } from '../../ui/components/button.tsx';
import { FileField } from '../../ui/components/file-field.tsx';
import { typedText } from '../../ui/components/form-values.ts';
import { Empty, Notice, Section, Title } from '../../ui/components/text.tsx';
import { FormProblems, TextField } from '../../ui/components/workspace-form.tsx';
import { layOutMap } from '../../ui/map-layout.ts';
import { FILE_FAULTS } from './fault-words.ts';
import { dropBoundaries, importBoundaries, LARGEST_FILE } from './import.ts';
import { messages } from './messages.ts';
import { type BoundaryProblem, problemInWords } from './problem.ts';

/** The city's operator may, and at the election office who manages officers, for it is their map. */
export const CITY_PERMISSION = 'boundaries.import';
const OFFICE_PERMISSION = 'officers.manage';

const PATH = '/kerja/batas-wilayah';
const FILE = 'berkas';
const ATTRIBUTION = 'sumber';
const DEED = 'tindakan';
const REMOVE = 'hapus';
const MOST_SHOWN = 50;

export function boundaryWorkspace(context: FeatureContext): Workspace {
  return {
    navigation: [
      {
        group: 'office',
        order: 60,
        icon: 'map',
        label: { id: messages('id').title, en: messages('en').title },
        href: PATH,
        permission: [CITY_PERMISSION, OFFICE_PERMISSION],
      },
    ],
    pages: [
      {
        path: PATH,
        permission: 'signed-in',
        largestForm: LARGEST_FILE + 64 * 1024,
        async get(request) {
          admit(context, request);
          return show(context, request);
        },
        async post(request) {
          admit(context, request);
          return change(context, request);
        },
      },
    ],
  };
}

/** @throws Problem `not-allowed` */
function admit({ city }: FeatureContext, { may }: StaffRequest): void {
  if (may(CITY_PERMISSION) || may(OFFICE_PERMISSION, city.electionOffice.id)) return;
  throw new Problem(403, 'not-allowed', 'Your role does not include this.');
}

async function change(context: FeatureContext, request: StaffFormRequest): Promise<PageAnswer> {
  const { staff, address, form, uploads, lang } = request;
  const t = messages(lang);
  const actor = { kind: 'staff', id: staff.id, name: staff.name, address } as const;
  if (typedText(form, DEED) === REMOVE) {
    await dropBoundaries({ ...context, actor });
    return { kind: 'moved', to: request.href(PATH) };
  }
  const upload = uploads.find(({ field }) => field === FILE);
  if (!upload) return show(context, request, { fields: [{ field: FILE, problem: t.noFile }] });
  const result = await importBoundaries({
    ...context,
    actor,
    bytes: upload.bytes,
    name: upload.name,
    attribution: typedText(form, ATTRIBUTION),
  });
  if (result.ok) return { kind: 'moved', to: request.href(PATH) };
  const unsaid = result.problems.every(({ fault }) => fault === 'no-attribution');
  return unsaid
    ? show(context, request, {
        fields: [{ field: ATTRIBUTION, problem: FILE_FAULTS[lang]['no-attribution'] }],
      })
    : show(context, request, { faults: result.problems });
}

interface Wrong {
  readonly fields?: readonly FieldProblem[];
  readonly faults?: readonly BoundaryProblem[];
}

async function show(
  context: FeatureContext,
  request: StaffRequest | StaffFormRequest,
  wrong: Wrong = {},
): Promise<PageAnswer> {
  const set = await context.capabilities.boundaries?.current();
  return { kind: 'page', ...boundariesPage(context, request, set, wrong) };
}

function boundariesPage(
  context: FeatureContext,
  request: StaffRequest | StaffFormRequest,
  set: BoundarySet | undefined,
  { fields = [], faults = [] }: Wrong,
): Page {
  const { lang, href, format } = request;
  const t = messages(lang);
  const view = { request, values: 'form' in request ? request.form : {}, problems: fields };
  const failed = fields.length + faults.length > 0;
  return {
    title: t.title,
    ...(failed && { status: 422 as const }),
    body: (
      <>
        <FormProblems view={view} />
        <Title title={t.title} lead={t.lead} />
        {faults.length > 0 && (
          <Notice tone="bad" title={t.problemsTitle(format.number(faults.length))}>
            <ul>
              {faults.slice(0, MOST_SHOWN).map((fault) => {
                const words = problemInWords(fault, lang);
                return <li key={words}>{words}</li>;
              })}
            </ul>
            {faults.length > MOST_SHOWN && <p>{t.more(format.number(faults.length - MOST_SHOWN))}</p>}
          </Notice>
        )}
        {set ? (
          <Section title={t.now}>
            <Present context={context} set={set} request={request} />
            <form class="form" method="post" action={href(PATH)}>
              <input type="hidden" name={DEED} value={REMOVE} />
              <Actions>
                <Button icon="trash-2" alt>
                  {t.remove}
                </Button>
              </Actions>
            </form>
          </Section>
        ) : (
          <Empty icon="map" title={t.none}>
            <p>{t.noneText}</p>
          </Empty>
        )}
        <Section title={t.upload}>
          <form class="form stack" method="post" encType="multipart/form-data" noValidate action={href(PATH)}>
            <FileField
              view={view}
              name={FILE}
              label={t.file}
              hint={t.fileHint}
              accept=".geojson,.json,application/geo+json"
            />
            <TextField
              view={view}
              name={ATTRIBUTION}
              label={t.attribution}
              hint={t.attributionHint}
              optional
            />
            <Actions>
              <Button icon="upload">{t.take}</Button>
            </Actions>
          </form>
        </Section>
      </>
    ),
  };
}

/** The map as it is now, and what of the city is not on it. */
function Present({
  context,
  set,
  request,
}: {
  readonly context: FeatureContext;
  readonly set: BoundarySet;
  readonly request: StaffRequest;
}) {
  const { lang, format } = request;
  const t = messages(lang);
  const districts = context.areas.children(context.city.area);
  const villages = districts.flatMap(({ code }) => context.areas.children(code));
  const known = (areas: readonly Area[]) => areas.filter(({ code }) => set.areas.has(code));
  const drawn = known(villages).length > 0 ? known(villages) : known(districts);
  const layout = layOutMap(
    drawn.map(({ code }) => ({ code, polygons: set.areas.get(code)?.polygons ?? [] })),
  );
  const missing = villages.filter(({ code }) => !set.areas.has(code));
  const areas = new Map(
    drawn.map(({ code, name }): [string, MapArea] => [
      code,
      { code, name, value: '', label: context.areas.label(code), step: 0 },
    ]),
  );
  return (
    <div class="window">
      <div class="pane">
        {layout && <AreaMap label={t.mapLabel(format.number(drawn.length))} layout={layout} areas={areas} />}
        <p class="mute">
          {t.facts(
            format.number(known(villages).length),
            format.number(known(districts).length),
            format.dateTime(set.importedAt),
          )}
          . {t.source(set.attribution)}
        </p>
        {missing.length > 0 && (
          <p>
            {t.missing(format.number(missing.length))}{' '}
            {missing
              .slice(0, MOST_SHOWN)
              .map(({ code }) => context.areas.label(code))
              .join('; ')}
          </p>
        )}
      </div>
    </div>
  );
}
