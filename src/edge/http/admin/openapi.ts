/** OpenAPI 3.1 of the admin API, from the schemas that check its requests. */

import { z } from 'zod'
import { type ProblemCode, problemCodes, statusOf } from './problem.ts'
import type { Route } from './route.ts'

/** What any route may answer besides its own. */
const EVERYWHERE: ProblemCode[] = [
  'unauthorized',
  'forbidden',
  'invalid_request',
  'too_many_requests',
  'unavailable',
  'internal',
]

/** What a route may answer because of its body. */
const OF_BODIES: Record<Route['body']['type'], ProblemCode[]> = {
  none: [],
  json: ['invalid_json', 'request_timeout', 'too_large', 'unsupported_media_type'],
  bytes: ['request_timeout', 'too_large', 'unsupported_media_type'],
}

/** Schemas stand where they are used: a reference inside one would point outside of the description. */
const schemaOf = (schema: z.ZodType): object => {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return made
}

/** The whole description. */
export const openApi = (routes: readonly Route[]): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'kommunedialog admin', version: '1' },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string', enum: problemCodes },
            errors: {
              type: 'array',
              items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' } } },
            },
            faults: {
              type: 'array',
              description: 'Of import_refused: every fault of the file with its line.',
              items: {
                type: 'object',
                required: ['line', 'code', 'message'],
                properties: {
                  line: { type: 'integer' },
                  column: { type: 'string' },
                  code: { type: 'string' },
                  message: { type: 'string' },
                },
              },
            },
          },
        },
      },
    },
  }
}

const operation = (route: Route): object => ({
  operationId: route.operationId,
  summary: route.summary,
  description: `Role: ${route.roles.join(' or ')}.`,
  parameters: [...pathParameters(route), ...queryParameters(route), ...keyParameter(route)],
  ...requestBody(route),
  responses: {
    ...answerResponses(route),
    ...problemResponses([...EVERYWHERE, ...OF_BODIES[route.body.type], ...route.problems]),
  },
})

const pathParameters = ({ path }: Route) =>
  path.includes(':id') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] : []

const queryParameters = ({ query }: Route) =>
  Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !(schema as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(schema as z.ZodType),
  }))

const keyParameter = ({ takesKey }: Route) =>
  takesKey
    ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]
    : []

const requestBody = ({ body }: Route) => {
  if (body.type === 'none') return {}
  const content =
    body.type === 'json'
      ? { 'application/json': { schema: schemaOf(body.schema) } }
      : Object.fromEntries(body.mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
  return { requestBody: { required: true, content } }
}

const answerResponses = ({ answers = { 200: 'Done.' }, mediaType = 'application/json', response }: Route) =>
  Object.fromEntries(
    Object.entries(answers).map(([status, description]) => [
      status,
      { description, content: { [mediaType]: { schema: schemaOf(response) } } },
    ]),
  )

const problemResponses = (codes: readonly ProblemCode[]) =>
  Object.fromEntries(
    [...Map.groupBy(codes, statusOf)].map(([status, some]) => [
      status,
      {
        description: some.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
