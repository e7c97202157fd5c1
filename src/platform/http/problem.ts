import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { PublishingRefusal } from '../publishing/publishing.ts';

/**
 * An error that a client is told of as problem+json (RFC 9457). `code` is stable and stands in `type`.
 *
 * @example throw new Problem(404, 'roll-unknown', 'No roll has this id.');
 */
export class Problem extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Further members of the answer, such as `challenge`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    detail: string,
    more: { headers?: Record<string, string>; members?: Record<string, unknown> } = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.members = more.members ?? {};
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not accepted',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available',
};

const REFUSAL_STATUS: Readonly<Record<PublishingRefusal['code'], ContentfulStatusCode>> = {
  'unknown-item': 404,
  'unknown-kind': 404,
  'not-allowed': 403,
  'second-person': 403,
  'not-possible': 409,
  'changed-meanwhile': 409,
  'does-not-fit': 409,
  'note-missing': 422,
  'date-passed': 422,
  invalid: 422,
};

/** What any error is to a client: what is not a {@link Problem} is told without its words, which may hold anything. */
export function toProblem(error: unknown, isAway: (error: unknown) => boolean): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof PublishingRefusal) {
    return new Problem(REFUSAL_STATUS[error.code], error.code, error.message);
  }
  if (error instanceof HTTPException) {
    const code = error.status === 413 ? 'too-large' : error.status === 400 ? 'bad-request' : 'http';
    return new Problem(error.status, code, TITLES[error.status] ?? 'The request could not be answered.');
  }
  if (isAway(error)) {
    return new Problem(
      503,
      'database-unavailable',
      'The data could not be had just now. Try again shortly.',
      {
        headers: { 'retry-after': '5' },
      },
    );
  }
  return new Problem(500, 'internal', 'Something went wrong here. It has been noted.');
}

/** The answer for a problem, never cached. */
export function problemResponse(c: Context, problem: Problem): Response {
  return c.body(
    JSON.stringify({
      type: `/developers#problem-${problem.code}`,
      title: TITLES[problem.status] ?? 'Error',
      status: problem.status,
      code: problem.code,
      detail: problem.message,
      requestId: c.get('requestId'),
      ...problem.members,
    }),
    problem.status,
    { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...problem.headers },
  );
}
