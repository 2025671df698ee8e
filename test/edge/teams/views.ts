import type { Action, InputView, View } from '../../../src/wording/view.ts'

type Question = Extract<View, { type: 'question' }>
const ref = { s: '6f1c2a90', q: 'resultatmaal', r: 0 }

/** Buttons as a question has them. */
const buttons: Action[] = [
  { verb: 'answer', title: 'Svar', ref, main: true },
  { verb: 'dont_know', title: 'Vet ikke', ref },
  { verb: 'skip', title: 'Hopp over', ref },
  { verb: 'back', title: 'Tilbake', ref },
]
const oneTap: Action[] = [
  { verb: 'answer', title: '1. Ja', ref, values: { answer: 'ja' } },
  { verb: 'answer', title: '2. Nei', ref, values: { answer: 'nei' } },
  ...buttons.slice(1),
]
const topics = [
  'Bosetting',
  'Introduksjonsprogram',
  'Norskopplæring',
  'Kvalifisering til arbeid',
  'Tolk i offentlig sektor',
]
const scale = ['Svært dårlig', 'Dårlig', 'Verken god eller dårlig', 'God', 'Svært god']
const numbered = (titles: string[]) =>
  titles.map((title, index) => ({ id: `valg_${index + 1}`, number: index + 1, title }))

/** One of each kind of field, as filled in as it can be. */
export const inputs: Record<InputView['kind'], InputView> = {
  none: { kind: 'none' },
  buttons: { kind: 'buttons', choices: numbered(['Ja', 'Nei']) },
  choose: {
    kind: 'choose',
    label: 'Velg alle som passer',
    choices: numbered([...topics, 'Annet, spesifiser']),
    several: 'many',
    value: ['valg_1', 'valg_6'],
    other: { label: 'Hva da?', value: '*tolk*', maxLength: 200 },
  },
  matrix: {
    kind: 'matrix',
    label: 'Ett svar på hver linje',
    rows: numbered(topics).map((row) => ({ ...row, ...(row.number === 2 ? { value: 'valg_4' } : {}) })),
    scale: numbered(scale),
  },
  number: { kind: 'number', label: 'Antall personer', unit: 'personer', value: 'om lag 30', hint: 'For eksempel 30' },
  date: { kind: 'date', label: 'Dato', value: '2018-11-13', min: '2018-01-01', max: '2018-12-31' },
  ranking: {
    kind: 'ranking',
    label: 'De tre viktigste',
    places: 3,
    placeLabels: ['Viktigst', 'Nest viktigst', 'Tredje viktigst'],
    choices: numbered(topics),
    value: ['valg_2'],
  },
  text: { kind: 'text', label: 'Kommentar', lines: 'many', maxLength: 4000, value: 'Vi har\nflere <b>planer</b>' },
}

/** A question's card around a field. */
export function question(input: InputView, changes: Partial<Question> = {}): Question {
  return {
    type: 'question',
    language: 'nb',
    summary: 'Spørsmål 7 av 24',
    notes: [{ text: 'Lagret: Ja.', subtle: true }],
    section: 'Styring og resultater',
    position: 'Spørsmål 7 av 24',
    done: 0.25,
    title: 'Har kommunen vedtatt egne resultatmål for integreringsarbeidet?',
    help: 'Med resultatmål mener vi mål som kommunestyret har vedtatt, og som det rapporteres på.',
    input,
    actions: input.kind === 'buttons' ? oneTap : buttons,
    hint: 'Du kan også skrive svaret, for eksempel «1» eller «ja».',
    ...changes,
  }
}

export const closed: Extract<View, { type: 'closed' }> = {
  type: 'closed',
  language: 'nb',
  summary: 'Spørsmål 7 er besvart',
  position: 'Spørsmål 7 av 24',
  title: 'Hvilke resultatmål har kommunen?',
  notes: [{ text: 'Lagret.', subtle: true }],
  answer: [{ text: 'Flere i *jobb*\n[lenke](https://eksempel.no)', own: true }],
  actions: [{ verb: 'change', title: 'Endre', ref }],
}

export const panel: Extract<View, { type: 'panel' }> = {
  type: 'panel',
  language: 'nn',
  summary: 'Sjå over svara',
  title: 'Sjå over svara før du sender inn',
  blocks: [
    {
      heading: 'Styring og resultat',
      lines: [
        { text: '1. Har kommunen resultatmål?' },
        { text: 'Ja', strong: true },
        { text: '2. Kva for nokre?' },
        { text: 'Fleire i arbeid & utdanning', own: true, strong: true },
      ],
      actions: [{ verb: 'change', title: 'Endre svar', ref }],
    },
    { heading: 'Manglar', lines: [{ text: '3. Evaluering', subtle: true }] },
  ],
  actions: [
    { verb: 'submit', title: 'Send inn', ref: { s: ref.s }, main: true },
    { verb: 'back', title: 'Tilbake', ref: { s: ref.s } },
  ],
}

/** Every card there is a kind of, by name. */
export const cards: Record<string, Exclude<View, { type: 'text' }>> = {
  ...Object.fromEntries(Object.entries(inputs).map(([kind, input]) => [kind, question(input)])),
  problem: question(inputs.number, { problem: 'Antallet kan ikke være mindre enn 0.' }),
  'several notes': question(inputs.none, {
    notes: [{ text: 'Takk!', strong: true }, { text: 'Nå kommer et nytt tema.' }],
  }),
  'one choice': question({ kind: 'choose', label: 'Velg én', choices: numbered(scale), several: 'one', value: [] }),
  'long list': question({
    kind: 'choose',
    label: 'Velg én',
    choices: numbered(Array.from({ length: 30 }, (_, index) => `Mulighet ${index}`)),
    several: 'one',
    value: [],
  }),
  'nothing done': question(inputs.none, { done: 0, notes: [] }),
  'all done': question(inputs.none, { done: 1 }),
  closed,
  panel,
  folded: { ...panel, folded: { title: 'Personvern', lines: [{ text: 'Svara blir lagra.' }] } },
}
