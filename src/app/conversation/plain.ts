/** Short texts outside any session: to people who are not linked, and when nothing could be stored. */

import type { Note } from '../../engine/session.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { say } from '../../wording/notes.ts'
import type { View } from '../../wording/view.ts'
import type { Envelope } from '../ports/progress.ts'
import { type Deps, nothing, silent, type TurnResult } from '../service.ts'

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
  if ('kind' in sent)
    deps.log.warn({ personId: envelope.person.personId, kind: sent.kind, status: sent.status }, 'plain.not_sent')
}

/** What texts outside any session may name of the survey. */
export const surveyNamed = ({ survey: { wave } }: Pick<Deps, 'survey'>, language: Language) => ({
  contact: wave.contact.email,
  asker: wave.contact.name,
  title: wave.title[language],
})

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
  const said = { outcome: 'not_linked' as const, pressed: null }
  const named = { ...surveyNamed(deps, languageOfClient(locale)), ...vars }
  if (via === 'invoke') return { ...said, text: plainView(key, locale, named), after: nothing }
  return { ...said, text: null, after: () => sendPlain(deps, envelope, key, named) }
}
