/** Conditions on earlier answers and on the unit, as data. `engine/conditions.ts` evaluates them. */
import { z } from 'zod'
import { reason } from './fault.ts'

const scalar = z.union([z.string(), z.number()])

/**
 * A test of one earlier answer. Exactly one operator beside `question` (and `row` for a matrix):
 * - `is` / `isNot`: single choice id, number, ISO date
 * - `in`: one of several choice ids
 * - `includes` / `excludes`: a multiple or ranking answer holds / does not hold the choice(s); a list means any of them
 * - `gt` `gte` `lt` `lte`: number, per cent or ISO date; the right side is a value or `{ question: id }`
 * - `count`: how many choices were chosen, as `{ gte: 2 }`
 * - `answered: true|false`: has a substantive answer
 * - `missing`: answered with this kind of missing
 * A test of a question with no substantive answer is false (for `isNot` and `excludes` too), so a question behind
 * it is not asked; `answered: false` and `missing` are the exceptions.
 */
const side = z.union([scalar, z.strictObject({ question: z.string() })])
const compare = { gt: side.optional(), gte: side.optional(), lt: side.optional(), lte: side.optional() }

const answerTest = z
  .strictObject({
    question: z.string(),
    row: z.string().optional(),
    is: scalar.optional(),
    isNot: scalar.optional(),
    in: z.array(scalar).min(1).optional(),
    includes: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    excludes: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    ...compare,
    count: z
      .strictObject({
        gt: z.int().optional(),
        gte: z.int().optional(),
        lt: z.int().optional(),
        lte: z.int().optional(),
      })
      .optional(),
    answered: z.boolean().optional(),
    missing: z.enum(['skipped', 'dont_know', 'not_applicable']).optional(),
  })
  .refine((t) => Object.keys(t).filter((k) => k !== 'question' && k !== 'row').length === 1, {
    message: reason('wrong_value.one_operator'),
  })
export type AnswerTest = z.infer<typeof answerTest>

/** A test of the unit: its kind, language form, population, county or centrality. */
const unitTest = z
  .strictObject({
    unit: z.enum(['kind', 'language', 'population', 'county', 'centrality']),
    is: scalar.optional(),
    isNot: scalar.optional(),
    in: z.array(scalar).min(1).optional(),
    gt: z.number().optional(),
    gte: z.number().optional(),
    lt: z.number().optional(),
    lte: z.number().optional(),
  })
  .refine((t) => Object.keys(t).length === 2, { message: reason('wrong_value.one_unit_operator') })
export type UnitTest = z.infer<typeof unitTest>

export type Condition = AnswerTest | UnitTest | { all: Condition[] } | { any: Condition[] } | { not: Condition }

const testsIn = (condition: Condition | undefined): (AnswerTest | UnitTest)[] => {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap(testsIn)
  if ('any' in condition) return condition.any.flatMap(testsIn)
  return 'not' in condition ? testsIn(condition.not) : [condition]
}

/** The tests of answers in a condition, however deep. */
export const answerTestsIn = (condition: Condition | undefined): AnswerTest[] =>
  testsIn(condition).filter((test) => 'question' in test)

/** The tests of the unit in a condition, however deep. */
export const unitTestsIn = (condition: Condition | undefined): UnitTest[] =>
  testsIn(condition).filter((test) => 'unit' in test)

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    answerTest,
    unitTest,
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
  ]),
)
