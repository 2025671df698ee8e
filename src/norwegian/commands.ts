/** A whole message as a command. Part of a message never is one: «Hjelp barna» cancels nothing. */

import { asks } from '../questionnaire/shape.ts'
import {
  type CommandPhrase,
  commandByPattern,
  commandPhrases,
  type PlainRequest,
  plainRequest,
} from './command-table.ts'
import { readNumeral } from './figures.ts'
import type { Command, Hearing, Weekday } from './meaning.ts'
import { bare, editDistance, phrase } from './said.ts'
import { dayIn } from './times.ts'
import { findPhrase, indexPhrases } from './words.ts'

const index = indexPhrases(commandPhrases)

/** Characters of the longest sentence that is a command. */
const longest = 120

/** Whether a text is a command wherever it stands: «…, send inn», at the end of a list. */
export const isCommanded = (text: string): boolean =>
  commandOf(text, { choiceIds: [], rowIds: [], language: 'nb', year: 0 }) !== undefined

/**
 * The command that the whole text is, or undefined: a phrase of the table, also in polite words («kan vi …?»), or a
 * sentence by its pattern. In a `free` text fewer sentences are one. «gå videre» continues outside a question and skips at one; «neste» at a required question and
 * «stopp» anywhere are unclear.
 */
export function commandOf(text: string, hearing: Hearing, free = isFree(hearing)): Command | undefined {
  const found = findPhrase(index, text) ?? findPhrase(index, phrase(text).replace(/ takk$/, ''))
  // «Ferdig?» is no wish to send.
  if (found === 'submit' && asksIfDone.test(text)) return undefined
  if (found !== undefined) return commandFor(found, hearing)
  if (text.length > longest) return undefined
  const said = bare(phrase(text))
  if (asksWhether(text, said)) return harmlessRequest(said, hearing)
  const request = plainRequest(said)
  const asked =
    (request.said === said || farewell.test(request.said) ? undefined : findPhrase(index, request.said)) ??
    commandByPattern(request.said) ??
    commandByPattern(said)
  if (asked !== undefined && (!free || interrupts(asked, request))) return commandFor(asked, hearing)
  return (
    snoozeOn(request.said) ??
    (free ? undefined : changeTo(request.said)) ??
    changeWithNumber(free && !request.asking ? said : request.said) ??
    pageWithNumber(said, hearing) ??
    passOnTo(text, request.said, free)
  )
}

const asksIfDone = /^\W*ferdig\W*\?\W*$/iu

const leave =
  /^(?:(?:hei|ok|unnskyld|orsak|men|og) )?(?:er det (?:lov|greit|ok|okei|mulig|mogleg|tillatt|anledning|hove)|(?:har|far) (?:vi|me|jeg|eg|man|ein) lov|gar det an|kan man|kan ein|ma (?:vi|me|jeg|eg|man|ein)|kan (?:vi|me|jeg|eg) (?:hoppe over|skippe|droppe)$)\b/
/** «Hoppe over noe»: nothing in particular. */
const anything = /(?:^| )(?:noe|noko|noen|nokon|nokre|enkelte|noen spørsmål|nokre spørsmål|spørsmål|ting)$/

/** «Er det lov å hoppe over?», «kan vi hoppe over noe?»: what may be done is asked about, and nothing is to be done. */
const asksWhether = (text: string, said: string): boolean =>
  leave.test(said) || (/\?\s*$/.test(text) && anything.test(phrase(text)))

/** What changes nothing, or is undone by a word, is done all the same: «er det mulig å ta en pause?». */
function harmlessRequest(said: string, hearing: Hearing): Command | undefined {
  const request = plainRequest(said)
  const found = request.said === said ? undefined : (findPhrase(index, request.said) ?? commandByPattern(request.said))
  return found !== undefined && harmless.has(found) && !isFree(hearing) ? commandFor(found, hearing) : undefined
}

/** «Ja, vi skal ha det» says no goodbye. */
const farewell = /^(?:ha det|hade)\b/

function isFree({ question }: Hearing): boolean {
  return asks(question, 'words')
}

/** In a free text «vi vil fortsette» and «få hjelp» may be the answer; a question to the bot is none. */
function interrupts(found: CommandPhrase, request: PlainRequest): boolean {
  if (found === 'opt_out') return true
  if (found === 'help') return /^(?:hva|kva|forklar|utdyp)/.test(request.said) || (request.peeled && request.asking)
  return request.asking && found !== 'not_me' && found !== 'opt_in'
}

/** The commands that a slip of spelling may be taken for: those that change nothing. */
// biome-ignore format: words of a kind share a line
const harmless = new Set<CommandPhrase>([
  'help', 'commands', 'back', 'pause', 'continue', 'status', 'review', 'privacy', 'nn', 'nb',
])
const oneWord = commandPhrases.flatMap(([found, phrases]) =>
  harmless.has(found) ? phrases.filter((p) => /^[^ ]{5,}$/.test(p)).map((p) => [bare(p), found] as const) : [],
)
/** In a phrase of several words a slip is surer; what these do can be undone, or needs a second «ja». */
const undoable = new Set<CommandPhrase>([...harmless, 'skip', 'submit', 'delete', 'leave'])
const severalWords = commandPhrases.flatMap(([found, phrases]) =>
  undoable.has(found) ? phrases.filter((p) => / /.test(p) && p.length > 7).map((p) => [bare(p), found] as const) : [],
)
const slippable = [...oneWord, ...severalWords]
/** Words of their own, one slip from a command. */
// biome-ignore format: words of a kind share a line
const otherWords = new Set([
  'andre', 'endre', 'hjelm', 'statur', 'spark', 'genere', 'pauli', 'klar', 'hjelpa', 'hjelper', 'passe',
])

