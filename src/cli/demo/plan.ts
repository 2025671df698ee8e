/** Decides what every answering unit says, question by question, so that the whole set shows what it is to show. */

import { applies, firingCheck, type SoFar, stopAt, withAnswer } from '../../engine/route.ts'
import type { Entry } from '../../engine/session.ts'
import type { Answer, GivenMissing } from '../../questionnaire/answer.ts'
import type { Question, Questionnaire, QuestionOf } from '../../questionnaire/schema.ts'
import { byShape, figureOf, isShare, type QuestionOfShape } from '../../questionnaire/shape.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { share } from '../../report/count.ts'
import type { DemoShares } from '../../report/demo-shares.ts'
import type { Drawn, Random, Seat } from './random.ts'

/** Unit id → question id → what it gives. */
type Plan = Map<string, Record<string, Drawn>>

const entryOf = (given: Drawn): Entry => ({ r: 1, by: 0, at: 0, ...given })

/** Amounts that set off a check are drawn anew; after this many tries the question is passed over. */
const tries = 30

const planDrawn = (question: Question, { unit, entries }: Seat, draw: (unit: Unit) => Answer): Drawn => {
  for (let i = 0; i < tries; i += 1) {
    const answer = draw(unit)
    if (firingCheck(question, withAnswer(entries, question.id, answer), unit) === undefined) return { answer }
  }
  return { missing: 'skipped' }
}

const planQuestion = (question: Question, seats: readonly Seat[], targets: DemoShares, random: Random): Drawn[] => {
  const wanted = targets[question.id] ?? {}
  const drawnFor = (draw: (unit: Unit) => Answer): Drawn[] => seats.map((seat) => planDrawn(question, seat, draw))
  return byShape(question, {
    none: (): Drawn[] => [],
    choice: (it) => planSingle(it, seats, wanted, random),
    choices: (it) => planMultiple(it, seats, wanted, random),
    rows: (it) => planMatrix(it, seats, wanted, random),
    words: () => seats.map(() => remarkOrNot(random)),
    figure: (it) => drawnFor((unit) => amountFor(it, unit, random)),
    date: ({ min }) => drawnFor(() => ({ kind: 'date', value: min ?? '2018-01-01' })),
    order: ({ choices, places }) =>
      drawnFor(() => ({ kind: 'ranking', value: random.shuffled(choices.map((c) => c.id)).slice(0, places) })),
  })
}

/** The answers of these units to one part, along the route that each unit's own answers open. */
export const planAnswers = (
  questionnaire: Questionnaire,
  units: readonly Unit[],
  targets: DemoShares,
  random: Random,
): Plan => {
  const walks = units.map((unit) => ({ entries: {} as Record<string, Entry>, counted: {}, unit }) satisfies SoFar)
  const plan: Plan = new Map(units.map((unit) => [unit.id, {}]))
  for (const section of questionnaire.sections) {
    const asked = walks.filter((walk) => applies(section, walk))
    for (const question of section.questions) {
      const seats = asked.flatMap((walk): (Seat & { walk: typeof walk })[] => {
        const stop = stopAt(section, question, walk)
        return stop === undefined ? [] : [{ unit: walk.unit, entries: walk.entries, stop, walk }]
      })
      const given = planQuestion(question, seats, targets, random)
      for (const [i, { unit, walk }] of seats.entries()) {
        const one = given[i]
        if (one === undefined) continue
        walk.entries[question.id] = entryOf(one)
        // Walked once more, now that it has an answer, which the questions after it ask for.
        stopAt(section, question, walk)
        const planned = plan.get(unit.id)
        if (planned) planned[question.id] = one
      }
    }
  }
  return plan
}

