/**
 * Whether conditions can hold together: a search over what the answers and the unit can be, along the chain of
 * conditions (a question with an answer was asked, so its own conditions held). Errs on the side of «yes».
 */
import type { AnswerTest, Condition, UnitTest } from '../condition.ts'
import { asks, hasChoices } from '../shape.ts'
import {
  type Domain,
  domainOf,
  isPossible,
  type Many,
  type One,
  type Scalar,
  type Status,
  unitDomain,
} from './domains.ts'
import type { Draft } from './draft.ts'

type Goal =
  | { type: 'condition'; condition: Condition; want: 'true' | 'false' }
  | { type: 'assert'; subject: Subject; assertion: Assertion }
  /** Two answers in order; both are there. */
  | { type: 'order'; left: Subject; bound: Bound; right: Subject }
type Subject = { unit: string } | { question: string; row?: string | undefined }
type Store = ReadonlyMap<string, Domain>
/** Any one of the branches, each of them with all its goals. */
type Branches = Goal[][]

const yes = (condition: Condition | undefined): Goal[] =>
  condition === undefined ? [] : [{ type: 'condition', condition, want: 'true' }]
const assert = (subject: Subject, assertion: Assertion): Goal => ({ type: 'assert', subject, assertion })

const missingOnes: readonly Status[] = ['dont_know', 'not_applicable', 'skipped', 'open']
const without = (status: Status): readonly Status[] =>
  (['answered', ...missingOnes] as const).filter((s) => s !== status)
const unanswered = (subject: Subject): Goal => assert(subject, { op: 'status', may: missingOnes })
const answered = (subject: Subject): Goal => assert(subject, { op: 'status', may: ['answered'] })

const asList = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** Value tests, which both kinds of condition have: one branch per way in which the test is true / false. */
const valueBranches = (subject: Subject, test: UnitTest | AnswerTest, want: 'true' | 'false'): Branches => {
  const is = (value: Scalar) => assert(subject, { op: want === 'true' ? 'is' : 'isNot', value })
  const isNot = (value: Scalar) => assert(subject, { op: want === 'true' ? 'isNot' : 'is', value })
  if (test.is !== undefined) return [[is(test.is)]]
  if (test.isNot !== undefined) return [[isNot(test.isNot)]]
  if (test.in !== undefined) return want === 'true' ? test.in.map((v) => [is(v)]) : [test.in.map(is)]
  const each = boundNames.flatMap((bound): Goal[] => {
    const side = test[bound]
    if (side === undefined) return []
    const op = want === 'true' ? bound : inverse[bound]
    if (typeof side === 'object')
      return [{ type: 'order', left: subject, bound: op, right: { question: side.question } }]
    return [assert(subject, { op, value: side })]
  })
  return want === 'true' ? [each] : each.map((goal) => [goal])
}

const countBranches = (subject: Subject, count: Partial<Record<Bound, number | undefined>>, want: 'true' | 'false') => {
  const each = boundNames.flatMap((bound) => {
    const value = count[bound]
    return value === undefined
      ? []
      : [assert(subject, { op: 'count', bound: want === 'true' ? bound : inverse[bound], value })]
  })
  return want === 'true' ? [each] : each.map((goal) => [goal])
}

const choiceBranches = (subject: Subject, test: AnswerTest, want: 'true' | 'false'): Branches => {
  const ids = asList(test.includes ?? test.excludes)
  const some = (test.includes !== undefined) === (want === 'true')
  if (some) return ids.map((value) => [assert(subject, { op: 'includes', value })])
  return [ids.map((value) => assert(subject, { op: 'excludes', value }))]
}

const answerBranches = (test: AnswerTest, want: 'true' | 'false'): Branches => {
  const subject: Subject = { question: test.question, row: test.row }
  if (test.answered !== undefined)
    return [[test.answered === (want === 'true') ? answered(subject) : unanswered(subject)]]
  if (test.missing !== undefined) {
    const may: readonly Status[] = want === 'true' ? [test.missing] : without(test.missing)
    return [[assert(subject, { op: 'status', may })]]
  }
  const branches =
    test.count !== undefined
      ? countBranches(subject, test.count, want)
      : test.includes !== undefined || test.excludes !== undefined
        ? choiceBranches(subject, test, want)
        : valueBranches(subject, test, want)
  if (want === 'true') return branches
  const sides = boundNames.flatMap((b) =>
    typeof test[b] === 'object' ? [[unanswered({ question: test[b].question })]] : [],
  )
  return [...branches, [unanswered(subject)], ...sides]
}

const branchesOf = (condition: Condition, want: 'true' | 'false'): Branches => {
  const goals = (list: Condition[]): Goal[] => list.map((c) => ({ type: 'condition', condition: c, want }))
  const every = (list: Condition[]): Branches => [goals(list)]
  const some = (list: Condition[]): Branches => goals(list).map((goal) => [goal])
  if ('all' in condition) return want === 'true' ? every(condition.all) : some(condition.all)
  if ('any' in condition) return want === 'true' ? some(condition.any) : every(condition.any)
  if ('not' in condition) return branchesOf(condition.not, want === 'true' ? 'false' : 'true')
  if ('question' in condition) return answerBranches(condition, want)
  const subject = { unit: condition.unit }
  const branches = valueBranches(subject, condition, want)
  if (condition.unit !== 'centrality') return branches
  // Only municipalities have a centrality; a district's is absent, and a test of it false.
  const kommune = yes({ unit: 'kind', is: 'kommune' })
  if (want === 'true') return branches.map((goals) => [...goals, ...kommune])
  return [...branches.map((goals) => [...goals, ...kommune]), [unanswered(subject)]]
}

