/** Respondents files and questionnaires that nobody meant: refused with a place, or read; never a crash. */

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { readRespondentsSheet } from '../../src/edge/files/respondents-file.ts'
import { newSeat, newSession } from '../../src/engine/session.ts'
import { step } from '../../src/engine/step.ts'
import { checkQuestionnaire, loadQuestionnaire } from '../../src/questionnaire/check.ts'
import { faultText } from '../../src/questionnaire/fault.ts'
import { readRows } from '../../src/register/respondents-file.ts'
import { form, yesNo } from '../engine/build.ts'
import { counted } from '../support/counted.ts'
import { diceOf, inputs, mutated, nasty, scratched } from '../support/fuzz.ts'
import { units, worldOf } from '../support/survey.ts'

const header = 'unit;part;name;email;upn;tenant_id;object_id;language'
const row = '0301;raadmann;Kari Nordmann;kari@example.no;kari@example.no;;;nb'
const rules = { unitIds: new Set(['0301', '1201']), parts: ['raadmann', 'integrering'] }

const fileCount = inputs(0.2)
test(`${fileCount} respondents files`, async () => {
  const dice = diceOf(1)
  let accepted = 0
  for (let i = 0; i < fileCount; i++) {
    const text = scratched([header, ...Array.from({ length: 1 + dice.below(5) }, () => row)].join('\n'), dice)
    const bytes = Buffer.from(text, dice.of(['utf8', 'latin1', 'utf16le']))
    // Fewer of these: each starts the reader of workbooks, and none is one; hostile-workbook.test.ts has those that nearly are.
    if (dice.below(40) === 0) bytes.set([0x50, 0x4b, 3, 4].slice(0, bytes.length))
    const read = await readRespondentsSheet(bytes)
    if (read.type === 'refused') {
      expect(read.faults.every(({ line, code, message }) => line >= 1 && code !== undefined && message !== '')).toBe(
        true,
      )
      continue
    }
    const { rows, faults } = readRows(read.sheet, rules)
    expect(faults.every(({ line }) => line >= 1)).toBe(true)
    expect(rows.every(({ unitId, part }) => rules.unitIds.has(unitId) && rules.parts.includes(part))).toBe(true)
    accepted += rows.length
  }
  expect(accepted).toBeGreaterThan(0)
  counted(`fuzz: ${fileCount} respondents files, ${accepted} rows accepted, 0 crashes`, { inputs: fileCount })
})

const small = form([
  [yesNo('a', { required: true }), { id: 'b', kind: 'number', when: { question: 'a', is: 'ja' }, min: 0, max: 9 }],
  [
    { id: 'c', kind: 'long_text', maxLength: 500 },
    { id: 'd', kind: 'date' },
  ],
])
const real = readFileSync(new URL('../../dialogs/kommuneundersokelsen-2018/raadmann.v1.yaml', import.meta.url), 'utf8')

const yamlCount = inputs(0.2)
test(`${yamlCount} questionnaires`, { timeout: 900_000 }, () => {
  const dice = diceOf(2)
  const text = stringify(small)
  let sound = 0
  for (let i = 0; i < yamlCount; i++) {
    const way = dice.below(20)
    const yaml =
      way === 0
        ? scratched(real, dice)
        : way < 10
          ? scratched(text, dice)
          : stringify(mutated(small, dice), { aliasDuplicateObjects: false })
    const loaded = loadQuestionnaire('raadmann.v1.yaml', yaml)
    const faults =
      'faults' in loaded ? loaded.faults : checkQuestionnaire([{ file: 'raadmann.v1.yaml', text: yaml }], () => [])
    expect(faults.every((fault) => fault.line >= 1 && fault.column >= 1 && faultText(fault) !== '')).toBe(true)
    if ('faults' in loaded || faults.length > 0) continue
    const world = worldOf(loaded.questionnaire, units.kommune)
    const state = {
      session: newSession({ id: 's', wave: 'w', unitId: 'u', part: 'p', version: 1 }),
      seat: newSeat({ sessionId: 's', personId: 'p', language: 'nb' }),
    }
    const card = { s: 's', do: 'start' as const, values: { answer: String(dice.of(nasty)) } }
    expect(step(world, state, { type: 'card', card, trigger: 'manual' }).replies.length).toBeGreaterThan(0)
    sound += 1
  }
  counted(`fuzz: ${yamlCount} questionnaires, ${sound} sound, the rest refused with a place, 0 crashes`, {
    inputs: yamlCount,
  })
})
