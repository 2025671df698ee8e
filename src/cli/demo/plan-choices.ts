/** Closed questions: shares as wanted, some «vet ikke» and «ikke aktuelt» among them. */
import type { GivenMissing } from '../../questionnaire/answer.ts'
import type { QuestionOf } from '../../questionnaire/schema.ts'
import type { Given, Seat } from './given.ts'
import { countFor, dealt, dealtSeveral, isReachable, proportional } from './quotas.ts'
import type { Random } from './random.ts'

type Wanted = Readonly<Record<string, number>>

/** Invented shares of those asked. */
const dontKnowShare = 0.03
const notApplicableShare = 0.04

/** Specifications of «annet»; not everybody writes one, but the engine asks for it. */
const otherTexts = ['Samarbeid med frivillige', 'Prosjekt med nabokommunen', 'Under utredning', 'Lokal ordning']

const other = (random: Random): string => otherTexts[Math.floor(random.next() * otherTexts.length)] ?? 'Annet'

/** How many say «vet ikke» and «ikke aktuelt»; a few more or fewer where the targets can else not be met by whole answers. */
const missingFor = (
  question: { required: boolean; dontKnow: boolean; notApplicable: boolean },
  asked: number,
  percents: readonly number[],
): GivenMissing[] => {
  if (question.required || (!question.dontKnow && !question.notApplicable)) return []
  const dontKnow = question.dontKnow ? Math.round(asked * dontKnowShare) : 0
  const notApplicable = question.notApplicable ? Math.round(asked * notApplicableShare) : 0
  const kind: GivenMissing = question.dontKnow ? 'dont_know' : 'not_applicable'
  const atLeast = [
    ...Array.from({ length: dontKnow }, () => 'dont_know' as const),
    ...Array.from({ length: notApplicable }, () => 'not_applicable' as const),
  ]
  const extra = Array.from({ length: Math.ceil(asked / 4) }, (_, i) => i).find((more) =>
    isReachable(percents, asked - atLeast.length - more),
  )
  return [...atLeast, ...Array.from({ length: extra ?? 0 }, () => kind)]
}

/** Puts the missing ones at arbitrary places among the seats; the others keep their place in `answers`. */
const spread = (
  seats: readonly Seat[],
  missing: readonly GivenMissing[],
  random: Random,
  answer: (substantive: Seat[]) => Given[],
): Given[] => {
  const order = random.shuffled(seats.map((_, i) => i))
  const isMissing = new Map(order.slice(0, missing.length).map((seat, i) => [seat, missing[i] ?? 'dont_know']))
  const rest = seats.filter((_, i) => !isMissing.has(i))
  const answers = answer(rest)
  const byUnit = new Map(rest.map((seat, i) => [seat.unit.id, answers[i]]))
  return seats.map((seat, i): Given => {
    const kind = isMissing.get(i)
    return kind === undefined ? (byUnit.get(seat.unit.id) ?? { missing: 'skipped' }) : { missing: kind }
  })
}

/** Counts of choices: those with a target exactly, the others share the rest evenly. */
const singleCounts = (ids: readonly string[], wanted: Wanted, n: number): Map<string, number> => {
  const fixed = new Map(ids.flatMap((id) => (wanted[id] === undefined ? [] : [[id, countFor(wanted[id], n)] as const])))
  const left = Math.max(0, n - [...fixed.values()].reduce((a, b) => a + b, 0))
  const free = ids.filter((id) => !fixed.has(id))
  const shares = proportional(
    free.map((_, i) => 1 / (i + 1)),
    left,
  )
  return new Map([...fixed, ...free.map((id, i) => [id, shares[i] ?? 0] as const)])
}

