/** What an administrator types. Whole messages only; anything else is for the ordinary bot. */
import type { Survey } from '../deps.ts'
import { type Narrowing, placeWords, readPlaces } from './place-words.ts'
import { readSendingTime, type WrongTime } from './sending-time.ts'

export type AdminCommand =
  | { name: 'status'; narrowing: Narrowing; words: string }
  | { name: 'missing'; narrowing: Narrowing; words: string }
  /** `sendAt` null: now. */
  | { name: 'remind'; narrowing: Narrowing; words: string; sendAt: number | null }
  | { name: 'campaigns' }
  | { name: 'standing'; to: 'on' | 'off' }
  /** Enter a returned form for this unit; end entering. */
  | { name: 'assist'; unitId: string; part: string }
  | { name: 'end_assist' }
  | { name: 'help' }
  /** The command is clear, its words are not. */
  | { name: 'not_understood'; unknown: string }
  | { name: 'wrong_time'; why: WrongTime }

const STATUS = /^(?:status|svarstatus|svarprosent)\b(.*)$/i
const MISSING =
  /^(?:hvem mangler|kven manglar|hvem har ikke svart|kven har ikkje svara|mangler|manglar)(?=\s|$|\?)(.*)$/i
const REMIND = /^(?:påminn|purr|send påminnelse|send påminning|minn på)(?=\s|$)(.*)$/i
const CAMPAIGNS = /^(?:påminnelser|påminningar|utsendinger|utsendingar)$/i
const STANDING = /^(?:faste påminnelser|faste påminningar) (på|av)$/i
const ASSIST =
  /^(?:legg inn|før inn|registrer)(?: svar| svara| svarene)?(?: for| på vegne av| på vegner av)?(?=\s)(.+)$/i
const END_ASSIST = /^(?:avslutt|ferdig med) (?:innlegging|innlegginga|innleggingen|føring|føringa)$/i
const HELP = /^(?:admin|administrator|hjelp admin|hjelp administrator)$/i

/** The command, or null when the text is none. `now`: ms. */
export const readAdminCommand = (text: string, survey: Survey, now: number): AdminCommand | null => {
  const said = text.trim().replace(/[.!]$/, '').replace(/\s+/g, ' ')
  if (CAMPAIGNS.test(said)) return { name: 'campaigns' }
  if (HELP.test(said)) return { name: 'help' }
  const switched = STANDING.exec(said)
  if (switched !== null) return { name: 'standing', to: switched[1]?.toLowerCase() === 'på' ? 'on' : 'off' }
  if (END_ASSIST.test(said)) return { name: 'end_assist' }
  const assisted = ASSIST.exec(said)
  if (assisted !== null) return assistCommand(assisted[1]?.trim() ?? '', survey)
  const remind = REMIND.exec(said)
  if (remind !== null) return remindCommand(remind[1] ?? '', survey, now)
  const [name, found] =
    (
      [
        ['status', STATUS.exec(said)],
        ['missing', MISSING.exec(said)],
      ] as const
    ).find(([, match]) => match !== null) ?? []
  if (name === undefined || found === undefined || found === null) return null
  const words = (found[1] ?? '').replace('?', '').trim()
  const { narrowing, unknown } = readPlaces(words, placeWords(survey))
  if (unknown.length === 0) return { name, narrowing, words }
  return { name: 'not_understood', unknown: unknown.join(' ') }
}

const remindCommand = (said: string, survey: Survey, now: number): AdminCommand => {
  const { closesAt, wave } = survey
  const time = readSendingTime(said, { now, closesAt, from: wave.reminders.window.from })
  if ('wrong' in time) return { name: 'wrong_time', why: time.wrong }
  const words = time.rest.trim()
  const { narrowing, unknown } = readPlaces(words, placeWords(survey))
  if (unknown.length > 0) return { name: 'not_understood', unknown: unknown.join(' ') }
  return { name: 'remind', narrowing, words, sendAt: time.at }
}

/** One unit and one part, named in any order. */
const assistCommand = (words: string, survey: Survey): AdminCommand => {
  const { narrowing, unknown } = readPlaces(words, placeWords(survey))
  const [unitId, ...units] = narrowing.units ?? []
  const [part, ...parts] = narrowing.parts ?? []
  const isOne = unitId !== undefined && part !== undefined && units.length + parts.length + unknown.length === 0
  return isOne ? { name: 'assist', unitId, part } : { name: 'not_understood', unknown: words }
}
