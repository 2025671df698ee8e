/** What belongs to one survey stands in the folder of its wave: another one is run without a line of `src` or `locales`. */

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Who asks, whom, about what, and when: words of the surveys in `dialogs/`. */
const OF_A_WAVE = /\bIMDi\b|kommuneundersøk|bosett|buset[jt]|integrering|flyktning|rådm[ae]nn|raadmann|\b2018\b/iu

/** Texts in which they may stand, and why. */
const TEXTS: readonly { file: RegExp; line: RegExp; why: string }[] = [
  { file: /\/(?:units|report)\.json$/, line: /"raadmann/, why: 'words of questionnaires that are published' },
  {
    file: /\/admin\.json$/,
    line: /"imdi": |(?:hvem|kven) mangl[ae]r |(?:legg inn svar for)/,
    why: 'a name of the API; an example of a command',
  },
  { file: /\/(?:talk|how|hint|problems)\.json$/, line: /31\.12\.2018/, why: 'how a date is written' },
]

/** Code in which they may stand. */
const CODE: readonly { file: RegExp; line: RegExp; why: string }[] = [
  { file: /^src\/norwegian\//, line: /./, why: 'what people type' },
  { file: /./, line: /imdiRegion|imdi_region|imdiRate|\bimdi\b[,:. }]|status\.imdi/, why: 'stored and promised names' },
  { file: /./, line: /^\s*(?:\/\*\*|\*|\/\/)/, why: 'examples and sources, said to who reads the code' },
  { file: /./, line: /\/\*\* .*\*\/$|2018-\d\d-\d\d/, why: 'the same; how a time is written' },
  { file: /questionnaire\/placeholders\.ts$/, line: /'raadmann/, why: 'words of questionnaires that are published' },
  { file: /kinds\/figure\.ts$/, line: /'(?:flyktning|bosatt)'/, why: 'what people type' },
  { file: /cards\/card-faults\.ts$/, line: /./, why: 'an example that is shown to nobody' },
  { file: /^src\/cli\//, line: /./, why: 'what `--demo` is made of, and help with examples' },
]

const linesIn = (folder: string, ending: string): { file: string; line: string }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => ({ file, line })),
    )

const left = (lines: { file: string; line: string }[], may: typeof TEXTS): string[] =>
  lines
    .filter(({ line }) => OF_A_WAVE.test(line))
    .filter(({ file, line }) => !may.some((one) => one.file.test(file) && one.line.test(line)))
    .map(({ file, line }) => `${file}: ${line.trim().slice(0, 120)}`)

test('no text of `locales/` is of one survey', () => {
  expect(left(linesIn('locales', '.json'), TEXTS)).toEqual([])
})

test('no code of `src/` is of one survey', () => {
  expect(left(linesIn('src', '.ts'), CODE)).toEqual([])
})
