/** What an answer can still be, given what has been asserted of it: the store of the reachability check. */
import type { Question } from '../schema.ts'

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
  if (question.kind === 'info') return ['open']
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
  switch (question.kind) {
    case 'single':
      return { ...one, options: question.choices.map((c) => c.id) }
    case 'matrix':
      if (row !== undefined) return { ...one, options: question.choices.map((c) => c.id) }
      return many(
        question.rows.map((r) => r.id),
        0,
        question.rows.length,
      )
    case 'multiple': {
      const exclusive = question.choices.filter((c) => c.exclusive).map((c) => c.id)
      const value = many(
        question.choices.map((c) => c.id),
        question.min,
        question.max ?? question.choices.length,
      )
      return { ...value, exclusive }
    }
    case 'ranking': {
      const places = Math.min(question.places ?? question.choices.length, question.choices.length)
      // Hidden choices can leave fewer places.
      const min = question.choices.some((c) => c.when !== undefined) ? 1 : places
      return many(
        question.choices.map((c) => c.id),
        min,
        places,
      )
    }
    case 'number':
      return { ...one, ...bounds(question.min, question.max), ...(question.decimals === 0 ? { whole: true } : {}) }
    case 'percent':
      return {
        ...one,
        ...bounds(question.min ?? 0, question.max ?? 100),
        ...(question.decimals === 0 ? { whole: true } : {}),
      }
    case 'date':
      return { ...one, ...bounds(question.min, question.max) }
    default:
      return one
  }
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
      return { may: ['answered', 'open'], asked: 'yes', value: value([0, 1, 2, 3]) }
    case 'population':
      return { may: ['answered'], asked: 'yes', value: { ...value(), low: 0, whole: true } }
    default:
      return { may: ['answered'], asked: 'yes', value: value() }
  }
}
