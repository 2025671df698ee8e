/** Panels of a few lines: pause, confirmation, receipt, status. */

import { leftOpen } from '../engine/conditions.ts'
import { askedRevision, isDelivered, windowAt } from '../engine/route.ts'
import type { Note } from '../engine/session.ts'
import { asks, isAsked } from '../questionnaire/shape.ts'
import { translateList } from '../texts/translate.ts'
import { partlyText } from './answers.ts'
import { momentText } from './moment.ts'
import { noteLines } from './notes.ts'
import { howText, withoutAnswer } from './problems.ts'
import { unsentText } from './review-card.ts'
import { contactLine, controllerLine, keptLine, storedLine } from './start-card.ts'
import type { Action, Line, Panel, View } from './view.ts'
import { minutesLeft, minutesText, progressOf, progressText, type Words } from './words.ts'

const panel = (words: Words, name: string, lines: Line[], actions: Action[]): Panel => ({
  type: 'panel',
  language: words.language,
  summary: words.t(`panel.${name}.summary`),
  title: words.t(`panel.${name}.title`),
  blocks: [{ lines }],
  actions,
})

const text = (said: string): Line => ({ text: said })

/** Shown again after the pause it says that the pause is over. */
export const pausedView = (words: Words, notes: readonly Note[]): View => {
  if (!words.seat.paused) return panel(words, 'paused', [text(words.t('panel.paused.resumed'))], [])
  const lines = [...noteLines(words, notes), text(progressText(words))]
  const go: Action = {
    verb: 'continue',
    title: words.t('panel.paused.continue'),
    ref: { s: words.session.id },
    values: { from: 'paused' },
    main: true,
  }
  return panel(words, 'paused', lines, windowAt(words) === 'open' ? [go] : [])
}

/** The second question before sending in. Its button names the answers it was asked about. */
export const confirmSubmitView = (words: Words): View => {
  const { t, session } = words
  // Answered by typing: the receipt stands under it.
  if (session.state === 'submitted' && session.submission !== null) {
    const at = momentText(session.submission.at)
    return panel(words, 'confirm_submit', [text(t('panel.review.submitted', { at }))], [])
  }
  const left = progressOf(words.stops).left
  const begun = left.filter(({ question }) => partlyText(words, question.id) !== undefined).length
  const unanswered = left.length - begun
  const lines = [
    text(t('panel.confirm_submit.behalf')),
    text(progressText(words)),
    ...(unanswered > 0 ? [text(t('panel.confirm_submit.unanswered', { count: unanswered }))] : []),
    ...(begun > 0 ? [text(t('panel.confirm_submit.begun', { count: begun }))] : []),
    text(t('panel.confirm_submit.later')),
  ]
  return panel(words, 'confirm_submit', lines, [
    {
      verb: 'submit_yes',
      title: t('panel.confirm_submit.yes'),
      ref: { s: session.id, r: askedRevision(session) },
      main: true,
    },
    { verb: 'submit_no', title: t('panel.confirm_submit.no'), ref: { s: session.id } },
  ])
}

/** What a person can read out on the telephone: eight characters of the submission's id, and its revision. */
export const referenceOf = (submission: { id: string; revision: number }): string =>
  `${submission.id.slice(0, 8).toUpperCase()}-${submission.revision}`

export const receiptView = (words: Words, notes: readonly Note[]): View => {
  const { t, session } = words
  const { submission } = session
  if (submission === null) return panel(words, 'status', statusLines(words), [])
  const ref = { s: session.id }
  const changeable = windowAt(words) === 'open' && session.state === 'submitted'
  const isReopened = session.state === 'reopened' && windowAt(words) === 'open'
  const state = isReopened ? 'reopened' : changeable ? 'open' : 'closed'
  const unsent = unsentText(words)
  return panel(
    words,
    'receipt',
    [
      ...noteLines(words, notes),
      { text: t('panel.receipt.reference', { reference: referenceOf(submission) }), strong: true },
      text(t('panel.receipt.at', { at: momentText(submission.at) })),
      ...(submission.revision > 1 ? [text(t('panel.receipt.revision', { revision: submission.revision }))] : []),
      text(t(`panel.receipt.${state}`)),
      ...(unsent === undefined ? [] : [text(unsent)]),
    ],
    [
      { verb: 'review', title: t('panel.receipt.review'), ref, values: { from: 'receipt' } },
      ...(changeable && words.sections === undefined
        ? [{ verb: 'reopen' as const, title: t('panel.receipt.reopen'), ref }]
        : []),
    ],
  )
}

export const statusView = (words: Words): View => panel(words, 'status', statusLines(words), [])

const statusLines = (words: Words): Line[] => {
  const { t, session, stops } = words
  const sections = [...new Set(stops.map((s) => s.section))].map((section) => {
    const part = progressOf(stops.filter((s) => s.section === section))
    return part.of === 0
      ? []
      : [
          {
            text: t('panel.status.section', {
              section: words.text(section.title),
              answered: part.of - part.left.length,
              of: part.of,
            }),
            subtle: true as const,
          },
        ]
  })
  const window = windowAt(words)
  const when = window === 'before' ? 'opens' : window === 'open' ? 'closes' : 'closed'
  return [
    text(session.state === 'not_started' ? t('panel.status.not_started') : progressText(words)),
    ...(window === 'open' && session.state !== 'submitted' ? timeAhead(words) : []),
    ...(session.state === 'not_started' ? [] : sections.flat()),
    text(submissionText(words)),
    ...(session.paradata.lastAt > 0
      ? [text(t('panel.status.saved', { at: momentText(session.paradata.lastAt) }))]
      : []),
    text(t(`panel.status.${when}`)),
  ]
}

