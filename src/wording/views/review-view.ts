/** The review's first page: what is missing, what was set aside, and all answers by section. */
import { overviewPageSize, pagesOf } from '../../engine/review-pages.ts'
import { isSettled, problemsBeforeSubmit, type Stop, setAside, topicsOf } from '../../engine/route.ts'
import type { Note, ReviewPage } from '../../engine/types.ts'
import type { Section } from '../../questionnaire/schema.ts'
import { answerLines, answerText, clipped, partlyText } from '../answer-lines.ts'
import { progressOf, progressText, type Words } from '../context.ts'
import { problemText } from '../problem.ts'
import { noteLines } from '../say.ts'
import { sentInText } from '../sent-in.ts'
import type { Action, Line, View } from '../view.ts'
import { authoredTitle, type Block, canChange, numberedTitle } from './review-parts.ts'
import { sectionPageView } from './review-section.ts'

/** Characters of a question's text in the overview; the section's page shows all of it. */
const maxTitle = 110

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
    const title = numberedTitle(words, stop, maxTitle)
    if (obstacle.why === 'required') return [{ text: title, own: true, strong: true }]
    const message = problemText(words, stop, { code: 'check', check: obstacle.check })
    return [{ text: words.t('panel.review.check', { question: title, message }), own: true, strong: true }]
  })
  return lines.length === 0 ? [] : [{ heading: words.t('panel.review.required_heading'), lines }]
}

const aside = (words: Words): Block[] => {
  const questions = words.questionnaire.sections.flatMap((s) => s.questions)
  const lines = setAside(words.stops, words.session.entries).flatMap((id): Line[] => {
    const question = questions.find((q) => q.id === id)
    return question ? [{ text: clipped(words.plain(question.text), maxTitle), own: true, subtle: true }] : []
  })
  if (lines.length === 0) return []
  return [
    {
      heading: words.t('panel.review.set_aside_heading'),
      lines: [{ text: words.t('panel.review.set_aside') }, ...lines],
    },
  ]
}

const sectionBlock = (words: Words, section: Section): Block => {
  const stops = words.stops.filter((s) => s.section === section && s.question.kind !== 'info')
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
  const title: Line = { text: authoredTitle(words, stop, maxTitle), own: true, subtle: true }
  const partly = partlyText(words, stop.question.id)
  if (partly) return [title, { text: partly }]
  if (!isSettled(stop.entry)) return [title, { text: words.t('card.unanswered'), subtle: true, under: true }]
  if (stop.question.kind === 'matrix') return [title, ...answerLines(words, stop.question, stop.entry)]
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
