/** Lists that are looked through: tables, and pages of them. */
import { type Html, html } from '../frame/page.ts'
import { say, type Visit } from './visit.ts'

/** Rows of a page of a list. */
export const PER_PAGE = 50

/** Which page of a list is asked for, from 1, and the links to those beside it; the rest of the address stays. */
export const pagesOf = <T>(
  { url, language }: Pick<Visit, 'url' | 'language'>,
  all: readonly T[],
): { shown: T[]; links: Html } => {
  const last = Math.max(1, Math.ceil(all.length / PER_PAGE))
  const at = Math.min(last, Math.max(1, Math.trunc(Number(url.searchParams.get('side')) || 1)))
  const link = (to: number, key: string): Html => {
    const query = new URLSearchParams(url.searchParams)
    query.set('side', String(to))
    query.delete('gjort')
    return html`<a class="ds-button" data-variant="secondary" href=${`${url.pathname}?${query}`}>${say(language, key)}</a>`
  }
  const links =
    last === 1
      ? null
      : html`<nav class="kd-buttons" aria-label=${say(language, 'list.pages')}>
          ${at > 1 ? link(at - 1, 'list.before') : null}
          <span>${say(language, 'list.page', { at, last })}</span>
          ${at < last ? link(at + 1, 'list.after') : null}
        </nav>`
  return { shown: all.slice((at - 1) * PER_PAGE, at * PER_PAGE), links }
}

/**
 * A table that scrolls sideways by keyboard too. `rows`: the first cell is the row's heading. `named_above`: a heading of the
 * page says the same as the caption, which is then for those who hear it alone.
 */
export const tableHtml = (
  caption: string,
  heads: readonly Html[],
  rows: readonly (readonly Html[])[],
  named: 'named_above' | 'named_here' = 'named_here',
): Html => html`
  <div class="kd-scroll" tabindex="0" role="group" aria-label=${caption}>
    <table class="ds-table kd-table">
      <caption class=${named === 'named_above' ? 'kd-quiet' : undefined}>${caption}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map(([first, ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`
