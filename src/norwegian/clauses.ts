/**
 * Of a sentence in two clauses each may tell another choice: «NAV, men flyktningteamet er en egen enhet der». What the first one says is
 * the answer, and what stands after it a remark as often as not, so that it is asked between the two.
 */

import { asks } from '../questionnaire/shape.ts'
import { withCalled } from './called-answers.ts'
import { type Candidate, candidatesOf } from './match.ts'
import { ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import { clean, type Said, saidOf } from './said.ts'
import { type Piece, piecesOf } from './sentences.ts'
import { mentionsIn } from './signs.ts'
import { toldIn } from './told.ts'
import { understand } from './understand.ts'

/** What a text says in words of one's own too, where it is no talk; undefined: it is no answer. */
export const readAlone = (text: string, hearing: Hearing): Content | undefined => {
  const said = saidOf(text)
  const content = withCalled(
    said,
    toldIn(said, understand(text, hearing), hearing, () => false),
    hearing,
  )
  return ['answer', 'rows', 'confirm', 'missing'].includes(content.type) ? content : undefined
}

const twoClauses = /^([^.;!?]{2,60}?)(?:, ?|\. ?)(?:men|mens|medan|selv om|sjølv om)(?!\p{L}) (\S.{2,120})$/iu
/** What was, should be or is only written down; and a first clause that says neither. */
const notSo =
  /(?<!\p{L})(?:skulle|burde|egentlig|eigentleg|på papiret|formelt|før|tidligere|tidlegare|planen|offisielt|i teorien|ikke|ikkje|itj|ingen|nei|ja|jau|litt|noe|noko|både)(?!\p{L})|^jo(?!\p{L})/iu

const plainChoiceOf = (content: Content | undefined): string | undefined =>
  (content?.type === 'confirm' || content?.type === 'answer') &&
  content.answer.kind === 'single' &&
  content.answer.other === undefined
    ? content.answer.value
    : undefined

/** The choice that a clause names by itself. */
const namedBy = (text: string, hearing: Hearing, candidates: readonly Candidate[]): string | undefined => {
  const mentioned = new Set(piecesOf(text).flatMap((piece) => mentionsIn(piece, candidates).map(({ of }) => of)))
  return plainChoiceOf(understand(text, hearing)) ?? (mentioned.size === 1 ? [...mentioned][0] : undefined)
}

/** «Nesten aldri, en webinar i vår», «ikkje noko stort, berre eit møte internt»: a none that is none, and what there is. */
const thatThereIs =
  /^(?:(?:nesten|knapt|så godt som|omtrent|tilnærma|tilnærmet) (?:aldri|ingen|inga|ingenting|ikke|ikkje)|(?:ikke|ikkje|itj|ingen|inga) (?:noe |noko |nokon |noen |nokre )?(?:stor\p{L}*|spesiel\p{L}*|særlig\p{L}*|særleg\p{L}*|mye|mykje|mange|annet|anna))(?:, ?| (?=bare|berre|kun|utenom|utanom))(?:men |bare |berre |kun |utenom |utanom |bortsett fra )*(\S.{2,120})$/iu

/** «Et års tid minst»: at the least. */
const atLeast =
  /(?<!\p{L})(?:minst|minimum|i alle fall|i hvert fall|over|mer enn|meir enn|lengre enn|lenger enn)(?!\p{L})/iu

/** What was proposed of a text at a question with choices, held to its clauses. */
export const heldToClauses = (said: Said, content: Content, hearing: Hearing): Content => {
  const { question, choiceIds } = hearing
  if (content.type !== 'confirm' && content.type !== 'ask') return content
  if (!asks(question, 'choice', 'choices')) return content
  const text = clean(said.text)
  const instead = thatThereIs.exec(text)?.[1]
  const other = instead === undefined ? undefined : readAlone(instead, hearing)
  if (other !== undefined && other.type !== 'missing') return toConfirm(other)
  const proposed = plainChoiceOf(content)
  if (!asks(question, 'choice') || proposed === undefined) return content
  const candidates = candidatesOf(question.choices, choiceIds)
  const [, first = ''] = notSo.test(text) ? [] : (twoClauses.exec(text) ?? [])
  const named = first === '' ? undefined : namedBy(first, hearing, candidates)
  if (named !== undefined && named !== proposed) return ask({ code: 'ambiguous_choice', candidates: [named, proposed] })
  if (wasBefore.test(text) && isOfBefore(piecesOf(text), proposed, candidates)) return ask({ code: 'unknown_choice' })
  const next = atLeast.test(text) ? nextSpan(proposed, candidates) : undefined
  return next === undefined ? content : ask({ code: 'ambiguous_choice', candidates: [proposed, next] })
}

const wasBefore =
  /(?<!\p{L})(?:før (?:det|dette|den tid)|førr det|tidligere|tidlegare) (?:var|jobbet|jobba|arbeidet|arbeidde|hadde) (?:jeg|eg|æ|vi|me)(?!\p{L})/iu
/** «Femte året nå, før det var jeg kommunalsjef»: told of only as what was. */
const isOfBefore = (pieces: readonly Piece[], id: string, candidates: readonly Candidate[]): boolean => {
  const naming = pieces.filter((piece) => mentionsIn(piece, candidates).some(({ of }) => of === id))
  return naming.length > 0 && naming.every(({ turns }) => turns.has('before'))
}

/** The choice after one that is a span of time. */
const nextSpan = (id: string, candidates: readonly Candidate[]): string | undefined => {
  const i = candidates.findIndex((one) => one.id === id)
  const range = candidates[i]?.range
  return range === undefined || range.of === 'number' ? undefined : candidates[i + 1]?.id
}
