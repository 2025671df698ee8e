/** The first card: who asks and why, how long it takes, what is stored, whom to ask; then «Start». */
import { windowAt } from '../../engine/turns/standing-here.ts'
import type { Note } from '../../engine/types.ts'
import { progressOf, type Words } from '../context.ts'
import { noteLines } from '../say.ts'
import type { Action, Line, View } from '../view.ts'

export const startView = (words: Words, notes: readonly Note[]): View => {
  const { t, questionnaire, wave, language } = words
  const line = (key: string, vars = {}): Line => ({ text: t(`panel.start.${key}`, vars) })
  const title = words.text(questionnaire.title)
  const { answered, of } = progressOf(words.stops)
  const colleague =
    answered > 0 && words.seat.position.at === 'start' && !words.session.people.includes(words.seat.personId)
  return {
    type: 'panel',
    language,
    summary: t('panel.start.summary', { title: words.plain(questionnaire.title) }),
    title,
    blocks: [
      {
        lines: [
          ...noteLines(words, notes),
          { text: words.text(questionnaire.intro) },
          line('minutes', { minutes: questionnaire.minutes }),
          line('closes'),
          ...(colleague ? [line('colleague', { answered, of })] : []),
        ],
      },
      {
        heading: t('panel.start.voluntary_heading'),
        lines: [
          line('voluntary'),
          line('controller', { controller: words.text(wave.controller) }),
          { text: words.text(wave.legalBasis) },
        ],
      },
      {
        heading: t('panel.start.stored_heading'),
        lines: [line('stored'), keptLine(words), line('access'), line(`partials_${wave.partials}`)],
      },
      { heading: t('panel.start.contact_heading'), lines: [contactLine(words)] },
    ],
    actions: actions(words),
  }
}

/** How long things are kept. */
export const keptLine = ({ t, wave: { retention } }: Words): Line => ({
  text: t('panel.start.kept', {
    progress: retention.progressDays,
    link: retention.linkDays,
    text: retention.textAnswerDays,
  }),
})

/** Whom to ask. */
export const contactLine = ({ t, wave: { contact } }: Words): Line => ({
  text: t('panel.start.contact', { contact: [contact.name, contact.email, contact.phone].filter(Boolean).join(', ') }),
})

const actions = ({ t, session, seat, ...words }: Words): Action[] => {
  const ref = { s: session.id }
  const open = windowAt(words) === 'open' && session.state !== 'closed_partial'
  const go: Action[] =
    seat.position.at === 'start'
      ? [{ verb: 'start', title: t('panel.start.start'), ref, main: true }]
      : [{ verb: 'continue', title: t('panel.start.continue'), ref }]
  const other = seat.language === 'nb' ? 'nn' : 'nb'
  return [
    ...(open ? go : []),
    { verb: 'language', title: t('panel.start.other_language'), ref, values: { language: other } },
    { verb: 'all_questions', title: t('panel.start.all_questions'), ref },
  ]
}
