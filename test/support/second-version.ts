/** Version 2 of each part of the survey: a question renamed, one with a choice less, one gone, one new, the rest as it was. */
import { type Questionnaire, questionnaire } from '../../src/questionnaire/schema.ts'

type Changes = {
  renamed: { was: string; id: string }
  fewer: { question: string; choice: string }
  gone: string
  fresh: string
}

export const changes = {
  raadmann: {
    renamed: { was: 'leder_aar', id: 'leder_aar_i_stilling' },
    fewer: { question: 'leder_rolle', choice: 'assisterende' },
    gone: 'svingninger_hvilke',
    fresh: 'leder_nettverk',
  },
  integrering: {
    renamed: { was: 'ansvarlig_aar', id: 'ansvarlig_aar_her' },
    fewer: { question: 'ansvarlig_rolle', choice: 'raadgiver' },
    gone: 'bosatt_mindreaarige',
    fresh: 'ansvarlig_nettverk',
  },
} satisfies Record<string, Changes>

const fresh = (id: string) => ({
  ...{ id, kind: 'single' },
  text: { nb: 'Er du med i et nettverk for ledere?', nn: 'Er du med i eit nettverk for leiarar?' },
  choices: [
    { id: 'ja', text: { nb: 'Ja', nn: 'Ja' } },
    { id: 'nei', text: { nb: 'Nei', nn: 'Nei' } },
  ],
})

export const secondVersion = (first: Questionnaire, { renamed, fewer, gone, fresh: added }: Changes): Questionnaire =>
  questionnaire.parse({
    ...first,
    version: 2,
    sections: first.sections.map((section, index) => {
      const questions = section.questions
        .filter(({ id }) => id !== gone)
        .map((question) => {
          if (question.id === renamed.was) return { ...question, ...renamed, checks: [] }
          if (question.id !== fewer.question || question.kind !== 'single') return question
          return { ...question, choices: question.choices.filter(({ id }) => id !== fewer.choice) }
        })
      return { ...section, questions: index === 0 ? [...questions, fresh(added)] : questions }
    }),
  })
