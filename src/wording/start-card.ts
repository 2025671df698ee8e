/**
 * The first card: who asks about what, how long it takes and until when, that it is voluntary, on whose behalf, and what to
 * do if one is the wrong person; then «Start». It is read on a telephone: the rest is folded away under «Personvern».
 */

import { isDelivered, windowAt } from '../engine/route.ts'
import type { Note } from '../engine/session.ts'
import { noteLines } from './notes.ts'
import type { Action, Line, View } from './view.ts'
import { minutesText, progressOf, type Words } from './words.ts'

export const startView = (words: Words, notes: readonly Note[]): View => {
  const { t, questionnaire, language } = words
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
              words.wave.why === undefined ? line('why') : { text: words.text(words.wave.why) },
              ...(words.sections === undefined
                ? [{ text: words.text(questionnaire.intro) }, together({ text: minutesText(words) }, when(words))]
                : [sectionsLine(words), when(words)]),
              ...(colleague ? [line('colleague', { answered, of })] : []),
            ],
          },
          { lines: [line('voluntary_short'), line('not_you')] },
        ],
    actions: actions(words),
    ...(begun ? {} : { folded: { title: t('panel.privacy.title'), lines: foldedLines(words) } }),
  }
}

/** In full what stands above it in short; «personvern» tells it too, with the rights. */
const foldedLines = (words: Words): Line[] => [
  controllerLine(words),
  together({ text: words.t('panel.start.stored_short') }, afterwardsLine(words)),
  keptLine(words),
  { text: words.t('panel.start.rights') },
  contactLine(words),
]

/** That no name is sent in, and what becomes of what nobody sends in. */
const afterwardsLine = ({ t, wave }: Words): Line =>
  together({ text: t('panel.start.unnamed') }, { text: t(`panel.start.partials_${wave.partials}`) })

/** What is stored, and what becomes of it. */
export const storedLine = (words: Words): Line =>
  together({ text: words.t('panel.start.stored') }, afterwardsLine(words))

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
  return {
    text: words.t(
      window === 'open' ? 'panel.start.closes' : `turn.hindered_${window === 'after' ? 'after_nothing' : window}`,
    ),
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
