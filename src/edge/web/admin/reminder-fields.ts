/** The fields of an order of reminders: what they are called in a form and in a link, read and written in one place. */

import { unfinished } from '../../../reminders/selection.ts'
import { unitLanguages, type Visit } from './visit.ts'

/** What each field is called in addresses and posts, and its `id` on the page. */
export const named = {
  parts: 'del',
  states: 'tilstand',
  languages: 'malform',
  county: 'fylke',
  units: 'enheter',
  template: 'mal',
  at: 'naar',
} as const

/** What stands in the fields, as typed or ticked. */
export type Fields = {
  parts: string[]
  states: string[]
  languages: string[]
  county: string
  units: string
  template: string
  at: string
}

/** A form that nobody has touched: a reminder, now, to all who are not done. */
export const freshFields = ({ wave }: Visit): Fields => ({
  parts: Object.keys(wave.reminders.survey.wave.parts),
  states: [...unfinished],
  languages: [...unitLanguages],
  county: '',
  units: '',
  template: 'reminder',
  at: '',
})

/** What was asked for. What is not there is not chosen: of a form that was cut off nobody is written to. */
export const fieldsIn = (given: URLSearchParams): Fields => ({
  parts: given.getAll(named.parts),
  states: given.getAll(named.states),
  languages: given.getAll(named.languages),
  county: given.get(named.county) ?? '',
  units: given.get(named.units) ?? '',
  template: given.get(named.template) ?? '',
  at: given.get(named.at) ?? '',
})

/** The other way: what `fieldsIn` reads as `fields`. */
export const queryOf = (fields: Fields): URLSearchParams =>
  new URLSearchParams([
    ...fields.parts.map((part) => [named.parts, part]),
    ...fields.states.map((state) => [named.states, state]),
    ...fields.languages.map((form) => [named.languages, form]),
    [named.county, fields.county],
    [named.units, fields.units],
    [named.template, fields.template],
    [named.at, fields.at],
  ])
