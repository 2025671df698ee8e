/** Somebody takes back what they have just written: «5, nei 6», «svært god, nei vent, god». Only what comes last is meant. */
import type { Asked } from '../questionnaire/schema.ts'

/** `sure`: what stood before is certainly taken back. */
export type Correction = { rest: string; sure: boolean }

/** These take back what stood before them, also when nothing did: «nei vent, ja». */
const takenBack =
  /^(?:.*[\s,.;…-])?(?:eller nei|nei,? (?:vent|vent litt|forresten|forresten,? jo|feil|beklager|unnskyld|orsak|det (?:er|var) feil)|(?:feil|rettelse|retting|korreksjon|korrigering)(?=[\s]*[,:.!])|feiltast|feilskriving|skrivefeil)[\s,:.!…-]+(?=\S)/isu
/** These do so only after something that may be taken back. */
const better =
  /^.+[\s,.;…-](?:(?:jeg|eg|vi) (?:mente|meinte|mener|meiner)|mente|meinte|rettere sagt|rettare sagt|eller rettere sagt|ups|oi|oisann|sorry|unnskyld|orsak|beklager)[\s,:.!-]+(?=\S)/isu
const atTheEnd = /^.+[,.…]+ ?nei,? (?<rest>[^,.]+?),? (?:forresten|likevel)[.!]?$/isu
/** Where «nei» is no answer itself. */
const plainNo = /^.+[\s,.;…-]+nei,? (?:det (?:er|var) )?(?=\S)/isu

/** What is left when somebody corrects themselves; undefined when nobody does. */
export function correctionOf(text: string, kind: Asked['kind']): Correction | undefined {
  const ended = atTheEnd.exec(text)?.groups?.rest
  if (ended !== undefined) return { rest: ended, sure: true }
  const back = takenBack.exec(text) ?? (figures.has(kind) ? plainNo.exec(text) : null)
  if (back !== null) return { rest: text.slice(back[0].length), sure: true }
  const put = better.exec(text)
  return put === null ? undefined : { rest: text.slice(put[0].length), sure: false }
}

const figures: ReadonlySet<Asked['kind']> = new Set(['number', 'percent', 'date', 'matrix'])

/** «Nei 18», «nei, jeg mente 18», «det skulle vært 18», with nothing before it in the same text that it takes back. */
const backAtOnce =
  /^(?:(?:nei|næ|ups|oi|oisann|sorry|unnskyld|beklager|orsak|feil|rettelse|retting)[\s,.!:]+)*(?:(?:nei|feil|rettelse|retting)[\s,.!:]+(?=\d)|(?:jeg|eg|vi|me) (?:mente|meinte) |det (?:skulle|skal) (?:ha )?(?:vært|være|vore|vere|stå|stått) )/iu

/** Whether a text takes back something that was said before it. */
export const takesBack = (text: string): boolean => backAtOnce.test(text.trim())

/** The first of several sentences, when the others have no figure that could be the answer; undefined when there is one only. */
export function firstSentence(text: string): string | undefined {
  const [first = '', ...others] = text.split(/(?<=[^\s\d.]{2})[.!]+\s+(?=\S)|(?<=\d)[.!]\s+(?=\p{Lu})/u)
  return others.length === 0 || first.trim() === '' || /\d|\bnei\b|\bfeil\b/i.test(others.join(' ')) ? undefined : first
}
