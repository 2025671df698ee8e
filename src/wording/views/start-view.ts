/** The first card: who asks and why, how long it takes, what is stored, whom to ask; then «Start». */
import { isDelivered, windowAt } from '../../engine/turns/standing-here.ts'
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
  const begun = words.seat.position.at !== 'start'
  return {
    type: 'panel',
    language,
    summary: t('panel.start.summary', { title: words.plain(questionnaire.title) }),
    title,
    blocks: begun
      ? [{ lines: [...noteLines(words, notes), line('begun')] }]
      : [
          {
            lines: [
              ...noteLines(words, notes),
              line('why'),
              ...(words.sections === undefined
                ? [
                    { text: words.text(questionnaire.intro) },
                    together(line('minutes', { minutes: questionnaire.minutes }), when(words)),
                  ]
                : [sectionsLine(words), when(words)]),
              ...(colleague ? [line('colleague', { answered, of })] : []),
            ],
          },
          {
            heading: t('panel.start.voluntary_heading'),
            lines: [line('voluntary'), controllerLine(words)],
          },
          {
            heading: t('panel.start.stored_heading'),
            lines: [together(line('stored'), line(`partials_${wave.partials}`)), keptLine(words)],
          },
          { lines: [contactLine(words)] },
        ],
    actions: actions(words),
  }
}

/** One paragraph of two sentences or more. */
const together = (...lines: Line[]): Line => ({ text: lines.map((line) => line.text).join(' ') })

/** Who is responsible, and on what legal basis. */
export const controllerLine = (words: Words): Line =>
  together(
    { text: words.t('panel.start.controller', { controller: words.text(words.wave.controller) }) },
    { text: words.text(words.wave.legalBasis) },
  )

/** What a colleague was asked about. */
const sectionsLine = (words: Words): Line => {
  const titles = words.questionnaire.sections.map((section) => words.plain(section.title))
  const topics = titles.length === 1 ? (titles[0] ?? '') : titles.map((title) => `«${title}»`).join(', ')
  return { text: words.t('panel.start.section', { count: titles.length, topics }) }
}

/** The deadline, or that the survey is not open. */
const when = (words: Words): Line => {
  const window = windowAt(words)
  return { text: words.t(window === 'open' ? 'panel.start.closes' : `turn.hindered_${window}`) }
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
  const button = (verb: Action['verb'], key: string, values = {}): Action => ({
    verb,
    title: t(`panel.start.${key}`),
    ref: { s: session.id },
    values: { from: 'start', ...values },
  })
  const open = windowAt(words) === 'open' && !isDelivered(session) && seat.position.at === 'start'
  return [
    ...(open ? [{ ...button('start', 'start'), main: true as const }] : []),
    button('language', 'other_language', { language: seat.language === 'nb' ? 'nn' : 'nb' }),
    button('all_questions', 'all_questions'),
  ]
}