/** A single choice. Where a choice is not shown to a unit, the unit takes the first that is. */
export const planSingle = (
  question: QuestionOf<'single'>,
  seats: readonly Seat[],
  wanted: Wanted,
  random: Random,
): Given[] =>
  spread(seats, missingFor(question, seats.length, Object.values(wanted)), random, (rest) => {
    const specify = question.choices.find((c) => c.specify)?.id
    const hand = dealt(
      singleCounts(
        question.choices.map((c) => c.id),
        wanted,
        rest.length,
      ),
      random,
    )
    return rest.map((seat, i): Given => {
      const drawn = hand[i] ?? ''
      const value = seat.stop.choiceIds.includes(drawn) ? drawn : (seat.stop.choiceIds[0] ?? drawn)
      return { answer: { kind: 'single', value, ...(value === specify ? { other: other(random) } : {}) } }
    })
  })

/** Several choices, or the exclusive one alone. */
export const planMultiple = (
  question: QuestionOf<'multiple'>,
  seats: readonly Seat[],
  wanted: Wanted,
  random: Random,
): Given[] =>
  spread(seats, missingFor(question, seats.length, Object.values(wanted)), random, (rest) => {
    const n = rest.length
    const exclusive = question.choices.find((c) => c.exclusive)?.id
    const specify = question.choices.find((c) => c.specify)?.id
    const alone = exclusive === undefined ? 0 : countFor(wanted[exclusive] ?? 8, n)
    const open = question.choices.filter((c) => !c.exclusive)
    const counts = new Map(
      open.map((c, i) => [c.id, Math.min(n - alone, countFor(wanted[c.id] ?? Math.round(50 / (i + 1)), n))]),
    )
    const hands = dealtSeveral(counts, n - alone, question.max ?? open.length, random)
    const all = random.shuffled([...hands, ...Array.from({ length: alone }, () => [exclusive ?? ''])])
    return all.map((value): Given => {
      if (value.length === 0) return { missing: 'skipped' }
      const spelled = specify !== undefined && value.includes(specify) ? { other: other(random) } : {}
      return { answer: { kind: 'multiple', value, ...spelled } }
    })
  })

/** One row: how many choose one of the two best steps (the target), and the steps and missing values of the others. */
const rowHand = (question: QuestionOf<'matrix'>, n: number, percent: number, random: Random): string[] => {
  const [first = '', second = '', ...lower] = question.choices.map((c) => c.id)
  const missing = Math.round(n * (question.notApplicable ? notApplicableShare * 2 : dontKnowShare))
  const kind = question.notApplicable ? '_not_applicable' : '_dont_know'
  const inBase = question.base === 'with_not_applicable' && question.notApplicable
  const base = inBase ? n : n - missing
  const top = Math.min(countFor(percent, base), n - missing)
  const best = Math.round(top * 0.3)
  const low = proportional([6, 3, 1].slice(0, lower.length), n - missing - top)
  const counts = new Map([
    [first, best],
    [second, top - best],
    [kind, missing],
    ...lower.map((id, i) => [id, low[i] ?? 0] as const),
  ])
  return dealt(counts, random)
}

/** Every row by itself; a row's target is the share of its two best steps. */
export const planMatrix = (
  question: QuestionOf<'matrix'>,
  seats: readonly Seat[],
  wanted: Wanted,
  random: Random,
): Given[] => {
  const rows = question.rows.map((row) => ({
    id: row.id,
    hand: rowHand(question, seats.length, wanted[row.id] ?? 50, random),
  }))
  return seats.map((_, i): Given => {
    const drawn = rows.map(({ id, hand }) => ({ id, value: hand[i] ?? '_dont_know' }))
    const value = Object.fromEntries(drawn.filter((d) => !d.value.startsWith('_')).map((d) => [d.id, d.value]))
    const missing = Object.fromEntries(
      drawn
        .filter((d) => d.value.startsWith('_'))
        .map((d) => [d.id, d.value === '_not_applicable' ? ('not_applicable' as const) : ('dont_know' as const)]),
    )
    return { answer: { kind: 'matrix', value, ...(Object.keys(missing).length > 0 ? { missing } : {}) } }
  })
}
