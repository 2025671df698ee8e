/** Per cent questions: per cent, fractions, n of m. */
import type { QuestionOf } from '../questionnaire/schema.ts'
import { ask, toConfirm } from './contents.ts'
import type { Reading } from './digits.ts'
import { isDash, wordOf } from './lexicon.ts'
import { bare, tidy, trimOf } from './normalise.ts'
import { ofQuantity, readNumber } from './numbers.ts'
import type { Core } from './politeness.ts'
import { readQuantity } from './quantity.ts'
import { readShare } from './shares.ts'
import type { Content } from './types.ts'

const percentWord = /(?:%|\b(?:prosenter|prosentar|prosenten|prosent|pst|pros)\b\.?)/g
const everything = new Set(['alle', 'alle sammen', 'alle saman', 'samtlige', 'samtlege', 'alt', 'absolutt alle'])
const ofWhom =
  / (?:av )?(?:de|dei|vare)? ?(?:kommunene|kommunane|kommuner|kommunar|flyktninger|flyktningar|flyktningene|flyktningane|deltakere|deltakarar|deltakerne|deltakarane|ansatte|tilsette|de ansatte|dei tilsette|personer|personar|bydeler|bydelar|bydelene|innvandrere|innvandrarar|bosatte|busette|ganger|gonger|stillinger|stillingar|tilfeller|plasser|dem|dei|disse|desse)$/

/** The meaning of a text at a per cent question. */
export function understandPercent({ core, hedged }: Core, question: QuestionOf<'percent'>): Content {
  // A dash may be «none» or «not for us» when a share is asked: so it is confirmed.
  if (isDash(core)) return { type: 'confirm', answer: { kind: 'percent', value: 0 } }
  const whole = trimOf(bare(tidy(core)), ' .!?;:')
  const unmarked = trimOf(whole.replace(percentWord, ' ').replace(/ +/g, ' '), ' .')
  const text = unmarked.replace(ofWhom, '')
  const marked = /%|prosent|\bpst\b|\bpros\b/.test(whole)
  const limit = everything.has(text) ? 100 : wordOf(text) === 'none' ? 0 : undefined
  if (limit !== undefined) return ofQuantity('percent', { type: 'value', value: limit, approximate: false }, hedged)
  const quantity = readQuantity(text, (part) =>
    // «en halv prosent» is 0,5 %, not the half.
    shareOf(marked ? readNumber(part, question.decimals) : readPart(part, question.decimals)),
  )
  if (quantity === undefined) return ask({ code: 'not_a_number' })
  if (!marked && quantity.type === 'value' && quantity.value >= 0 && quantity.value <= 1 && /[.,]\d/.test(text)) {
    return ask({ code: 'share_as_fraction', value: quantity.value })
  }
  // «30 flyktninger» is a count; «ni av ti flyktninger» and «30 % av flyktningene» are shares.
  if (!marked && text !== unmarked && quantity.type === 'value' && readShare(text) === undefined) {
    return ask({ code: 'not_a_number' })
  }
  const meaning = ofQuantity('percent', quantity, hedged)
  // «en» and «to» are hardly per cent, 1 may be a whole share, and a plus tells of a change.
  return /^(?:\+|pluss )/.test(text) ||
    (!marked && /^(?:en|ein|ei|ett|eitt|to|1|halvann\w+|.* halvt?)$/.test(text) && readShare(text) === undefined)
    ? toConfirm(meaning)
    : meaning
}

/** No share is in the thousands. */
function shareOf(reading: Reading): Reading {
  const shares = reading !== undefined && 'candidates' in reading ? reading.candidates.filter((it) => it <= 100) : []
  const [value] = shares
  return shares.length === 1 && value !== undefined ? { value } : reading
}

/** Only shares are rounded, to the field's decimals; a percentage that was typed with more is the engine's to refuse. */
function readPart(part: string, decimals: number): Reading {
  const share = readShare(part)
  if (share === undefined || !('value' in share)) return readNumber(part, decimals)
  const factor = 10 ** decimals
  return { ...share, value: Math.round(share.value * factor) / factor }
}
