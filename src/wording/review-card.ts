/** The review's first page: what is missing, what was set aside, and all answers by section. */

import {
  isChangedSinceSent,
  isDelivered,
  isSettled,
  overviewPageSize,
  pagesOf,
  position,
  problemsBeforeSubmit,
  questionsPerPage,
  type Stop,
  topicsOf,
  windowAt,
} from '../engine/route.ts'
import type { Note, ReviewPage } from '../engine/session.ts'
import type { Section } from '../questionnaire/schema.ts'
import { asks, isAsked } from '../questionnaire/shape.ts'
import { answerLines, answerText, clipped, partlyText } from './answers.ts'
import { momentText } from './moment.ts'
import { authorText, noteLines } from './notes.ts'
import { problemText } from './problems.ts'
import type { Action, Line, Panel, View } from './view.ts'
import { progressOf, progressText, setAsideIn, type Words } from './words.ts'

/** Characters of a question's text in the overview; the section's page shows all of it. */
const maxOverviewTitle = 110

/** The overview, or the page of one section. A page that does not exist is the first one. */
export const reviewView = (words: Words, notes: readonly Note[], page: ReviewPage | undefined): View => {
  const section = page?.section ? topicsOf(words.stops).find((s) => s.id === page.section) : undefined
  return section
    ? sectionPageView(words, notes, { section, page: page?.page ?? 0 })
    : overview(words, notes, page?.page ?? 0)
}

const overview = (words: Words, notes: readonly Note[], wanted: number): View => {
  const sections = topicsOf(words.stops)
  const perPage = overviewPageSize(sections.length)
  const pages = pagesOf(words.stops, undefined)
  const page = wanted < pages ? wanted : 0
  const shown = sections.slice(page * perPage, (page + 1) * perPage)
  return {
    type: 'panel',
    language: words.language,
    summary: words.t('panel.review.summary'),
    title: words.t('panel.review.title'),
    blocks: [
      ...(page === 0 ? [opening(words, notes, pages), ...obstacles(words), ...aside(words)] : []),
      ...shown.map((section) => sectionBlock(words, section)),
    ],
    actions: canChange(words) ? actions(words, page, pages) : [],
  }
}

const opening = (words: Words, notes: readonly Note[], pages: number): Block => {
  const { t } = words
  const submitted = sentInText(words) ?? []
  const count = progressText(words)
  const hint = t(pages > 1 ? 'panel.review.typed_pages' : 'panel.review.typed')
  const typed = canChange(words) ? [{ text: hint, subtle: true as const }] : []
  const limit = words.sections === undefined ? [] : [t('panel.review.section_only')]
  return {
    lines: [
      ...noteLines(words, notes),
      ...[...limit, submitted, count].flat().map((text): Line => ({ text })),
      ...typed,
    ],
  }
}

const obstacles = (words: Words): Block[] => {
  const found = problemsBeforeSubmit(words.stops, words.unit)
  const lines = found.flatMap((obstacle): Line[] => {
    const stop = words.stops.find((s) => s.question.id === obstacle.question)
    if (stop === undefined) return []
    const title = numberedTitle(words, stop, maxOverviewTitle)
    if (obstacle.why === 'required') return [{ text: title, own: true, strong: true }]
    const message = problemText(words, stop, { code: 'check', check: obstacle.check })
    return [{ text: words.t('panel.review.check', { question: title, message }), own: true, strong: true }]
  })
  return lines.length === 0 ? [] : [{ heading: words.t('panel.review.required_heading'), lines }]
}

const aside = (words: Words): Block[] => {
  const lines = setAsideIn(words).map(
    ({ text }): Line => ({ text: clipped(words.plain(text), maxOverviewTitle), own: true, subtle: true }),
  )
  if (lines.length === 0) return []
  return [
    {
      heading: words.t('panel.review.set_aside_heading'),
      lines: [{ text: words.t('panel.review.set_aside') }, ...lines],
    },
  ]
}

