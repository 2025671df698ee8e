/**
 * What is told beside a plain answer: «NAV, har alltid vært der hos oss», «2, 3 og 5 - sjekket med NAV-leder», «kjapt. 3-4 mnd».
 * Whether it takes anything back, so that the answer before it is certain or is to be asked about.
 */

import type { Asked } from '../questionnaire/schema.ts'
import { asks } from '../questionnaire/shape.ts'
import { namesOne } from './around.ts'
import { readNumeral } from './figures.ts'
import type { Candidate } from './match.ts'
import { bare, tidy } from './said.ts'
import { monthsInFull } from './times.ts'

/** An answer and what is told after it. */
export type Beside = { answer: string; remark: string }

/** Words of a remark; more is a story. */
const longest = 25

const first =
  /^(.{1,80}?)(?: ?[;!…]+ ?| [-–—] |(?<=[^\s\d.]{2})\.+ +|(?<=\d)\.+ +(?=\p{Lu})|,(?!\d) ?| ?\()(?=\S)(.+)$/su

/** In a list a comma parts what is listed. */
const ofList = /^(.{1,80}?)(?: ?[;!…]+ ?| [-–—] |(?<=[^\s\d.]{2}|\d)\.+ +(?=\p{L}{2})| ?\()(?=\S)(.+)$/su

/** The text before the first sign that may end an answer, and the rest; undefined when there is no such sign. */
export const besideOf = (core: string, isList: boolean): Beside | undefined => {
  const [, answer = '', remark = ''] = (isList ? ofList : first).exec(core) ?? []
  return answer.trim() === '' || remark.trim() === '' ? undefined : { answer: answer.trim(), remark: remark.trim() }
}

/** Words that take back some of an answer, or say more of it. */
const takesBack =
  /\b(?:nei|neida|ikk?j?e|ittj?|itj|ingen|inga|aldri|neppe|nesten|delvis|utenom|bortsett|unntatt|heller|eller|tidligere|tidlegare|forrige|neste|kanskje|usikker\w*|lurer|tror|trur|hvis|viss|dersom|skal|burde|skulle|resten|andre|ellers|elles|pluss|ogsa|i tillegg|dessuten|samt|men|bare|berre|kun|fung|fungerende|fungerande|konst|konstituert|vikar|tidl|avtroppende|unntak|halvparten|halve|halvdelen|helvta|elendig|skralt|verre|darlig\w*|darleg\w*|mindre|motsatt|egentlig|eigentleg|grad|halvt?|til neste|fram til|frem til|fra)\b|\?/
/** A year or a day of the month counts nothing. */
const dates = new RegExp(`\\b(?:19|20)\\d\\d\\b|\\b\\d{1,2}\\. ?(?:${monthsInFull})\\b`, 'g')

/** Whether a remark leaves the answer before it as it is: it names nothing else, turns nothing, and has no other figure. */
export const leavesAsItIs = (
  { answer, remark }: Beside,
  question: Asked,
  candidates: readonly Candidate[],
  year: number,
): boolean => {
  const told = bare(tidy(remark))
  const words = told.match(/\p{L}+/gu) ?? []
  if (words.length > longest || answer.length > 80) return false
  if (takesBack.test(told) || namesOne(remark, question, candidates)) return false
  const figures = told.replace(dates, (date) => (/^\d{4}$/.test(date) && Number(date) !== year ? '?' : ''))
  if (asks(question, 'choice')) return true
  return !/[\d?]/.test(figures) && !month.test(told) && words.every((word) => word.length < 2 || !isFigure(word))
}

const month = new RegExp(`^(?:${monthsInFull})\\b`)

const isFigure = (word: string): boolean => !/^(?:en|ein|ei|et|eit|ett)$/.test(word) && readNumeral(word) !== undefined
