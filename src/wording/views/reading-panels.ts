/** Panels to read: help, privacy, the whole questionnaire. */

import { isDelivered, windowAt } from '../../engine/turns/standing-here.ts'
import type { Words } from '../context.ts'
import { howText, withoutAnswer } from '../problem.ts'
import { translateList } from '../translate.ts'
import type { Line, View } from '../view.ts'
import { mayApply } from './may-apply.ts'
import { contactLine, controllerLine, keptLine, storedLine } from './start-view.ts'

const text = (said: string): Line => ({ text: said })

/** How to go on; with `question`, first what it is about and what can be typed as an answer. */
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
        ? [{ heading: t('help.how_heading'), lines: [text(howText(words, stop)), ...allowed(words, stop.question)] }]
        : []),
      { heading: t('help.commands_heading'), lines: commandLines(words) },
      { lines: [text(t('help.contact'))] },
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
  question.kind === 'info'
    ? []
    : [
        ...withoutAnswer(words, question).map(text),
        ...(question.required ? [] : [text(words.t('help.skippable'))]),
        ...(question.kind === 'short_text' || question.kind === 'long_text' ? [text(words.t('help.quoted'))] : []),
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
    .filter((section) => mayApply(section.when, unit))
    .map((section) => ({
      heading: words.text(section.title),
      lines: [
        ...(section.knows
          ? [{ text: t('panel.all_questions.knows', { knows: words.plain(section.knows) }), subtle: true as const }]
          : []),
        ...section.questions
          .filter((q) => q.kind !== 'info' && mayApply(q.when, unit))
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