const sectionBlock = (words: Words, section: Section): Block => {
  const stops = words.stops.filter((s) => s.section === section && isAsked(s.question))
  const ref = { s: words.session.id }
  const open: Action = {
    verb: 'review',
    title: words.t('panel.review.change_section'),
    ref,
    values: { section: section.id, page: '0' },
  }
  return {
    heading: words.text(section.title),
    lines: stops.flatMap((stop) => questionLines(words, stop)),
    ...(canChange(words) ? { actions: [open] } : {}),
  }
}

const questionLines = (words: Words, stop: Stop): Line[] => {
  const title: Line = { text: authoredTitle(words, stop, maxOverviewTitle), own: true, subtle: true }
  const partly = partlyText(words, stop.question.id)
  if (partly) return [title, { text: partly }]
  if (!isSettled(stop.entry)) return [title, { text: words.t('card.unanswered'), subtle: true, under: true }]
  if (asks(stop.question, 'rows')) return [title, ...answerLines(words, stop.question, stop.entry)]
  return [title, { text: answerText(words, stop.question, stop.entry), own: true, strong: true }]
}

const actions = (words: Words, page: number, pages: number): Action[] => {
  const ref = { s: words.session.id }
  const to = (key: string, n: number): Action => ({
    verb: 'review',
    title: words.t(`panel.review.${key}`),
    ref,
    values: { page: String(n) },
  })
  const left = progressOf(words.stops).left.length
  return [
    // A colleague who was asked about a section does not send in.
    ...(words.sections === undefined
      ? [{ verb: 'submit' as const, title: words.t('panel.review.submit'), ref, main: true as const }]
      : []),
    ...(left > 0
      ? [{ verb: 'continue' as const, title: words.t('panel.review.answer_rest'), ref, values: { from: 'review' } }]
      : []),
    // From the last page the way on is back to the first.
    ...(pages > 1 ? [page + 1 < pages ? to('more', page + 1) : to('back', 0)] : []),
  ]
}

// A page of the review with the answers of one section, each with its own «Endre».

/** Characters of one line of an answer; the whole of it stands in the question's own card. */
const maxAnswerLine = 400
const maxSectionTitle = 300

const sectionPageView = (words: Words, notes: readonly Note[], at: { section: Section; page: number }): View => {
  const stops = words.stops.filter((s) => s.section.id === at.section.id && isAsked(s.question))
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
      { text: authoredTitle(words, stop, maxSectionTitle), own: true, subtle: true },
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

// What the pages of the review share.

type Block = Panel['blocks'][number]

/** Whether answers can be changed from here now. */
const canChange = (words: Words): boolean =>
  windowAt(words) === 'open' && words.session.state !== 'submitted' && !isDelivered(words.session)

/** «7. Har kommunen …», cut; plain, since it may repeat an answer. */
const numberedTitle = (words: Words, { question }: Stop, max: number): string => {
  const n = position(words.stops, question.id)?.n
  return clipped(words.t('panel.review.line', { n: n ?? '', question: words.plain(question.text) }), max)
}

/** The same with who answered and when, where several people have. */
const authoredTitle = (words: Words, stop: Stop, max: number): string => {
  const author = authorText(words, stop.entry)
  const title = numberedTitle(words, stop, max)
  return author === '' ? title : `${title} ${words.t('card.author_in', { author }).trim()}`
}

// Which answers were sent in, where some have been changed since.

/** Answers have been changed after the newest submission, and will not be sent in: the survey is closed. */
const hasUnsent = (words: Words): boolean => windowAt(words) === 'after' && isChangedSinceSent(words.session)

/** «Dette er sendt inn …», or that what was changed later was not; undefined while answers can still be sent in. */
const sentInText = (words: Words): string | undefined => {
  const { session, t } = words
  if (session.submission === null) return undefined
  const at = momentText(session.submission.at)
  if (hasUnsent(words)) return t('panel.review.unsent', { at })
  return session.state === 'submitted' ? t('panel.review.submitted', { at }) : undefined
}

/** The same for the status and the receipt; undefined unless something was left unsent. */
export const unsentText = (words: Words): string | undefined =>
  words.session.submission !== null && hasUnsent(words)
    ? words.t('panel.review.unsent', { at: momentText(words.session.submission.at) })
    : undefined
