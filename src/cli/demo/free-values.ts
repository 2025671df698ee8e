/** Numbers, percentages, dates, rankings and texts of a generated set. All invented; plausible by the unit's size. */
import type { Answer } from '../../questionnaire/answer.ts'
import type { Asked } from '../../questionnaire/schema.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import type { Given } from './given.ts'
import type { Random } from './random.ts'

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

/** An answer to an open question that is no text; null when there is nothing to draw. */
export const amountFor = (question: Asked, unit: Unit, random: Random): Answer | null => {
  switch (question.kind) {
    case 'number': {
      const value = question.decimals > 0 ? 0.2 + 1.8 * random.next() : drawn(question.id, unit, random)
      return {
        kind: 'number',
        value: rounded(clamped(value, question.min, question.max), Math.min(question.decimals, 1)),
      }
    }
    case 'percent': {
      const value = question.min === 1 ? 45 + 5 * Math.round(random.next() * 7) : Math.round(2 + 14 * random.next())
      return { kind: 'percent', value: clamped(value, question.min, question.max) }
    }
    case 'date':
      return { kind: 'date', value: question.min ?? '2018-01-01' }
    case 'ranking':
      return { kind: 'ranking', value: random.shuffled(question.choices.map((c) => c.id)).slice(0, question.places) }
    default:
      return null
  }
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
export const textFor = (question: Asked, random: Random): Given =>
  random.next() < writes && (question.kind === 'long_text' || question.kind === 'short_text')
    ? { answer: { kind: 'text', value: remarks[Math.floor(random.next() * remarks.length)] ?? 'Ingen merknad.' } }
    : { missing: 'skipped' }
