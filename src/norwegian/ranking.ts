/** Ranking: choices in the order typed, by number or text, or with their places («1. bemanning 2. økonomi»). */
import type { Candidate } from './candidates.ts'
import { choiceWords } from './choice-words.ts'
import { nameOne } from './choices.ts'
import { answered, ask, toConfirm } from './contents.ts'
import { listNumbers } from './list-numbers.ts'
import { matchInFull } from './match.ts'
import { bare, tidy } from './normalise.ts'
import type { Core } from './politeness.ts'
import { type NamedList, nameItems } from './several.ts'
import type { Content } from './types.ts'

/** The meaning of a text at a ranking. How many places must be filled is the engine's to say. */
export function understandRanking({ core, hedged }: Core, candidates: readonly Candidate[]): Content {
  const text = tidy(core)
  const named = byFigures(text, candidates) ?? byPlaces(text, candidates) ?? byWords(text, candidates)
  if ('problem' in named) return ask(named.problem)
  if (new Set(named.ids).size < named.ids.length) return ask({ code: 'rank_repeated' })
  const meaning = answered({ kind: 'ranking', value: named.ids })
  return named.near || hedged || levels.test(text) ? toConfirm(meaning) : meaning
}

/** «Bolig/norsk, helse»: two of them in the same place, or one after the other. */
const levels = /[a-zæøå] ?\/ ?[a-zæøå]| og .+ og /

function byFigures(text: string, candidates: readonly Candidate[]): NamedList | undefined {
  if (/^\d ?- ?\d$/.test(text) || /\d ?[:=] ?\d/.test(text)) return { problem: { code: 'not_understood' } }
  if (matchInFull(choiceWords(text), candidates).type === 'one') return undefined
  const numbers = listNumbers(withoutOrderWords(text.replace(/ ?(?:->?|>) ?/g, ', ')))
  if (numbers === undefined) return undefined
  const ids = numbers.map((number) => candidates.find((c) => c.number === number)?.id)
  return ids.every((id) => id !== undefined) ? { ids, near: false } : { problem: { code: 'unknown_choice' } }
}

const marker = /(?:^|[ ,;]+)(?:nr\.? ?|nummer )?(\d{1,2}) ?[.:)=] ?(?=\D)/g
const endMarker = /^(.+?)[ :(=]+(\d{1,2})[).]?$/

/** Places written before or after each choice. When they do not rise and may be the choices' own numbers, it is confirmed. */
function byPlaces(text: string, candidates: readonly Candidate[]): NamedList | undefined {
  const marks = [...text.matchAll(marker)]
  const pairs =
    marks.length > 1 && marks[0]?.index === 0
      ? marks.map((mark, i) => ({
          place: Number(mark[1]),
          text: text.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length),
        }))
      : placesAfter(text)
  if (pairs === undefined) return undefined
  const named = pairs.map((pair) => ({ place: pair.place, named: nameOne(pair.text, candidates) }))
  const ids: { place: number; id: string }[] = []
  let near = false
  for (const { place, named: one } of named) {
    if ('problem' in one) return { problem: one.problem }
    near ||= one.near
    ids.push({ place, id: one.id })
  }
  const sorted = [...ids].sort((a, b) => a.place - b.place)
  const counts = sorted.every(({ place }, i) => place === i + 1)
  if (!counts)
    return {
      problem:
        new Set(ids.map((i) => i.place)).size < ids.length ? { code: 'rank_repeated' } : { code: 'not_understood' },
    }
  const rising = ids.every(({ place }, i) => place === i + 1)
  const own = ids.every(({ place, id }) => candidates.find((c) => c.id === id)?.number === place)
  return { ids: sorted.map(({ id }) => id), near: near || (own && !rising) }
}

function placesAfter(text: string): { place: number; text: string }[] | undefined {
  const pieces = text.split(/ ?[,;] ?/).map((piece) => endMarker.exec(piece))
  if (pieces.length < 2 || pieces.some((p) => p === null)) return undefined
  return pieces.map((p) => ({ place: Number(p?.[2]), text: p?.[1] ?? '' }))
}

const first = /\b(?:forst|fyrst|aller forst|viktigst|mest viktig|pa forsteplass|overst|ovst)\b/
const last = /\b(?:sist|til slutt|minst viktig|nederst|pa sisteplass|til sist)\b/
const orderWords =
  /(?:^|(?<=[ ,]))(?:og )?(?:aller )?(?:først|forst|fyrst|fyrst og fremst|viktigst(?: er)?|deretter|dernest|dinest|så|sa|etterfulgt av|etterfølgt av|til slutt|til sist|sist|nederst|øverst|øvst)(?:(?=[ ,:])|$)[ :]*/g

function withoutOrderWords(text: string): string {
  return text
    .replace(orderWords, ', ')
    .replace(/(?: ?, ?)+/g, ', ')
    .replace(/^, |, $/g, '')
}

function byWords(text: string, candidates: readonly Candidate[]): NamedList {
  const pieces = bare(text).split(/,|;|>| sa | deretter | dernest /)
  const firstAt = pieces.findIndex((piece) => first.test(piece))
  const lastAt = pieces.findIndex((piece) => last.test(piece) && !/ og (?:til )?(?:sist|slutt)/.test(piece))
  if (firstAt > 0 || (lastAt >= 0 && lastAt < pieces.length - 1)) return { problem: { code: 'not_understood' } }
  return nameItems(withoutOrderWords(text.replace(/ ?(?:->|>) ?/g, ', ')), candidates)
}
