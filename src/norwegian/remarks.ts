/** An answer with something told beside it: «Svært dårleg, vi ringde i tre veker», «nei (men det kommer)», «lengre tid pga. boligmangel». */
import type { Asked } from '../questionnaire/schema.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import { choiceWords } from './choice-words.ts'
import { firstSentence } from './corrections.ts'
import { wordOf } from './lexicon.ts'
import { matchInFull } from './match.ts'
import { stanceOf } from './yes-no.ts'

/** The part that may be the answer, to be read by itself and confirmed; undefined when nothing can be taken off. */
export function withoutRemark(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  return (
    beforeReason(core, question, candidates) ??
    firstSentence(core) ??
    beforeComma(core, question, candidates) ??
    missingBefore(core, question, candidates) ??
    beforeBracket(core, question, candidates) ??
    conclusion(core)
  )
}

/** A whole value, and a remark that names neither another nor a row. */
function beforeComma(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  const [, value = '', remark = ''] = /^([^,]+), ?(.+)$/.exec(core) ?? []
  if (question.kind !== 'single' && question.kind !== 'matrix') return undefined
  if (value === '' || matchInFull(choiceWords(value), candidates).type !== 'one') return undefined
  // «Noe, men ikke nok» keeps what it said; «ja, men ikke ennå» takes it back.
  const plain = stanceOf(value) === undefined && question.kind === 'single'
  const told = plain ? remark.replace(/^men (?:ikke|ikkje) nok\b/, '') : remark
  return speaksOfOthers(told, question, candidates) ? undefined : value
}

/** «Ikkje aktuelt, me buset ikkje»: why it is so stands after it. */
function missingBefore(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  const [, value = '', remark = ''] = /^([^,.]+)[,.] ?(.+)$/.exec(core) ?? []
  const word = wordOf(value)
  if ((word !== 'dont_know' && word !== 'not_applicable') || /\d|\bmen\b|\b(?:ja|nei|kanskje)\b/i.test(remark))
    return undefined
  return namesOne(remark, question, candidates) ? undefined : value
}

function beforeBracket(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  const [, value = '', remark = ''] = /^([^()]+?) ?\(([^()]{3,200})\)[.!]*$/.exec(core) ?? []
  if (value === '' || !('choices' in question) || /\d/.test(remark)) return undefined
  return namesOne(remark, question, candidates) || /^(?:nei|ja|ikke|ikkje)\b/i.test(remark) ? undefined : value
}

const reason =
  /^([^,()]{2,80}?),? (?:pga\.?|p\.g\.a\.?|på grunn av|på grunn av at|grunna|grunnet|fordi|ettersom|av hensyn til|av omsyn til|siden vi|sidan vi|sidan me)(?= ).+$/i

function beforeReason(core: string, question: Asked, candidates: readonly Candidate[]): string | undefined {
  const value = reason.exec(core)?.[1]
  if (value === undefined || !('choices' in question)) return undefined
  return namesOne(core.slice(value.length), question, candidates) ? undefined : value
}

/** «Vi bosetter ikke, så ikke aktuelt»: what it comes to stands last. */
const conclusion = (core: string): string | undefined =>
  /^[^,]{3,80}, ?så (?:da blir det |då blir det |det blir |det er |svaret (?:er|blir) )?([^,]{2,40})$/i.exec(core)?.[1]

const speaksOfOthers = (remark: string, question: Asked, candidates: readonly Candidate[]): boolean =>
  namesOne(remark, question, candidates) ||
  choiceWords(remark).some((word) => /^(?:nei|ja|feil|ikke|men|alle|alt|resten)$/.test(word))

/** Whether a text has a longer word of a choice or row in it. */
function namesOne(text: string, question: Asked, candidates: readonly Candidate[]): boolean {
  const rows =
    question.kind === 'matrix'
      ? candidatesOf(
          question.rows,
          question.rows.map((row) => row.id),
        )
      : []
  const told = new Set([...candidates, ...rows].flatMap((c) => c.texts.flat()).filter((word) => word.length > 3))
  return choiceWords(text).some((word) => told.has(word))
}
