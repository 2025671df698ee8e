/** Per cent questions: per cent, fractions, n of m. */
import type { QuestionOf } from '../questionnaire/schema.ts'
import type { Reading } from './digits.ts'
import { isDash, wordOf } from './lexicon.ts'
import { answered, ask } from './meaning.ts'
import { bare, tidy, trimOf } from './normalise.ts'
import { ofQuantity, readNumber } from './numbers.ts'
import type { Core } from './politeness.ts'
import { readQuantity } from './quantity.ts'
import { readShare } from './shares.ts'
import type { Meaning } from './types.ts'

const percentWord = /(?:%|\b(?:prosenter|prosentar|prosenten|prosent|pst|pros)\b\.?)/g
const everything = new Set(['alle', 'alle sammen', 'alle saman', 'samtlige', 'samtlege', 'alt', 'absolutt alle'])
const ofWhom =
  / (?:av )?(?:de|dei|vare)? ?(?:kommunene|kommunane|kommuner|kommunar|flyktninger|flyktningar|flyktningene|flyktningane|deltakere|deltakarar|deltakerne|deltakarane|ansatte|tilsette|de ansatte|dei tilsette|personer|personar|plasser|dem|dei|disse|desse)$/

/** The meaning of a text at a per cent question. */
export function understandPercent({ core, hedged }: Core, question: QuestionOf<'percent'>): Meaning {
  // A dash may be «none» or «not for us» when a share is asked: so it is confirmed.
  if (isDash(core)) return { type: 'confirm', answer: { kind: 'percent', value: 0 } }
  const whole = trimOf(bare(tidy(core)), ' .!?;:')
  const text = trimOf(whole.replace(percentWord, ' ').replace(/ +/g, ' ').replace(ofWhom, ''), ' .')
  const marked = /%|prosent|\bpst\b|\bpros\b/.test(whole)
  if (everything.has(text)) return answered({ kind: 'percent', value: 100 })
  if (wordOf(text) === 'none') return answered({ kind: 'percent', value: 0 })
  const quantity = readQuantity(text, (part) =>
    // «en halv prosent» is 0,5 %, not the half.
    marked ? readNumber(part, question.decimals) : readPart(part, question.decimals),
  )
  if (quantity === undefined) return ask({ code: 'not_a_number' })
  if (!marked && quantity.type === 'value' && quantity.value > 0 && quantity.value < 1 && /\d?[.,]\d/.test(text)) {
    return ask({ code: 'share_as_fraction', value: quantity.value })
  }
  return ofQuantity('percent', quantity, hedged)
}

/** Only shares are rounded, to the field's decimals; a percentage that was typed with more is the engine's to refuse. */
function readPart(part: string, decimals: number): Reading {
  const share = readShare(part)
  if (share === undefined || !('value' in share)) return readNumber(part, decimals)
  const factor = 10 ** decimals
  return { ...share, value: Math.round(share.value * factor) / factor }
}
