/** A folder of waves with the technical questionnaire in it: every kind of question, for two units. */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { questionnaire } from '../../../src/questionnaire/schema.ts'
import { wave } from '../../../src/questionnaire/wave.ts'

const root = join(import.meta.dirname, '../../..')
const source = join(root, 'test/questionnaire/technical/teknisk.v1.yaml')

/** Writes `<folder>/teknisk/`; the rest of the wave is as in 2018. */
export const writeTechnicalWave = (folder: string): void => {
  const { part, version, wave: id } = questionnaire.parse(parse(readFileSync(source, 'utf8')))
  const of2018 = join(root, 'dialogs/kommuneundersokelsen-2018')
  const like = wave.parse(parse(readFileSync(join(of2018, 'wave.yaml'), 'utf8')))
  const place = join(folder, id)
  mkdirSync(place, { recursive: true })
  cpSync(source, join(place, `${part}.v${version}.yaml`))
  const plainTitle = { nb: 'Sommerfesten', nn: 'Sommarfesten' }
  const parts = { [part]: { version, title: plainTitle } }
  writeFileSync(join(place, 'wave.yaml'), stringify({ ...like, id, title: plainTitle, parts }))
  writeFileSync(join(place, 'units.csv'), linesOf(readFileSync(join(of2018, 'units.csv'), 'utf8'), ['1201', '030105']))
}

const linesOf = (csv: string, ids: readonly string[]): string => {
  const [header = '', ...lines] = csv.split('\n')
  return `${[header, ...lines.filter((line) => ids.some((id) => line.startsWith(`${id},`)))].join('\n')}\n`
}
