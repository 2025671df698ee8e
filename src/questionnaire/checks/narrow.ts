/** One assertion about an answer narrows what it can be. */
import type { Domain, Many, One, Scalar, Status } from './domains.ts'

export type Assertion =
  | { op: 'status'; may: readonly Status[] }
  | { op: 'is' | 'isNot'; value: Scalar }
  | { op: 'includes' | 'excludes'; value: string }
  | { op: 'gt' | 'gte' | 'lt' | 'lte'; value: Scalar }
  | { op: 'count'; bound: Bound; value: number }

export type Bound = 'gt' | 'gte' | 'lt' | 'lte'
export const boundNames: readonly Bound[] = ['gt', 'gte', 'lt', 'lte']

/** not (a > b) is a ≤ b, and so on. */
export const inverse: Record<Bound, Bound> = { gt: 'lte', gte: 'lt', lt: 'gte', lte: 'gt' }

/** A bound of another type (a number against a date) is left to the reference check. */
const comparable = (a: Scalar | undefined, b: Scalar): boolean => a === undefined || typeof a === typeof b

const narrowBound = (one: One, op: Bound, value: Scalar): One => {
  if (!comparable(one.low, value) || !comparable(one.high, value)) return one
  if (op === 'gt' || op === 'gte') {
    if (one.low !== undefined && (value < one.low || (value === one.low && (op === 'gte' || one.lowOpen)))) return one
    const { lowOpen: _, ...rest } = one
    return { ...rest, low: value, ...(op === 'gt' ? { lowOpen: true } : {}) }
  }
  if (one.high !== undefined && (value > one.high || (value === one.high && (op === 'lte' || one.highOpen)))) return one
  const { highOpen: _, ...rest } = one
  return { ...rest, high: value, ...(op === 'lt' ? { highOpen: true } : {}) }
}

const narrowOne = (one: One, assertion: Assertion): One => {
  switch (assertion.op) {
    case 'is': {
      const { value } = assertion
      if (one.options !== undefined) return { ...one, options: one.options.filter((o) => o === value) }
      return narrowBound(narrowBound(one, 'gte', value), 'lte', value)
    }
    case 'isNot':
      return { ...one, except: [...one.except, assertion.value] }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return narrowBound(one, assertion.op, assertion.value)
    default:
      return one
  }
}

const narrowCount = (many: Many, bound: Bound, value: number): Many => {
  switch (bound) {
    case 'gt':
      return { ...many, atLeast: Math.max(many.atLeast, value + 1) }
    case 'gte':
      return { ...many, atLeast: Math.max(many.atLeast, value) }
    case 'lt':
      return { ...many, max: Math.min(many.max, value - 1) }
    case 'lte':
      return { ...many, max: Math.min(many.max, value) }
  }
}

const narrowMany = (many: Many, assertion: Assertion): Many => {
  switch (assertion.op) {
    case 'includes':
      return { ...many, must: [...new Set([...many.must, assertion.value])] }
    case 'excludes':
      return { ...many, cannot: [...many.cannot, assertion.value] }
    case 'count':
      return narrowCount(many, assertion.bound, assertion.value)
    default:
      return many
  }
}

/** The domain after an assertion; anything but `status` says that there is a substantive answer too. */
export const narrow = (domain: Domain, assertion: Assertion): Domain => {
  const allowed: readonly Status[] = assertion.op === 'status' ? assertion.may : ['answered']
  const may = domain.may.filter((status) => allowed.includes(status))
  const value = domain.value.type === 'one' ? narrowOne(domain.value, assertion) : narrowMany(domain.value, assertion)
  return { ...domain, may, value }
}
