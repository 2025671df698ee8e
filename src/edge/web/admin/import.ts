/** Import of a respondents file: what it would change and every fault, and the same file taken in once that was looked at. */

import { createHash } from 'node:crypto'
import type { ImportReport } from '../../../app/respondents/import.ts'
import type { FileFault, FileNotice, Sheet } from '../../../register/respondents-file.ts'
import { type Html, html } from '../frame/page.ts'
import type { Upload } from '../read-upload.ts'
import { faultsHtml, tableHtml } from './fields.ts'
import { leadOn, pathOf, postForm, say, showPage, type Visit } from './visit.ts'

/** What is shown of a long file; the counts are of all of it. */
const MOST_ROWS = 300

/** The form to choose a file with. */
export const importPage = async (visit: Visit): Promise<void> => show(visit, [], null)

const show = (visit: Visit, faults: readonly string[], below: Html, status = 200): void => {
  const { language, session } = visit
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `import.${key}`, vars)
  showPage(visit, { title: text('title'), status }, [
    faultsHtml(
      language,
      faults.map((fault) => ({ field: 'fil', text: fault })),
    ),
    below,
    html`<h2>${text('choose')}</h2>`,
    html`<p>${text('intro')}</p>`,
    html`<p>${text('columns')}</p>`,
    html`<form method="post" enctype="multipart/form-data" action=${pathOf(visit, '/svarere/import')}>
      <input type="hidden" name="token" value=${session.token} />
      <div class="ds-field">
        <label class="ds-label" for="fil">${text('file')}</label>
        <input class="ds-input" type="file" id="fil" name="fil" accept=".csv,.xlsx" aria-invalid=${faults.length > 0 ? 'true' : undefined} required />
      </div>
      <div class="kd-buttons"><button class="ds-button" data-variant="primary" type="submit">${text('look')}</button></div>
    </form>`,
  ])
}

/** What was looked at: these bytes, in this wave. */
const hashOf = ({ wave }: Visit, bytes: Buffer): string =>
  createHash('sha256').update(`${wave.reminders.survey.wave.id}\n`).update(bytes).digest('base64url')

/** The dry run of what was sent, and the file kept until it is imported. Throws `StoreAway`. */
export const dryRun = async (visit: Visit, upload: Exclude<Upload, { type: 'gone' }>): Promise<void> => {
  const { language, wave, pages, secret } = visit
  if (upload.type === 'refused')
    return show(visit, [say(language, `import.refused.${upload.why}`)], null, upload.why === 'too_large' ? 413 : 422)
  const read = await wave.readSheet(upload.bytes)
  if (read.type === 'refused') return show(visit, [], faultsTable(visit, read.faults, null), 422)
  const report = await wave.desk.importSheet(read.sheet, 'dry_run', visit.actor)
  if (report.type === 'refused') return show(visit, [], faultsTable(visit, report.faults, read.sheet), 422)
  await pages.sessions.keepFile(secret, upload.bytes)
  show(visit, [], changesHtml(visit, read.sheet, report, hashOf(visit, upload.bytes)))
}

/** Imports the file that was looked at. Throws `StoreAway`. */
export const importNow = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const { language, wave, pages, secret } = visit
  const bytes = await pages.sessions.keptFile(secret)
  if (bytes === null) return show(visit, [say(language, 'import.refused.gone')], null, 409)
  if (hashOf(visit, bytes) !== form.get('fil')) return show(visit, [say(language, 'import.refused.other')], null, 409)
  const read = await wave.readSheet(bytes)
  if (read.type === 'refused') return show(visit, [], faultsTable(visit, read.faults, null), 422)
  const report = await wave.desk.importSheet(read.sheet, 'write', visit.actor)
  if (report.type === 'refused') return show(visit, [], faultsTable(visit, report.faults, read.sheet), 422)
  await pages.sessions.dropFile(secret)
  leadOn(visit, pathOf(visit, '/svarere'), report.held === undefined ? 'imported' : 'imported_held')
}

