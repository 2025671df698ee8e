/** «Nei», «nei, ingenting», «ikkje som eg kjem på», «nei hopp»: where something may be added, nothing is. */

import { isLongText } from '../questionnaire/shape.ts'
import type { Hearing } from './meaning.ts'
import type { Said } from './said.ts'
import { isOf, type Tag, tagged, type WordClass } from './words.ts'

/** «Er det noe mer …?», «Hva savner dere, hvis dere savner noe?» */
const asksWhetherAnything = (text: string): boolean =>
  isOf('inverting', text.split(' ')[0]?.toLowerCase() ?? '') || /, (?:hvis|om) /.test(text)

/** Words; nobody needs more to say that there is nothing. */
const longest = 12

// Of two classes that a word stands in, the first counts.
const order: readonly WordClass[] = [
  'nothing',
  'no',
  'not',
  'skipping',
  'adding',
  'something',
  'we',
  'self',
  'claim',
  'yes',
  'filler',
]

/**
 * At an optional text: what says that there is nothing to write, or that the question is to be passed by. A bare «nei» or
 * «ingenting» says so only where it is asked whether there is something: to «hva savner dere?» it is an answer.
 */
export const saysNothing = (said: Said, { question }: Hearing): boolean => {
  if (!isLongText(question) || question.required || said.asks) return false
  if (said.tokens.length === 0 || said.tokens.length > longest) return false
  // «Ingen merknader fra bydelens side»: who has none is not asked.
  const ofWhom = said.tokens
    .join(' ')
    .replace(
      / (?:fra|hos) (?:oss|meg|mi|min|var|vart|kommunens?|kommuna|bydelens?|kommunedirektoren|radmannen)(?: (?:side|sida|del))?(?: (?:na|no|i ar))?$/,
      '',
    )
  const tags = tagged(ofWhom.split(' '), order)
  if (tags.some(({ of }) => of === undefined)) return false
  const has = (...classes: WordClass[]): boolean => tags.some(({ of }) => of !== undefined && classes.includes(of))
  const nothing = has('nothing') || (has('not') && has('something')) || isBareNo(tags)
  if (has('skipping')) return nothing || has('no', 'not')
  return nothing && (asksWhetherAnything(question.text.nb) || (has('adding') && !isBareNo(tags)))
}

/** «Nei», «nei takk, det er alt». */
const isBareNo = (tags: readonly Tag[]): boolean =>
  tags[0]?.of === 'no' && tags.every(({ of }) => of === 'no' || of === 'filler' || of === 'we' || of === 'self')
