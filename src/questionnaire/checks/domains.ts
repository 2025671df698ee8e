/** What an answer can still be, given what has been asserted of it: the store of the reachability check. */
import type { Question } from '../schema.ts'
import { boundsOf, byShape, choicesOf, isAsked } from '../shape.ts'
import { centralities } from '../wave.ts'

export type Scalar = string | number
export type Status = 'answered' | 'dont_know' | 'not_applicable' | 'skipped' | 'open'

/** One value: of `options` where they are finite, between the bounds (ISO dates sort as text), not in `except`. */
export type One = {
  type: 'one'
  options?: readonly Scalar[]
  low?: Scalar
  lowOpen?: true
  high?: Scalar
  highOpen?: true
  whole?: true
  except: readonly Scalar[]
}

/** Several choices: all of `must`, none of `cannot`, so many. `min` is the question's and not for an exclusive choice. */
export type Many = {
  type: 'many'
  choices: readonly string[]
  exclusive: readonly string[]
  must: readonly string[]
  cannot: readonly string[]
  min: number
  /** As asserted by conditions. */
  atLeast: number
  max: number
}

export type Domain = { may: readonly Status[]; asked: 'yes' | 'no'; value: One | Many }

const optionFits = (one: One, value: Scalar): boolean => {
  if (one.except.includes(value)) return false
  if (one.low !== undefined && (value < one.low || (one.lowOpen && value === one.low))) return false
  return one.high === undefined || value < one.high || (!one.highOpen && value === one.high)
}

/** Some whole number lies within; tried one by one where there are few, since only there `except` can use them up. */
const hasWhole = (one: One, low: number, high: number): boolean => {
  const first = Math.ceil(low)
  const last = Math.min(Math.floor(high), first + one.except.length + 2)
  for (let n = first; n <= last; n += 1) if (optionFits(one, n)) return true
  return false
}

const onePossible = (one: One): boolean => {
  if (one.options !== undefined) return one.options.some((option) => optionFits(one, option))
  const { low, high } = one
  if (low === undefined || high === undefined) return true
  if (one.whole && typeof low === 'number' && typeof high === 'number') return hasWhole(one, low, high)
  return low < high || (low === high && optionFits(one, low))
}

const manyPossible = (many: Many): boolean => {
  const { choices, exclusive, must, cannot, min, atLeast, max } = many
  const open = choices.filter((id) => !cannot.includes(id))
  if (!must.every((id) => open.includes(id))) return false
  const oneIsEnough = atLeast <= 1 && max >= 1
  const alone = exclusive.filter((id) => open.includes(id) && must.every((m) => m === id))
  if (alone.length > 0 && oneIsEnough) return true
  if (must.some((id) => exclusive.includes(id))) return false
  const combinable = open.filter((id) => !exclusive.includes(id))
  return Math.max(must.length, min, atLeast, 1) <= Math.min(combinable.length, max)
}

/** False when no status or no value is left. */
export const isPossible = ({ may, value }: Domain): boolean => {
  if (may.length === 0) return false
  const answerable = value.type === 'one' ? onePossible(value) : manyPossible(value)
  return answerable || may.some((status) => status !== 'answered')
}

const statuses = (question: Question): Status[] => {
  if (!isAsked(question)) return ['open']
  return [
    'answered',
    ...(question.dontKnow ? (['dont_know'] as const) : []),
    ...(question.notApplicable ? (['not_applicable'] as const) : []),
    ...(question.required ? [] : (['skipped'] as const)),
    'open',
  ]
}

const bounds = (low: Scalar | undefined, high: Scalar | undefined): Pick<One, 'low' | 'high'> => ({
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
})

const startingValue = (question: Question, row: string | undefined): One | Many => {
  const one: One = { type: 'one', except: [] }
  const ids = choicesOf(question).map(({ id }) => id)
  return byShape(question, {
    none: (): One | Many => one,
    choice: () => ({ ...one, options: ids }),
    rows: ({ rows }) => {
      const rowIds = rows.map(({ id }) => id)
      return row === undefined ? many(rowIds, 0, rowIds.length) : { ...one, options: ids }
    },
    choices: ({ choices, min, max = ids.length }) => ({
      ...many(ids, min, max),
      exclusive: choices.filter((c) => c.exclusive).map((c) => c.id),
    }),
    order: ({ choices, places = ids.length }) => {
      const most = Math.min(places, ids.length)
      // Hidden choices can leave fewer places.
      return many(ids, choices.some((c) => c.when !== undefined) ? 1 : most, most)
    },
    figure: (figure) => {
      const { min, max } = boundsOf(figure)
      return { ...one, ...bounds(min, max), ...(figure.decimals === 0 ? { whole: true } : {}) }
    },
    date: ({ min, max }) => ({ ...one, ...bounds(min, max) }),
    words: () => one,
  })
}

const many = (choices: string[], min: number, max: number): Many => ({
  type: 'many',
  choices,
  exclusive: [],
  must: [],
  cannot: [],
  min,
  atLeast: 0,
  max,
})

/** Everything a question, or a row of it, can be before anything is asserted. */
export const domainOf = (question: Question, row: string | undefined): Domain => ({
  may: statuses(question),
  asked: 'no',
  value: startingValue(question, row),
})

/** The same for a property of the unit; a district has no centrality. */
export const unitDomain = (property: string): Domain => {
  const value = (options?: Scalar[]): One => ({
    type: 'one',
    except: [],
    ...(options === undefined ? {} : { options }),
  })
  switch (property) {
    case 'kind':
      return { may: ['answered'], asked: 'yes', value: value(['kommune', 'bydel']) }
    case 'language':
      return { may: ['answered'], asked: 'yes', value: value(['nb', 'nn', 'neutral']) }
    case 'centrality':
      return { may: ['answered', 'open'], asked: 'yes', value: value([...centralities]) }
    case 'population':
      return { may: ['answered'], asked: 'yes', value: { ...value(), low: 0, whole: true } }
    default:
      return { may: ['answered'], asked: 'yes', value: value() }
  }
}
