/** PDFs for people: the form of a part, as it is read before answering, and the copy of a unit's answers. */

import { type Language, languages } from '../questionnaire/schema.ts'
import type { AnswersCopy } from '../wording/answers-copy.ts'
import { type Form, formOf } from '../wording/form.ts'
import { FORMS_PATH, type FormNamed, formFile, formPath } from '../wording/form-address.ts'
import { questionnaireOf, type Survey } from './service.ts'

/** Sets a form; `author`: who asks. */
type SetForm = (form: Form, about: { author: string; at: number }) => Promise<Uint8Array>

/** The bytes of a form; null: the wave has no such part, or asks no unit of the kind. */
export type Forms = (survey: Survey, named: Omit<FormNamed, 'wave'>) => Promise<Uint8Array | null>

/** Which kinds of unit the wave asks. */
export const kindsOf = ({ units }: Pick<Survey, 'units'>) =>
  (['kommune', 'bydel'] as const).filter((kind) => [...units.values()].some((unit) => unit.kind === kind))

/** The address of the form that a unit and part is asked, to read; of all forms where the wave does not ask it. */
export const formLink = (
  { wave, units }: Survey,
  { unitId, part }: { unitId: string; part: string },
  { pages, language }: { pages: string; language: Language },
): string => {
  const kind = units.get(unitId)?.kind
  if (kind === undefined || !Object.hasOwn(wave.parts, part)) return `${pages}${FORMS_PATH}`
  return `${pages}${formPath({ wave: wave.id, part, kind, language, use: 'screen' })}`
}

/** Every form of a wave. */
const formsOf = (survey: Survey): FormNamed[] =>
  Object.keys(survey.wave.parts).flatMap((part) =>
    kindsOf(survey).flatMap((kind) =>
      languages.flatMap((language) =>
        (['screen', 'paper'] as const).map((use) => ({ wave: survey.wave.id, part, kind, language, use })),
      ),
    ),
  )

/** The form that a file's name means; undefined: the wave has no such form. */
export const formNamed = (survey: Survey, file: string): FormNamed | undefined =>
  formsOf(survey).find((named) => formFile(named) === file)

/** The form as texts; null as above. */
export const formIn = (survey: Survey, { part, kind, language, use }: Omit<FormNamed, 'wave'>): Form | null => {
  const questionnaire = Object.hasOwn(survey.wave.parts, part) ? questionnaireOf(survey, part) : null
  if (questionnaire === null || !kindsOf(survey).includes(kind)) return null
  return formOf({ questionnaire, wave: survey.wave, unit: { kind }, language, use, closesAt: survey.closesAt })
}

/**
 * Makes each form at most once: there are as many as parts, kinds, language forms and uses, so whoever asks again and again
 * makes nobody work.
 */
export const openForms = (setForm: SetForm, now: () => number): Forms => {
  const made = new Map<string, Promise<Uint8Array>>()
  return async (survey, named) => {
    const key = JSON.stringify([survey.wave.id, named.part, named.kind, named.language, named.use])
    const known = made.get(key)
    if (known !== undefined) return await known
    const form = formIn(survey, named)
    if (form === null) return null
    const making = setForm(form, { author: survey.wave.controller[named.language], at: now() })
    made.set(key, making)
    making.catch(() => made.delete(key))
    return await making
  }
}

/** What the PDFs are made with. */
export type Documents = {
  forms: Forms
  /** Waves whose form anybody may read: the one that is talked about, and those that have opened. */
  surveys(): Survey[]
  setAnswers(copy: AnswersCopy, about: { author: string; at: number }): Promise<Uint8Array>
  /** Takes a copy down in the audit trail. Throws `StoreAway`. */
  copied(entry: { at: Date; actor: string; subject: string }): Promise<void>
}
