/** A page of the review with the answers of one section, each with its own «Endre». */

import { pagesOf, questionsPerPage } from '../../engine/review-pages.ts'
import { position, type Stop } from '../../engine/route.ts'
import type { Note } from '../../engine/types.ts'
import type { Section } from '../../questionnaire/schema.ts'
import { answerLines, clipped, partlyText } from '../answer-lines.ts'
import type { Words } from '../context.ts'
import { noteLines } from '../say.ts'
import type { Action, Line, View } from '../view.ts'
import { authoredTitle, type Block, canChange } from './review-parts.ts'

/** Characters of one line of an answer; the whole of it stands in the question's own card. */
const maxAnswerLine = 400
const maxTitle = 300

export const sectionPageView = (words: Words, notes: readonly Note[], at: { section: Section; page: number }): View => {
  const stops = words.stops.filter((s) => s.section.id === at.section.id && s.question.kind !== 'info')
  const pages = pagesOf(words.stops, at.section.id)
  const page = at.page < pages ? at.page : 0
  const shown = stops.slice(page * questionsPerPage, (page + 1) * questionsPerPage)
  const noted = noteLines(words, notes)
  return {
    type: 'panel',
    language: words.language,
    summary: words.t('panel.review.summary'),
    title: words.t(page === 0 ? 'panel.review.open_section' : 'panel.review.continued', {
      section: words.text(at.section.title),
    }),
    blocks: [
      ...(noted.length > 0 ? [{ lines: noted }] : []),
      ...shown.map((stop) => questionBlock(words, stop, { section: at.section.id, page })),
    ],
    actions: around(words, at.section.id, page, pages),
  }
}

const questionBlock = (words: Words, stop: Stop, at: { section: string; page: number }): Block => {
  const { question, entry } = stop
  const partly = partlyText(words, question.id)
  const lines = answerLines(words, question, entry).map((line) => ({
    ...line,
    text: clipped(line.text, maxAnswerLine),
  }))
  const none: Line = { text: words.t('card.unanswered'), subtle: true, under: true }
  const change: Action = {
    verb: 'change',
    title: words.t('card.change_named', { n: position(words.stops, question.id)?.n ?? '' }),
    ref: { s: words.session.id, q: question.id },
    values: { from: 'review', section: at.section, page: String(at.page) },
  }
  return {
    lines: [
      { text: authoredTitle(words, stop, maxTitle), own: true, subtle: true },
      ...(partly ? [{ text: partly, subtle: true as const }] : []),
      ...(lines.length > 0 ? lines : [none]),
    ],
    ...(canChange(words) ? { actions: [change] } : {}),
  }
}

const around = (words: Words, section: string, page: number, pages: number): Action[] => {
  const ref = { s: words.session.id }
  const to = (key: string, n: number): Action => ({
    verb: 'review',
    title: words.t(`panel.review.${key}`),
    ref,
    values: { section, page: String(n) },
  })
  return [
    { verb: 'review', title: words.t('panel.review.back'), ref, main: true },
    ...(pages > 1 ? [page + 1 < pages ? to('more', page + 1) : to('earlier', page - 1)] : []),
  ]
}
