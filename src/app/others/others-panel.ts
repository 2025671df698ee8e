/** «Slik svarte andre»: a page of the panel, one section of the questionnaire at a time. */
import { ownSections } from '../../engine/turns/standing-here.ts'
import type { Language, Questionnaire } from '../../questionnaire/schema.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { countedQuestions } from '../../report/items.ts'
import { say } from '../../report/layout/labels.ts'
import { unitLines } from '../../report/layout/unit-lines.ts'
import { compareUnit } from '../../report/unit-comparison.ts'
import { clipped } from '../../wording/answer-lines.ts'
import { translate } from '../../wording/translate.ts'
import type { Action, View } from '../../wording/view.ts'
import type { Comparing } from './other-answers.ts'

export type Asked = {
  language: Language
  unit: Unit
  questionnaire: Questionnaire
  sessionId: string
  /** The only sections this person was asked about. */
  sections?: readonly string[]
  /** Counts from 0; a page that is not there is the first. */
  page: number
}

type Panel = Extract<View, { type: 'panel' }>

const maxTitle = 200
const maxLine = 400

/** Own answers beside the country, the county and the size group, with the numbers of the report and no others. */
export const othersPanel = (asked: Asked, { report, submissions }: Comparing): Panel => {
  const { language, unit, questionnaire } = asked
  const t = (key: string, vars: Record<string, unknown> = {}) => translate(language, `others.${key}`, vars)
  const { part } = questionnaire
  const submission = submissions.find((s) => s.unit.id === unit.id && s.part === part)
  const sections = ownSections(questionnaire, asked.sections).sections.filter(
    (section) => countedQuestions({ ...questionnaire, sections: [section] }).length > 0,
  )
  const page = sections[asked.page] === undefined ? 0 : asked.page
  const section = sections[page]
  const blocks =
    section === undefined
      ? []
      : countedQuestions({ ...questionnaire, sections: [section] }).map((question) => {
          const { title, own, others } = unitLines(
            { language, unit, question },
            compareUnit(question, part, { report, unit, submission }),
          )
          return {
            lines: [
              { text: clipped(title, maxTitle), own: true as const, subtle: true as const },
              ...(own === '' ? [] : [{ text: clipped(own, maxLine), own: true as const, strong: true as const }]),
              ...others.map((text) => ({ text: clipped(text, maxLine), own: true as const })),
            ],
          }
        })
  const intro = [
    ...(section === undefined
      ? []
      : [{ text: t('intro', { page: page + 1, pages: sections.length, section: say(language, section.title) }) }]),
    ...(page === 0 ? [{ text: t('about'), subtle: true as const }] : []),
    ...(submission === undefined ? [{ text: t('not_answered') }] : []),
  ]
  return {
    ...{ type: 'panel', language, summary: t('title'), title: t('title') },
    blocks: [{ lines: intro }, ...blocks],
    actions: around(asked.sessionId, { page, pages: sections.length }, t),
  }
}

const around = (
  sessionId: string,
  { page, pages }: { page: number; pages: number },
  t: (key: string) => string,
): Action[] => {
  const to = (key: string, n: number): Action => ({
    ...{ verb: 'others', title: t(key), ref: { s: sessionId }, values: { page: String(n) } },
  })
  return [...(page > 0 ? [to('earlier', page - 1)] : []), ...(page + 1 < pages ? [to('more', page + 1)] : [])]
}
