import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Survey } from '../app/deps.ts'
import { makeFolder } from '../edge/files/make-folder.ts'
import { reportHtml } from '../edge/report/html.ts'
import { findChromium, printPdf } from '../edge/report/pdf.ts'
import type { DocumentInput } from '../report/layout/build-document.ts'
import { unitDocument } from '../report/layout/unit-document.ts'
import type { Answered } from '../report/model.ts'
import type { Cli } from './cli.ts'
import { type ExitCode, exitCode } from './exit-code.ts'

type Asked = DocumentInput & {
  survey: Survey
  submissions: readonly Answered[]
  unitId: string
  out: string
  path: string
}

/** Why the unit gets no report of its own: it is not in the wave, or the survey is open. Null: it may have one. */
export const refusal = ({ wave, units, closesAt }: Survey, unitId: string, now: Date): string | null => {
  if (!units.has(unitId)) return `${unitId} is no unit of ${wave.id}.`
  return now.getTime() < closesAt ? 'A unit sees how others answered after the survey has closed.' : null
}

/** Writes one unit's own report, readable by its owner alone; refused as `refusal` says, and for an internal report, as answers are on their way. */
export const writeUnitReport = async (cli: Cli, asked: Asked): Promise<ExitCode> => {
  const unit = asked.survey.units.get(asked.unitId)
  if (unit === undefined || asked.report.status === 'internal') {
    cli.err('A unit sees how others answered when all answers are in: no report was written.\n')
    return exitCode.refused
  }
  makeFolder(asked.out)
  const html = join(asked.out, `report-${unit.id}.html`)
  const pdf = join(asked.out, `report-${unit.id}.pdf`)
  await Promise.all([html, pdf].map((file) => rm(file, { force: true })))
  await writeFile(html, await reportHtml(unitDocument({ ...asked, unit })), { flag: 'wx', mode: 0o600 })
  const chromium = await findChromium(asked.path)
  const printed = chromium !== null && (await printPdf(chromium, html, pdf))
  if (printed) await chmod(pdf, 0o600)
  cli.out(`${[html, ...(printed ? [pdf] : [])].join('\n')}\n`)
  return exitCode.done
}
