/** One unit's answer to a question beside the others', as lines for a chat. */
import type { Language } from '../../questionnaire/schema.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { translate } from '../../wording/translate.ts'
import { groupOf } from '../groups.ts'
import type { CountedQuestion, Said } from '../items.ts'
import type { Table } from '../model.ts'
import { isSuppressed } from '../model.ts'
import { formatNumber } from '../number-format.ts'
import type { Comparison } from '../unit-comparison.ts'
import { orderedIds, rowLabel, topLabel } from './figure-parts.ts'
import { categoryLabel, doc, groupLabel, say } from './labels.ts'
import { cellText, ofAll, ownWords } from './unit-document.ts'

/** `own`: what the unit answered, with a label before it; empty for a matrix, whose rows carry it. */
export type UnitLines = { title: string; own: string; others: string[] }

type About = { language: Language; unit: Unit; question: CountedQuestion }

/** More of the unit's own choices than that are told by the first of them. */
const mostChoices = 4

/** The question with a line per choice, row or number. Suppressed numbers are called hidden, as in the report. */
export const unitLines = (about: About, comparisons: readonly Comparison[]): UnitLines => {
  const { language, question } = about
  const title = say(language, question.text)
  const [one] = comparisons
  if (question.kind === 'matrix') return { title, own: '', others: comparisons.map((c) => rowLine(about, c)) }
  const own = `${doc(language, 'own_answer')}: ${ownWords(language, question, one?.own ?? null)}`
  if (one === undefined) return { title, own, others: [] }
  if (question.kind !== 'number' && question.kind !== 'percent') return { title, own, others: choiceLines(about, one) }
  const median = (table: Table) => formatNumber(language, table.numbers?.median ?? 0)
  return { title, own, others: [`${doc(language, 'median')}: ${besides(about, one, median)}`] }
}

/** «Hele landet 68 %, Akershus 55 %, samme størrelse (5 000–9 999) skjult». */
const besides = ({ language, unit }: About, comparison: Comparison, read: (table: Table) => string): string => {
  const size = groupLabel(language, 'population', groupOf('population', unit))
  const names = [doc(language, 'country'), unit.county, translate(language, 'others.size', { size })]
  const cells = ofAll(comparison).map((cell) => cellText(language, cell, read))
  return names.map((name, i) => `${name} ${cells[i] ?? ''}`).join(', ')
}

const choiceLines = (about: About, comparison: Comparison): string[] => {
  const { language, question } = about
  return idsShown(question, comparison)
    .slice(0, mostChoices)
    .map((id) => {
      const label = categoryLabel(language, question, id)
      return `${label}: ${besides(about, comparison, (table) => `${table.shares[id] ?? 0} %`)}`
    })
}

/** The unit's own choices; where it made none, the most common one in the country. Of a ranking the first place. */
const idsShown = (question: CountedQuestion, { own, country }: Comparison): string[] => {
  if (isSuppressed(country)) return chosen(question, own)
  const counted = new Set(Object.keys(country.counts))
  const ids = chosen(question, own).filter((id) => counted.has(id))
  if (ids.length > 0 || country.n === 0) return ids
  const count = (id: string) => country.counts[id] ?? 0
  return [...orderedIds(question, country)].sort((a, b) => count(b) - count(a)).slice(0, 1)
}

const chosen = (question: CountedQuestion, own: Said | null): string[] => {
  if (own?.type === 'missing') return [own.kind]
  if (own?.type !== 'choices') return []
  return question.kind === 'ranking' ? own.ids.slice(0, 1) : own.ids
}

/** «Barn: God. Svært god eller god: Hele landet 77 %, …»; on a short scale the share of the unit's own choice. */
const rowLine = (about: About, comparison: Comparison): string => {
  const { language, question } = about
  const context = { language, question, limit: 0 }
  const { country, own, item } = comparison
  const said = `${rowLabel(context, item.row ?? '')}: ${ownWords(language, question, own)}`
  if (isSuppressed(country) || country.top !== undefined)
    return `${said}. ${topLabel(context)}: ${besides(about, comparison, (table) => `${table.top?.share ?? 0} %`)}`
  return [said, ...choiceLines(about, comparison)].join('. ')
}