/** How much is ahead, and how long it takes. */
const timeAhead = (words: Words): Line[] => {
  const { left, of } = progressOf(words.stops)
  if (left.length === 0) return []
  return [
    text(
      words.session.state === 'not_started' && words.sections === undefined
        ? words.t('panel.status.ahead', { of, takes: minutesText(words) })
        : words.t('panel.status.left', { minutes: minutesLeft(words) }),
    ),
  ]
}

const submissionText = (words: Words): string => {
  const { t, session } = words
  const unsent = unsentText(words)
  if (unsent !== undefined) return unsent
  if (session.state === 'reopened' && windowAt(words) !== 'after') return t('panel.status.reopened')
  if (isDelivered(session)) return t('turn.hindered_delivered')
  const { submission } = session
  return submission === null
    ? t('panel.status.not_submitted')
    : t('panel.status.submitted', { at: momentText(submission.at) })
}

// Panels to read: help, privacy, the whole questionnaire.

/** With `question`: what it is about and what can be typed as an answer. Without: what can always be typed. */
export const helpView = (words: Words, question: string | undefined): View => {
  const { t, language } = words
  const stop = words.stops.find((s) => s.question.id === question)
  const about = stop?.question.help
    ? [{ heading: t('help.about_question'), lines: [text(words.text(stop.question.help))] }]
    : []
  return {
    type: 'panel',
    language,
    summary: t('help.title'),
    title: t('help.title'),
    blocks: [
      ...about,
      ...(stop
        ? [
            { heading: t('help.how_heading'), lines: [text(howText(words, stop)), ...allowed(words, stop.question)] },
            { lines: [text(t('help.more'))] },
          ]
        : [{ heading: t('help.commands_heading'), lines: commandLines(words) }, { lines: [text(t('help.contact'))] }]),
    ],
    actions: [],
  }
}

/** A colleague who was asked about a section is not told of what the others do. */
const commandLines = ({ language, sections }: Words): Line[] =>
  ['commands', ...(sections === undefined ? ['commands_of_owners'] : []), 'commands_at_last'].flatMap((key) =>
    translateList(language, `help.${key}`).map(text),
  )

const allowed = (words: Words, question: Words['stops'][number]['question']): Line[] =>
  !isAsked(question)
    ? []
    : [
        ...withoutAnswer(words, question).map(text),
        ...(question.required ? [] : [text(words.t('help.skippable'))]),
        ...(asks(question, 'words') ? [text(words.t('help.quoted'))] : []),
      ]

export const privacyView = (words: Words): View => {
  const { t, wave } = words
  return {
    type: 'panel',
    language: words.language,
    summary: t('panel.privacy.summary'),
    title: t('panel.privacy.title'),
    blocks: [
      {
        heading: t('panel.privacy.controller_heading'),
        lines: [controllerLine(words), text(t('panel.start.voluntary'))],
      },
      {
        heading: t('panel.start.stored_heading'),
        lines: [storedLine(words), keptLine(words)],
      },
      {
        heading: t('panel.privacy.rights_heading'),
        lines: [
          text(t('panel.privacy.rights')),
          contactLine(words),
          ...(wave.privacyUrl ? [text(t('panel.privacy.more', { url: wave.privacyUrl }))] : []),
          text(t('panel.privacy.complain')),
        ],
      },
    ],
    actions: [],
  }
}

/** Somebody who answers for the whole part, until it is sent in or the survey closes. */
const mayPassOn = (words: Words): boolean =>
  words.sections === undefined &&
  windowAt(words) !== 'after' &&
  words.session.state !== 'submitted' &&
  !isDelivered(words.session)

/** Every question this unit can be asked, by topic, with who usually knows the answer. */
export const allQuestionsView = (words: Words): View => {
  const { t, unit, questionnaire } = words
  const blocks = questionnaire.sections
    .filter((section) => leftOpen(section.when, unit) !== false)
    .map((section) => ({
      heading: words.text(section.title),
      lines: [
        ...(section.knows
          ? [{ text: t('panel.all_questions.knows', { knows: words.plain(section.knows) }), subtle: true as const }]
          : []),
        ...section.questions
          .filter((q) => isAsked(q) && leftOpen(q.when, unit) !== false)
          .map((q): Line => ({ text: words.plain(q.text), own: true })),
      ],
    }))
  return {
    type: 'panel',
    language: words.language,
    summary: t('panel.all_questions.summary'),
    title: t('panel.all_questions.title'),
    blocks: [{ lines: [text(t('panel.all_questions.intro'))] }, ...blocks],
    actions: mayPassOn(words)
      ? [
          {
            verb: 'pass_on',
            title: t('panel.all_questions.pass_on'),
            ref: { s: words.session.id },
            values: { from: 'all_questions' },
          },
        ]
      : [],
  }
}
