/** A questionnaire to look at before anybody answers it: each question as it is shown, and in words when it is asked. */

import { newSeat, newSession } from '../engine/session.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'
import { type FormChoice, type FormItem, type FormSource, formOf, withoutConditions } from './form.ts'
import { render } from './render.ts'
import type { View } from './view.ts'

/** `unit`: one of the kind, whose name stands in the texts. `opensAt`: ms since 1970 UTC. */
export type PreviewSource = Omit<FormSource, 'unit' | 'use' | 'wave'> & { wave: Wave; unit: Unit; opensAt: number }

export type PreviewSection = { title: string; knows?: string; only?: string; items: PreviewItem[] }

/** `only`: for whom the question is; `parts`: for whom single choices and rows are, and what goes for them. */
export type PreviewItem = { view: Extract<View, { type: 'question' }>; only?: string; parts: string[] }

/** Shown by what shows them to those who answer, from a session in which nothing is answered. */
export const previewOf = (source: PreviewSource): PreviewSection[] => {
  const { unit, wave, language, opensAt, closesAt } = source
  const about = { ...source, use: 'screen' as const, unit: { kind: unit.kind } }
  const questionnaire = withoutConditions(about)
  const { part, version } = questionnaire
  const session = newSession({ id: 'preview', wave: wave.id, unitId: unit.id, part, version })
  const seat = newSeat({ sessionId: session.id, personId: 'preview', language })
  const context = { questionnaire, wave, unit, session, seat, now: opensAt, opensAt, closesAt }
  const { sections } = formOf(about)
  return sections.map(({ title, knows, only, items }, s) => ({
    title,
    ...(knows === undefined ? {} : { knows }),
    ...(only === undefined ? {} : { only }),
    items: items.flatMap((item, i): PreviewItem[] => {
      const id = questionnaire.sections[s]?.questions[i]?.id ?? ''
      const view = render({ type: 'question', question: id, notes: [] }, context)
      if (view.type !== 'question') return []
      return [{ view, ...(item.only === undefined ? {} : { only: item.only }), parts: partsOf(item) }]
    }),
  }))
}

const partsOf = ({ field }: FormItem): string[] => {
  const noted: readonly Pick<FormChoice, 'text' | 'note'>[] =
    field === undefined ? [] : 'choices' in field ? field.choices : 'rows' in field ? field.rows : []
  return noted.flatMap(({ text, note }) => (note === undefined ? [] : [`«${text}»: ${note}`]))
}
