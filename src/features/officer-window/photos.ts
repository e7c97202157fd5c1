import type { FeatureContext } from '../../platform/feature.ts';
import { Problem } from '../../platform/http/problem.ts';
import type { OfficerRequest, OverseerFile } from '../../platform/officers/contract.ts';
import { photoAnswer, photoOwner } from '../../platform/officers/photos.ts';

/** An officer's own photo. @throws Problem `unknown-item` for everything else, as if it were not there */
export async function photoOf({ db }: FeatureContext, request: OfficerRequest): Promise<Response> {
  const id = request.params['id'] ?? '';
  const owner = await photoOwner(db, id);
  if (owner?.officer !== request.officer.id) throw unknown();
  return found(await photoAnswer(db, id));
}

/** The same for those who watch over the area of its officer. */
export function photoOfOverseer({ db }: FeatureContext): OverseerFile {
  return {
    path: '/foto/:id',
    method: 'GET',
    permission: 'officers.see',
    overseers: true,
    areaOf: async ({ params }) => (await photoOwner(db, params['id'] ?? ''))?.area,
    answer: async ({ params }) => found(await photoAnswer(db, params['id'] ?? '')),
  };
}

function found(answer: Response | undefined): Response {
  if (!answer) throw unknown();
  return answer;
}

function unknown(): Problem {
  return new Problem(404, 'unknown-item', 'There is no such photo.');
}
