import { z } from 'zod';
import type { ApiDescription } from '../../platform/feature.ts';

/** One route of the API, as it is shown. */
export interface Operation {
  readonly id: string;
  readonly tag: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly { name: string; place: string; required: boolean; type: string }[];
  /** The schema of the request body, as JSON; undefined where there is none. */
  readonly body: string | undefined;
  readonly answers: readonly { status: string; meaning: string }[];
}

const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: z.record(z.string(), z.unknown()).optional(),
  description: z.string().optional(),
});

const operationSchema = z.object({
  tags: z.array(z.string()).default(['other']),
  summary: z.string().default(''),
  parameters: z.array(parameterSchema).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string().default('') })),
});

/** Every route of the description, in its order. */
export function operationsOf(description: ApiDescription): Operation[] {
  return Object.entries(description.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'delete'] as const).flatMap((method) => {
      const parsed = operationSchema.safeParse(item?.[method]);
      return parsed.success ? [operationOf(method, path, parsed.data)] : [];
    }),
  );
}

function operationOf(method: string, path: string, operation: z.output<typeof operationSchema>): Operation {
  const body = operation.requestBody?.content['application/json']?.schema;
  return {
    id: `${method} ${path}`,
    tag: operation.tags[0] ?? 'other',
    method: method.toUpperCase(),
    path: `/api/v1${path}`,
    summary: operation.summary,
    parameters: operation.parameters.map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      required: parameter.required ?? false,
      type: parameter.description ?? describeType(parameter.schema ?? {}),
    })),
    body: body === undefined ? undefined : JSON.stringify(body, null, 2),
    answers: Object.entries(operation.responses).map(([status, { description }]) => ({
      status,
      meaning: description,
    })),
  };
}

function describeType(schema: Readonly<Record<string, unknown>>): string {
  const { type, enum: choices, pattern, example } = schema;
  const parts = [
    Array.isArray(choices) ? choices.join(' | ') : typeof type === 'string' ? type : '',
    typeof pattern === 'string' ? pattern : '',
    example === undefined ? '' : `(${String(example)})`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
