/** A whole message as a command. Part of a message never is one: «Hjelp barna» cancels nothing. */
import { type CommandPhrase, commandPhrases } from './command-phrases.ts'
import { bare, phrase } from './normalise.ts'
import { readNumeral } from './numerals.ts'
import { findPhrase, indexPhrases } from './phrases.ts'
import type { Command, Hearing } from './types.ts'

const index = indexPhrases(commandPhrases)

/**
 * The command that the whole text is, or undefined. «gå videre» continues outside a question and skips at one; «neste»
 * at a required question and «stopp» anywhere are unclear.
 */
export function commandOf(text: string, hearing: Hearing): Command | undefined {
  const found = findPhrase(index, text) ?? findPhrase(index, phrase(text).replace(/ takk$/, ''))
  if (found !== undefined) return commandFor(found, hearing)
  return changeWithNumber(text) ?? passOnTo(text, hearing)
}

function commandFor(found: CommandPhrase, hearing: Hearing): Command {
  switch (found) {
    case 'stop':
      return { name: 'unclear', between: ['pause', 'leave'] }
    case 'onward':
      return { name: hearing.question === undefined ? 'continue' : 'skip' }
    case 'next':
      if (hearing.question === undefined) return { name: 'continue' }
      return hearing.question.required ? { name: 'unclear', between: ['skip', 'continue'] } : { name: 'skip' }
    case 'nn':
    case 'nb':
      return { name: 'language', to: found }
    case 'language':
      return { name: 'language' }
    case 'not_me':
      return { name: 'pass_on', why: 'not_me' }
    case 'snooze_tomorrow':
      return { name: 'snooze', to: 'tomorrow' }
    case 'snooze_monday':
      return { name: 'snooze', to: 'monday' }
    default:
      return { name: found }
  }
}

const change = /^(?:endre|endra|rett|rette|korriger|korrigere)((?: [a-z.]+){0,4}) #?([a-z]+|\d{1,3})$/
const between = new Set(['pa', 'mitt', 'svar', 'svaret', 'spm', 'sporsmal', 'sporsmalet', 'nr', 'nummer', 'til'])

function changeWithNumber(text: string): Command | undefined {
  const match = change.exec(bare(phrase(text)))
  if (
    match === null ||
    !(match[1] ?? '')
      .trim()
      .split(' ')
      .every((w) => w === '' || between.has(w))
  )
    return undefined
  const figure = match[2] ?? ''
  const number = /^\d/.test(figure) ? Number(figure) : readNumeral(figure)
  return number === undefined || number < 1 ? undefined : { name: 'change', number }
}

/** «send videre til Kari» – but never in a free text, where it may be the answer. */
function passOnTo(text: string, hearing: Hearing): Command | undefined {
  const kind = hearing.question?.kind
  if (kind === 'short_text' || kind === 'long_text') return undefined
  if (!/^send vi(?:der|dar)e til(?: [^ ]+){1,5}$/.test(phrase(text))) return undefined
  const to = / til\s+(.+?)[.!]?$/i.exec(text.trim().replace(/\s+/g, ' '))?.[1]
  return { name: 'pass_on', ...(to === undefined ? {} : { to }) }
}