/** The cells of a line under the names of the columns, as they stand. */
const cellsAt = ({ header, rows }: Sheet, line: number): Record<string, string> => {
  const { cells = [] } = rows.find((row) => row.line === line) ?? {}
  return Object.fromEntries(header.cells.map((name, i) => [name.trim().toLowerCase(), cells[i] ?? '']))
}

const faultsTable = (visit: Visit, faults: readonly FileFault[], sheet: Sheet | null): Html => {
  const { language } = visit
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `import.${key}`, vars)
  return html`<section class="ds-alert kd-notes" data-color="danger" role="alert">
    <h2 class="ds-heading">${text('faults', { count: faults.length })}</h2>
    ${tableHtml(
      text('faults_caption'),
      [text('line'), text('column'), text('cell'), text('fault')],
      faults
        .slice(0, MOST_ROWS)
        .map(({ line, column, code, why }) => [
          line,
          column ?? '–',
          column === undefined || sheet === null ? '–' : (cellsAt(sheet, line)[column] ?? '–'),
          say(language, why === undefined ? `file_fault.${code}` : `file_fault.not_read.${why}`),
        ]),
    )}
    ${faults.length > MOST_ROWS ? html`<p>${text('more', { count: faults.length - MOST_ROWS })}</p>` : null}
  </section>`
}

const changesHtml = (
  visit: Visit,
  sheet: Sheet,
  { added, changed, unchanged, notices, heldLines = [] }: Exclude<ImportReport, { type: 'refused' }>,
  hash: string,
): Html => {
  const { language } = visit
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `import.${key}`, vars)
  const rows = [
    ...added.map((line) => ({ line, what: text('will_add') })),
    ...changed.map(({ line, fields }) => ({
      line,
      what: text('will_change', { fields: fields.map((field) => text(`field.${field}`)).join(', ') }),
    })),
  ]
    .map(({ line, what }) => ({ line, what: heldLines.includes(line) ? text('will_wait', { what }) : what }))
    .sort((a, b) => a.line - b.line)
  const nothing = rows.length === 0
  return html`<section class="ds-alert kd-notes" data-color=${nothing ? 'info' : 'success'} role="status">
    <h2 class="ds-heading">${text(nothing ? 'nothing' : 'would')}</h2>
    <p>${text('counts', { added: added.length, changed: changed.length, unchanged: unchanged.length })}</p>
    ${heldLines.length === 0 ? null : html`<p>${text('wait', { count: heldLines.length })}</p>`}
    ${noticesHtml(visit, notices)}
    ${
      nothing
        ? null
        : [
            tableHtml(
              text('would_caption'),
              [text('line'), text('unit'), text('part'), text('name'), text('email'), text('what')],
              rows.slice(0, MOST_ROWS).map(({ line, what }) => {
                const { unit = '', part = '', name = '', email = '' } = cellsAt(sheet, line)
                return [line, unit, part, name, email, what]
              }),
            ),
            rows.length > MOST_ROWS ? html`<p>${text('more', { count: rows.length - MOST_ROWS })}</p>` : null,
            postForm(visit, pathOf(visit, '/svarere/import/utfor'), [
              html`<input type="hidden" name="fil" value=${hash} />`,
              html`<div class="kd-buttons"><button class="ds-button" data-variant="primary" type="submit">${text('do', { count: rows.length })}</button></div>`,
            ]),
          ]
    }
  </section>`
}

const noticesHtml = ({ language }: Visit, notices: readonly FileNotice[]): Html =>
  notices.length === 0
    ? null
    : html`<ul class="ds-list">${notices
        .slice(0, MOST_ROWS)
        .map(
          ({ line, column, code }) => html`<li>${say(language, `file_notice.${code}`, { line, column })}</li>`,
        )}</ul>`
