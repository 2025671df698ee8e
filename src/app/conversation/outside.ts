/** What is said by people who have no questionnaire open is answered with the facts of the survey; nothing is done and nothing stored. */

import type { Note } from '../../engine/session.ts'
import { topicOutside } from '../../norwegian/hear.ts'
import { type Outside, topics } from '../../norwegian/topics.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { surveyData } from '../../texts/translate.ts'
import { endText, momentText } from '../../wording/moment.ts'
import { say } from '../../wording/notes.ts'
import type { View } from '../../wording/view.ts'
import type { Channel } from '../ports/channel.ts'
import type { Envelope } from '../ports/progress.ts'
import { type Deps, nothing, silent, type TurnResult } from '../service.ts'

type Facts = Pick<Deps, 'survey' | 'now'>

/** Of use only to who is to be let in: the others are told that there is nothing for them, or what they can do. */
const ofCodes: ReadonlySet<Outside> = new Set<Outside>([
  'no_code',
  'lost_code',
  'where_code',
  'bad_code',
  'how',
  'when_linked',
])

/**
 * A text of `link.heard`, and what it names beside what every text outside a session may; undefined where nothing was
 * heard that it answers. `way`: what can be done, said after the fact. `linked`: the bot knows who is writing.
 */
const heardKey = (deps: Facts, language: Language, text: string, linked: boolean) => {
  const topic = topicOutside(text)
  const heard = topic === undefined ? undefined : topics[topic].outside
  if (heard === undefined || (linked && ofCodes.has(heard))) return undefined
  const { wave, opensAt, closesAt } = deps.survey
  const now = deps.now()
  const when = now < opensAt ? 'deadline_later' : now < closesAt ? 'deadline' : 'deadline_over'
  return {
    key: `link.heard.${heard === 'deadline' ? when : heard}`,
    vars: {
      why: wave.why?.[language] ?? say({ key: 'panel.start.why' }, language),
      opens: momentText(opensAt),
      closes: endText(closesAt),
    },
  }
}

/** What was asked, or else `otherwise`; `way`: the key of what can be done, and what it names. */
export const heardOr = (
  deps: Deps,
  envelope: Envelope,
  otherwise: { key: string; vars?: Record<string, string> },
  way: { key: string; vars?: Record<string, string>; linked: boolean },
): TurnResult => {
  const { input, locale } = envelope
  const language = languageOfClient(locale)
  const heard = input.type === 'text' ? heardKey(deps, language, input.text, way.linked) : undefined
  if (heard === undefined) return plainly(deps, envelope, otherwise.key, otherwise.vars)
  return plainly(deps, envelope, heard.key, { ...heard.vars, way: say(way, language) })
}

/** The fact alone, for somebody who administers and answers nothing; undefined where it is nothing of that kind. */
export const heardByAdmin = (deps: Facts, language: Language, text: string): string | undefined => {
  const heard = heardKey(deps, language, text, true)
  if (heard === undefined) return undefined
  return say(
    { key: heard.key, vars: { ...surveyData(deps.survey.wave, language), ...heard.vars, way: '' } },
    language,
  ).trim()
}

// Short texts outside any session: to people who are not linked, and when nothing could be stored.

/** The language of a Teams client: nynorsk when it says so, else bokmål. */
export const languageOfClient = (locale: string | undefined): Language => (/^nn\b/i.test(locale ?? '') ? 'nn' : 'nb')

/** A text from `locales/` as a view, in the client's language. */
export const plainView = (key: string, locale: string | undefined, vars?: Note['vars']): View => {
  const language = languageOfClient(locale)
  return { type: 'text', language, text: say(vars === undefined ? { key } : { key, vars }, language) }
}

/** Sends such a text at once, best effort: it is said again when the person writes again. Never rejects. */
export const sendPlain = async (deps: Deps, envelope: Envelope, key: string, vars?: Note['vars']): Promise<void> => {
  const sent = await deps.channel.send(envelope.reference, plainView(key, envelope.locale, vars))
  orLogged(deps, sent, { personId: envelope.person.personId }, 'plain.not_sent')
}

/** Whether it has reached the channel; else what kept it from that is logged as `event`, in codes, with `whom` it was for. */
export const orLogged = (
  { log }: Pick<Deps, 'log'>,
  sent: Awaited<ReturnType<Channel['send']>>,
  whom: { personId: string } | { campaignId: string },
  event: string,
): boolean => {
  if (!('kind' in sent)) return true
  log.warn({ ...whom, kind: sent.kind, status: sent.status, code: sent.code }, event)
  return false
}

/** Answers outside any session: a text in the client's language. Each may name `{{contact}}`, whom to write to, and the survey's `{{title}}` and `{{asker}}`. */
export const plainly = (
  deps: Deps,
  envelope: Envelope,
  key: string,
  vars?: Record<string, string | number>,
): TurnResult => {
  const { via, input, locale } = envelope
  // A refresh that nobody pressed is not answered with words.
  if (input.type === 'card' && input.trigger === 'automatic') return silent
  const said = { pressed: null }
  const named = { ...surveyData(deps.survey.wave, languageOfClient(locale)), ...vars }
  if (via === 'invoke') return { ...said, text: plainView(key, locale, named), after: nothing }
  return { ...said, text: null, after: () => sendPlain(deps, envelope, key, named) }
}
