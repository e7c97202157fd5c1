import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { OfficerRequest } from '../officers/contract.ts';
import type { StaffRequest } from '../workspace/contract.ts';
import { Problem } from './problem.ts';

/** What every handler finds in its context. */
export interface ApiEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** Headers of every answer; set where a handler has written them into its answer itself. */
    headersWritten: boolean;
    headers: Readonly<Record<string, string>>;
    /** Below the workspace's address: who asks, from the moment on that they are known. */
    staffRequest?: StaffRequest;
    /** Below the address of officers: the same of the officer. */
    officerRequest?: OfficerRequest;
  };
}

/** A router whose routes describe themselves and whose refused input is a problem that names each field. */
export function createApi(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      throw new Problem(400, 'input', 'The request does not have the form that is expected.', {
        members: {
          fields: result.error.issues.map((issue) => ({
            field: issue.path.join('.'),
            problem: issue.message,
          })),
        },
      });
    },
  });
}

/** The form of every error, for the OpenAPI description. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string().optional(),
  })
  .openapi('Problem');

/** The `responses` entry of an error. */
export function problemAnswer(description: string) {
  return { description, content: { 'application/problem+json': { schema: problemSchema } } };
}
