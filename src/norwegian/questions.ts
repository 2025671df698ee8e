/** Whether a text asks the bot, or those behind it, something, or tells why there is no answer now. */

import type { Said } from './said.ts'
import { alternation, tagged } from './words.ts'

/** Words; a longer text tells something, whatever sign it ends with. */
const longest = 25
/** Without its question mark a question is short. */
const longestUnmarked = 12
/** Words of a sentence that tells something beside the question. */
const tells = 4

const howMuch = '(?:lenge|lang|langt|mange|mye|mykje|ofte|mykj|stor|stort|viktig|lett)'
const asking = new RegExp(
  `^(?:(?:og|men|ja|nei|ok|hei|forresten|beklager|unnskyld|orsak) )*(?:${alternation('asking')})\\b`,
)
const askingThenVerb = new RegExp(
  `^(?:(?:og|men|ja|nei|ok|hei|forresten|beklager|unnskyld|orsak) )*(?:${alternation('asking')})(?: ${howMuch})?(?: tid)? (?:${alternation('inverting')})\\b`,
)
const inverted = new RegExp(
  `^(?:(?:og|men|ja|nei|ok|hei|forresten|beklager|unnskyld|orsak) )*(?:${alternation('inverting')}) (?:ikk?j?e )?(?:${alternation('asked')})\\b`,
)
const wonders =
  /^(?:(?:jeg|eg|vi|me|ae?) )?(?:(?:bare|berre) )?(?:lurer|lurar|lurte|undres|undrast|undrer|undrar)(?: (?:litt|bare|berre))?(?: (?:pa|pa om))?\b|^(?:et |eit )?sporsmal\b/

/**
 * Whether the whole text is a question: it begins as one, and nothing of more than a few words is told beside it. «Når vi
 * får nok bolig» is none, «når får vi svar» is.
 */
export const isQuestion = (said: Said): boolean => {
  const { tokens } = said
  if (tokens.length === 0 || tokens.length > longest || !asksAlone(said.text)) return false
  if (wonders.test(said.bare)) return true
  if (said.asks) return asking.test(said.bare) || beginsWithVerb(tokens)
  return tokens.length <= longestUnmarked && (askingThenVerb.test(said.bare) || inverted.test(said.bare))
}

const beginsWithVerb = (tokens: readonly string[]): boolean => {
  const [first] = tagged(tokens, ['inverting'])
  return first?.of === 'inverting' && tokens.length > 1
}

/** Every sentence of it asks, or says no more than «hei». */
const asksAlone = (text: string): boolean =>
  (text.match(/[^.!?\n]+[.!?\n]*/gu) ?? []).every(
    (sentence) => /\?\s*$/.test(sentence) || sentence.trim().split(/\s+/).length < tells || !/[.!?\n]\s*\S/u.test(text),
  )

const puttingOff =
  /^(?:(?:jeg|eg|vi|me|ae?|dette|det|her) )?(?:(?:ma|skal|vil|far|bor) (?:\S+ ){0,2}(?:sjekke|sporre|sporje|tenkj?e(?= (?:pa|over|litt|meg)\b|$)|hore|hoyre|finne ut|undersoke|ga|lope|springe|i mote|pa mote)\b|(?:kommer|kjem) (?:\S+ )?(?:tilbake|att)\b|(?:tar|tek|svarer|svarar) .*(?:senere|seinare|etterpa|i morgen|i morgon)$|(?:har|far) (?:ikke|ikkje) tid\b|(?:er|sitter|sit) i (?:et |eit )?mote\b)/

/** «Må sjekke med økonomi først, kommer tilbake»: the answer is still to come. Short texts only. */
export const isPuttingOff = (said: Said): boolean => said.tokens.length <= 12 && puttingOff.test(said.bare)

/** «Hva betyr enhet?», with its question mark: never an answer, not even where any words are one. */
export const asksMeaning = (said: Said): boolean =>
  said.asks &&
  /^(?:hva|kva|ka) (?:betyr|tyder|menes med|meinast med|meines med|mener dere med|meiner de med|meiner dykk med) .{1,150}$/.test(
    said.bare,
  )

/** «Er det rektor?»: an answer that is not sure of itself. */
export const isGuess = (said: Said): boolean =>
  /^(?:er|blir|var|ma|kan) (?:det|dette|ikk?j?e det|det vel)\b/.test(said.bare) && said.tokens.length <= 5