// Closed questions: shares as wanted, some «vet ikke» and «ikke aktuelt» among them.

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
  answer: (substantive: Seat[]) => Drawn[],
): Drawn[] => {
  const order = random.shuffled(seats.map((_, i) => i))
  const isMissing = new Map(order.slice(0, missing.length).map((seat, i) => [seat, missing[i] ?? 'dont_know']))
  const rest = seats.filter((_, i) => !isMissing.has(i))
  const answers = answer(rest)
  const byUnit = new Map(rest.map((seat, i) => [seat.unit.id, answers[i]]))
  return seats.map((seat, i): Drawn => {
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
const planSingle = (question: QuestionOf<'single'>, seats: readonly Seat[], wanted: Wanted, random: Random): Drawn[] =>
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
    return rest.map((seat, i): Drawn => {
      const drawn = hand[i] ?? ''
      const value = seat.stop.choiceIds.includes(drawn) ? drawn : (seat.stop.choiceIds[0] ?? drawn)
      return { answer: { kind: 'single', value, ...(value === specify ? { other: other(random) } : {}) } }
    })
  })

/** Several choices, or the exclusive one alone. */
const planMultiple = (
  question: QuestionOf<'multiple'>,
  seats: readonly Seat[],
  wanted: Wanted,
  random: Random,
): Drawn[] =>
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
    return all.map((value): Drawn => {
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
const planMatrix = (
  question: QuestionOf<'matrix'>,
  seats: readonly Seat[],
  wanted: Wanted,
  random: Random,
): Drawn[] => {
  const rows = question.rows.map((row) => ({
    id: row.id,
    hand: rowHand(question, seats.length, wanted[row.id] ?? 50, random),
  }))
  return seats.map((_, i): Drawn => {
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

// Numbers, percentages, dates, rankings and texts of a generated set. All invented; plausible by the unit's size.

const rounded = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals

const clamped = (value: number, min: number | undefined, max: number | undefined): number =>
  Math.min(Math.max(value, min ?? 0), max ?? value)

/** Questions about people grow with the unit, those about years and posts do not: per thousand inhabitants, and spread. */
const perThousand: Readonly<Record<string, number>> = {
  bosatt_antall: 1.6,
  bosatt_mindreaarige: 0.15,
  introprogram_deltakere: 4,
  utdanning_antall: 0.9,
}

const drawn = (id: string, unit: Unit, random: Random): number => {
  const spread = 0.4 + 1.4 * random.next()
  const rate = perThousand[id]
  return rate === undefined ? 1 + 11 * random.next() ** 2 : (rate * spread * Math.min(unit.population, 60_000)) / 1000
}

const amountFor = (question: QuestionOfShape<'figure'>, unit: Unit, random: Random): Answer => {
  const { min, max, decimals, id } = question
  if (isShare(question)) {
    const value = min === 1 ? 45 + 5 * Math.round(random.next() * 7) : Math.round(2 + 14 * random.next())
    return figureOf(question, clamped(value, min, max))
  }
  const value = decimals > 0 ? 0.2 + 1.8 * random.next() : drawn(id, unit, random)
  return figureOf(question, rounded(clamped(value, min, max), Math.min(decimals, 1)))
}

/** One in five writes something. */
const writes = 0.2
const remarks = [
  'Vi ønsker flere regionale samlinger.',
  'Bra undersøkelse.',
  'Langsiktig planlegging er det vanskeligste.',
  'Avstandene er store hos oss.',
]

/** A remark, or the question passed over. */
const remarkOrNot = (random: Random): Drawn =>
  random.next() < writes
    ? { answer: { kind: 'text', value: remarks[Math.floor(random.next() * remarks.length)] ?? 'Ingen merknad.' } }
    : { missing: 'skipped' }

// Hands out choices so that their shares come out as wanted.

/** The count whose whole per cent of `n` is the target, the nearest to it; where no count rounds to it, the nearest one. */
const countFor = (percent: number, n: number): number => {
  const near = Math.round((percent * n) / 100)
  return [near, near - 1, near + 1].find((c) => c >= 0 && c <= n && share(c, n) === percent) ?? near
}

/** True when some count of `n` rounds to every one of the targets. */
const isReachable = (percents: readonly number[], n: number): boolean =>
  percents.every((percent) => share(countFor(percent, n), n) === percent)

/** Whole numbers that add up to `n`, in proportion to the weights (largest remainders). */
const proportional = (weights: readonly number[], n: number): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((w) => (sum === 0 ? 0 : (w * n) / sum))
  const whole = exact.map(Math.floor)
  const left = n - whole.reduce((a, b) => a + b, 0)
  const order = exact.map((x, i) => ({ i, rest: x - Math.floor(x) })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1
  return whole
}

/** One of the ids for each of `n`, in arbitrary order, so often as the counts say. */
const dealt = (counts: ReadonlyMap<string, number>, random: Random): string[] =>
  random.shuffled([...counts].flatMap(([id, count]) => Array.from({ length: count }, () => id)))

/**
 * Several ids for each of `n`: every id exactly as often as its count says, nobody more than `max`, everybody at least
 * one where there are enough of them.
 */
const dealtSeveral = (counts: ReadonlyMap<string, number>, n: number, max: number, random: Random): string[][] => {
  const hands = Array.from({ length: n }, (): Set<string> => new Set())
  for (const [id, count] of counts) {
    const room = random.shuffled(hands).filter((hand) => hand.size < max)
    for (const hand of room.slice(0, count)) hand.add(id)
  }
  const rich = hands.filter((hand) => hand.size > 1)
  for (const empty of hands.filter((hand) => hand.size === 0)) {
    const giver = rich.find((hand) => hand.size > 1)
    const given = giver === undefined ? undefined : [...giver][0]
    if (giver === undefined || given === undefined) break
    giver.delete(given)
    empty.add(given)
  }
  return hands.map((hand) => [...hand])
}
