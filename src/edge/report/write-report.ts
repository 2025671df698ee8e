/** The report's files in a folder. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { DocumentInput } from '../../report/layout/build-document.ts'
import { buildDocument } from '../../report/layout/build-document.ts'
import { flatLines } from '../../report/layout/flat-tables.ts'
import type { Release } from '../../report/release.ts'
import { release } from '../../report/release.ts'
import { makeFolder } from '../files/make-folder.ts'
import { reportHtml } from './html.ts'
import { findChromium, printPdf } from './pdf.ts'
import { writeTables } from './tables-xlsx.ts'

/** Not for publication: what the reports in this folder have given away, the newest last, for the next to reckon with. */
const releaseFile = 'release.json'

/** The releases in the files named and in the folder already. Throws when a file named cannot be read as releases. */
export const readReleases = async (folder: string, named: readonly string[], wave: string): Promise<Release[]> => {
  const files = [...named, join(folder, releaseFile)]
  const read = await Promise.all(
    files.map(async (file, i) => {
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        if (i < named.length) throw error
        return null
      })
      return text === null ? [] : z.array(release).parse(JSON.parse(text))
    }),
  )
  return read.flat().filter((r) => r.wave === wave)
}

/** Adds a release to those in the folder; returns the file. Only its owner can read it. */
export const writeRelease = async (
  folder: string,
  { release: made, earlier }: { release: Release; earlier: readonly Release[] },
): Promise<string> => {
  const file = join(folder, releaseFile)
  await writeFile(file, `${JSON.stringify([...earlier, made])}\n`, { mode: 0o600 })
  return file
}

export type Written = { files: string[] /** No Chromium, or it failed. */; withoutPdf: boolean }

/**
 * Writes report.html, report.json, tables.xlsx and, where Chromium is found, report.pdf. A final report of real answers
 * leaves release.json beside them.
 */
export const writeReport = async (
  folder: string,
  input: DocumentInput & { release: Release; earlier: readonly Release[]; path: string },
): Promise<Written> => {
  const at = (name: string) => join(folder, name)
  makeFolder(folder)
  const document = buildDocument(input)
  const lines = flatLines(input.report, input.questionnaires, input.language)
  await writeFile(at('report.html'), await reportHtml(document))
  await writeFile(at('report.json'), `${JSON.stringify(input.report, null, 2)}\n`)
  await writeTables(at('tables.xlsx'), { report: input.report, document, lines, partTitles: input.partTitles })
  const isRelease = input.report.status === 'final' && input.report.demo === undefined
  if (isRelease) await writeRelease(folder, input)
  const chromium = await findChromium(input.path)
  const printed = chromium !== null && (await printPdf(chromium, at('report.html'), at('report.pdf')))
  const files = [
    'report.html',
    'report.json',
    'tables.xlsx',
    ...(printed ? ['report.pdf'] : []),
    ...(isRelease ? [releaseFile] : []),
  ]
  return { files: files.map(at), withoutPdf: !printed }
}