const keyOf = (subject: Subject): string =>
  'unit' in subject ? `unit ${subject.unit}` : `question ${subject.question} ${subject.row ?? ''}`

/** What follows when a question was asked: its section's and its own condition held, and a row's too. */
const askedGoals = (draft: Draft, subject: Subject): Goal[] => {
  const found = 'unit' in subject ? undefined : draft.byId.get(subject.question)
  if (found === undefined || 'unit' in subject) return []
  const { question, section } = found
  const row = asks(question, 'rows') ? question.rows.find((r) => r.id === subject.row) : undefined
  return [...yes(section.when), ...yes(question.when), ...yes(row?.when)]
}

/** A chosen choice was shown. */
const shownGoals = (draft: Draft, subject: Subject, assertion: Assertion): Goal[] => {
  if ('unit' in subject || (assertion.op !== 'is' && assertion.op !== 'includes')) return []
  const question = draft.byId.get(subject.question)?.question
  if (question === undefined || !hasChoices(question)) return []
  return yes(question.choices.find((c) => c.id === assertion.value)?.when)
}

const domainIn = (draft: Draft, store: Store, subject: Subject): Domain | undefined => {
  const known = store.get(keyOf(subject))
  if (known !== undefined) return known
  if ('unit' in subject) return unitDomain(subject.unit)
  const question = draft.byId.get(subject.question)?.question
  return question === undefined ? undefined : domainOf(question, subject.row)
}

/** Steps of one search: conditions of real questionnaires take some dozens; a pathological one is let pass. */
const maxSteps = 4000

/** Whether all of the conditions can hold at once, for some unit and some answers. */
export const canHold = (draft: Draft, conditions: readonly Condition[]): boolean => {
  let steps = 0

  const applied = (goal: Goal & { type: 'assert' }, rest: Goal[], store: Store): boolean => {
    const domain = domainIn(draft, store, goal.subject)
    // A question that is unknown or does not parse: nothing is known of it, so nothing is ruled out.
    if (domain === undefined) return solve(rest, store)
    const narrowed = narrow(domain, goal.assertion)
    if (!isPossible(narrowed)) return false
    const asked = domain.asked === 'no' && !narrowed.may.includes('open')
    const next = new Map(store).set(keyOf(goal.subject), asked ? { ...narrowed, asked: 'yes' } : narrowed)
    const follows = asked ? askedGoals(draft, goal.subject) : []
    return solve([...shownGoals(draft, goal.subject, goal.assertion), ...follows, ...rest], next)
  }

  const inOrder = (goal: Goal & { type: 'order' }, rest: Goal[], store: Store): boolean => {
    const left = domainIn(draft, store, goal.left)?.value
    const right = domainIn(draft, store, goal.right)?.value
    const goals: Goal[] = [answered(goal.left), answered(goal.right)]
    const upward = goal.bound === 'gt' || goal.bound === 'gte'
    const mirrored: Record<Bound, Bound> = { gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte' }
    const bound = (subject: Subject, op: Bound, value: Scalar | undefined) => {
      if (value !== undefined) goals.push(assert(subject, { op, value }))
    }
    if (left?.type === 'one' && right?.type === 'one') {
      bound(goal.left, goal.bound, upward ? right.low : right.high)
      bound(goal.right, mirrored[goal.bound], upward ? left.high : left.low)
    }
    return solve([...goals, ...rest], store)
  }

  const solve = (goals: Goal[], store: Store): boolean => {
    steps += 1
    const [goal, ...rest] = goals
    if (goal === undefined || steps > maxSteps) return true
    if (goal.type === 'assert') return applied(goal, rest, store)
    if (goal.type === 'order') return inOrder(goal, rest, store)
    return branchesOf(goal.condition, goal.want).some((branch) => solve([...branch, ...rest], store))
  }

  return solve(conditions.flatMap(yes), new Map())
}

// One assertion about an answer narrows what it can be.

type Assertion =
  | { op: 'status'; may: readonly Status[] }
  | { op: 'is' | 'isNot'; value: Scalar }
  | { op: 'includes' | 'excludes'; value: string }
  | { op: 'gt' | 'gte' | 'lt' | 'lte'; value: Scalar }
  | { op: 'count'; bound: Bound; value: number }

type Bound = 'gt' | 'gte' | 'lt' | 'lte'
const boundNames: readonly Bound[] = ['gt', 'gte', 'lt', 'lte']

/** not (a > b) is a ≤ b, and so on. */
const inverse: Record<Bound, Bound> = { gt: 'lte', gte: 'lt', lt: 'gte', lte: 'gt' }

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
const narrow = (domain: Domain, assertion: Assertion): Domain => {
  const allowed: readonly Status[] = assertion.op === 'status' ? assertion.may : ['answered']
  const may = domain.may.filter((status) => allowed.includes(status))
  const value = domain.value.type === 'one' ? narrowOne(domain.value, assertion) : narrowMany(domain.value, assertion)
  return { ...domain, may, value }
}
