/** Answers a whole part in a real chat, by buttons, remembering what the bot confirmed. */
import type { Json } from './card-json.ts'
import type { Answer, PersonInTeams } from './person-in-teams.ts'

const ANSWERING = new Set(['answer', 'read', 'skip', 'dont_know', 'not_applicable'])

/** True when an invoke was answered with a card that has «Endre»: the bot says it is stored. */
export const isConfirmed = ({ status, body }: Answer): boolean =>
  status === 200 && JSON.stringify(body ?? {}).includes('"do":"change"')

/** The open question's message: the newest one that can be answered. */
export const openQuestion = (person: PersonInTeams) => {
  const found = person.find(({ data }) => ANSWERING.has(String(data.do)))
  return found === undefined ? undefined : { ...found, question: String(found.button.data.q) }
}

/** Presses what answers the open question; returns what it did. `pick` varies the answer. */
export const answerOnce = async (
  person: PersonInTeams,
  pick: number,
): Promise<{ question: string; values: string; answer: Answer }> => {
  const open = await person.until(() => openQuestion(person))
  const buttons = person.buttons(open).filter(({ data }) => ANSWERING.has(String(data.do)))
  const choices = buttons.filter(({ data }) => data.do === 'answer' || data.do === 'read')
  const button = choices[pick % Math.max(1, choices.length)] ?? open.button
  const inputs = filled(person.fields(open), pick)
  const values = JSON.stringify({ ...inputs, answer: inputs.answer ?? button.data.answer })
  return { question: open.question, values, answer: await person.press(button, open.id, inputs) }
}

const filled = (fields: ReturnType<PersonInTeams['fields']>, pick: number): Json =>
  Object.fromEntries(
    fields.flatMap(({ id, type, choices }, i): [string, string][] => {
      if (choices.length > 0) return [[id, choices[(pick + i) % choices.length] ?? '']]
      if (id === 'other') return [[id, 'noe annet']]
      if (type === 'Input.Date') return [[id, '2018-06-01']]
      return [[id, type === 'Input.Number' || /tall/i.test(id) ? '3' : '3']]
    }),
  )
