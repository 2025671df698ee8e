/** The syntax run by PSPP, a program of its own that reads what SPSS reads. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exported, ofPart } from '../support/export-set.ts'

const pspp = (folder: string, commands: string): string => {
  const file = join(folder, 'run.sps')
  writeFileSync(file, `INSERT FILE='results-integrering.sps'.\n${commands}\n`)
  return execFileSync('pspp', ['-O', 'format=csv', '-o', 'out.csv', file], {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
  })
}

const answered = (id: string, value: string): number =>
  ofPart('integrering').filter((s) => s.answers[id]?.kind === 'single' && s.answers[id].value === value).length

describe('the syntax', () => {
  it('is read without a complaint, with labels, missing kinds and the same totals', async () => {
    const folder = await exported({ format: 'spss', freeText: 'with' })
    expect(
      pspp(folder, 'FREQUENCIES VARIABLES=resultatmaal.\nDESCRIPTIVES VARIABLES=bosatt_antall /STATISTICS=SUM.'),
    ).not.toMatch(/error|warning/iu)
    const out = readFileSync(join(folder, 'out.csv'), 'utf8')
    expect(out).not.toMatch(/error|warning/iu)
    expect(out).toContain('Har kommunen resultatmål for introduksjonsprogrammet?')
    expect(out).toMatch(new RegExp(`Valid,Ja,${answered('resultatmaal', 'ja')},`, 'u'))
    expect(out).toMatch(new RegExp(`,Nei,${answered('resultatmaal', 'nei')},`, 'u'))
    const notAsked = ofPart('integrering').filter((s) => s.missing.resultatmaal === 'not_asked').length
    expect(out).toMatch(new RegExp(`Missing,Ikke spurt,${notAsked},`, 'u'))
    const sum = ofPart('integrering').reduce((total, s) => {
      const answer = s.answers.bosatt_antall
      return total + (answer?.kind === 'number' ? answer.value : 0)
    }, 0)
    expect(out).toMatch(new RegExp(`,${sum}(\\.0+)?\\b`, 'u'))
  })

  it('labels in nynorsk when asked to', async () => {
    const folder = await exported({ format: 'spss', language: 'nn' })
    pspp(folder, 'FREQUENCIES VARIABLES=imdi_kontakt.')
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('Nokre gonger i året')
  })
})
