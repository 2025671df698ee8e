/** How the review is divided into pages, for the cards that show them and for «neste side», typed. */
import { type Stop, topicsOf } from './route.ts'
import type { ReviewPage } from './types.ts'

/** Sections on one page: each has a button, and «Send inn», «Svar på resten» and «Neste side» make six. */
const sectionsPerPage = 3
/** Sections that fit on one page when it is the only one: four and two buttons. */
const sectionsOnOnlyPage = 4
/** Questions on a section's page: with «Til oppsummeringen» and «Neste side» they make six buttons. */
export const questionsPerPage = 4

/** How many of so many sections stand on one page of the overview. */
export const overviewPageSize = (sections: number): number =>
  sections <= sectionsOnOnlyPage ? sectionsOnOnlyPage : sectionsPerPage

/** Pages of the overview, or of one section of it; at least 1. */
export const pagesOf = (stops: readonly Stop[], section: string | undefined): number => {
  const topics = topicsOf(stops)
  if (section === undefined) return Math.max(1, Math.ceil(topics.length / overviewPageSize(topics.length)))
  const asked = stops.filter((s) => s.section.id === section && s.question.kind !== 'info').length
  return Math.max(1, Math.ceil(asked / questionsPerPage))
}

/** The page that is asked for, counted from `at`; a page that does not exist is the first one. */
export const turnedTo = (
  stops: readonly Stop[],
  at: ReviewPage | undefined,
  to: 'next' | 'previous' | number,
): ReviewPage => {
  const now = at?.page ?? 0
  const wanted = to === 'next' ? now + 1 : to === 'previous' ? now - 1 : to - 1
  const exists = wanted >= 0 && wanted < pagesOf(stops, at?.section)
  return { ...(at?.section === undefined ? {} : { section: at.section }), page: exists ? wanted : 0 }
}