/** The command that a text is but for one slip of spelling, where nothing else fits; undefined if more than one may be meant. */
export function slipOfCommand(text: string, hearing: Hearing): Command | undefined {
  const word = bare(phrase(text))
  if (isFree(hearing) || !/^[a-z]{5,20}$|^(?=.{7,24}$)[a-z]+(?: [a-z]+){1,3}$/.test(word) || otherWords.has(word))
    return undefined
  const found = new Set(slippable.filter(([known]) => editDistance(word, known, 1) === 1).map(([, command]) => command))
  const [only, ...others] = found
  return only === undefined || others.length > 0 ? undefined : commandFor(only, hearing)
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
    // At a question that one is meant; elsewhere all answers.
    case 'see_again':
      return { name: hearing.question === undefined ? 'review' : 'continue' }
    case 'next_page':
      return hearing.question === undefined ? { name: 'page', to: 'next' } : commandFor('next', hearing)
    case 'previous_page':
      return hearing.question === undefined ? { name: 'page', to: 'previous' } : { name: 'back' }
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
    case 'snooze_tuesday':
    case 'snooze_wednesday':
    case 'snooze_thursday':
    case 'snooze_friday':
    case 'snooze_saturday':
    case 'snooze_sunday':
      return { name: 'snooze', to: weekdayOf(found) }
    default:
      return { name: found }
  }
}

const onADay = /^(?:pa)?minn meg(?: pa (?:det|dette|undersokelsen|undersokinga))? (.+)$/

/** «minn meg på 5. januar», in `bare` form. */
function snoozeOn(said: string): Command | undefined {
  const day = onADay.exec(said)?.[1]
  const named = day === undefined ? null : dayIn(day)
  return named === null ? undefined : { name: 'snooze', to: named }
}

const weekdayOf = (found: `snooze_${Weekday}`): Weekday => found.slice('snooze_'.length) as Weekday

const change = /^(?:endre|endra|rett|rette|korriger|korrigere)((?: [a-z.]+){0,4}) #?([a-z]+|\d{1,3})$/
// biome-ignore format: words of a kind share a line
const between = new Set([
  'pa', 'mitt', 'svar', 'svaret', 'spm', 'sporsmal', 'sporsmalet', 'nr', 'nummer', 'til', 'et', 'eit', 'mine',
  'svara', 'svarene', 'det',
])

/** «endre svar 3», in `bare` form. */
function changeWithNumber(text: string): Command | undefined {
  const match = change.exec(text)
  if (
    match === null ||
    !(match[1] ?? '')
      .trim()
      .split(' ')
      .every((w) => w === '' || between.has(w))
  )
    return undefined
  const figure = match[2] ?? ''
  // «Rette et tall»: no slip for «tolv».
  if (figure === 'tall' || figure === 'tal') return undefined
  const number = /^\d/.test(figure) ? Number(figure) : readNumeral(figure)
  return number === undefined || number < 1 ? undefined : { name: 'change', number }
}

const asked = '(?:sporsmal(?:et)?|spm)(?: nr| nummer)?'
const changesTo = [
  `(?:endre|endra|rette?|korrigere?)(?: svaret| svar)?(?: pa)? ${asked} (?<number>\\S+) til .+`,
  `(?:(?:svaret|svaret mitt|svar) pa )?${asked} (?<number>\\S+) (?:skal|skulle|burde|bor) (?:ha )?(?:vart|vare|vore|vere|sta) .+`,
  `(?:(?:jeg|eg|vi|me) )?(?:(?:har|kom til a|kom til) )?(?:svarte?|svara|skrev|skreiv|skrive|trykket|trykka|trykte|trykke|tastet|tasta|taste|valgte?|valde) feil(?: (?:pa|i) ${asked} (?<number>\\S+))?`,
].map((source) => new RegExp(`^${source}$`))

/** «endre spørsmål 3 til nei», «jeg svarte feil på spørsmål 2»: the question is opened, and answered there. */
function changeTo(said: string): Command | undefined {
  const match = changesTo.map((pattern) => pattern.exec(said)).find((found) => found !== null)
  if (match === undefined) return undefined
  const figure = match.groups?.number
  if (figure === undefined) return { name: 'change' }
  const number = /^\d{1,3}$/.test(figure) ? Number(figure) : readNumeral(figure)
  return number === undefined || number < 1 ? undefined : { name: 'change', number }
}

/** «side 2», where the review is; at a question the number may be the answer. */
function pageWithNumber(text: string, { question }: Hearing): Command | undefined {
  const figure = /^(?:(?:vis|ga til|til|se|sja) )?side (\d{1,2})$/.exec(text)?.[1]
  return question !== undefined || figure === undefined ? undefined : { name: 'page', to: Number(figure) }
}

const onward = /^sende?(?: (?:det|dette|den|han|skjemat|delen))? vi(?:der|dar)e(?: til(?: [^ ]+){1,5})?$/

/** «send videre til Kari» – but never in a free text, where it may be the answer. */
function passOnTo(text: string, said: string, free: boolean): Command | undefined {
  if (free || !onward.test(said)) return undefined
  const to = / til\s+(.+?)[.!?]*$/i.exec(text.trim().replace(/\s+/g, ' '))?.[1]
  return { name: 'pass_on', ...(to === undefined ? {} : { to }) }
}
