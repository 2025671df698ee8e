/** «Koder og brev»: a letter while nobody has answered the part, later a new code by mail that nobody here sees. */

import { type CodeChoice, MAILED_AT_ONCE, type Mailed } from '../../../app/respondents/desk.ts'
import { answerFile } from '../frame/answer-page.ts'
import { type Html, html } from '../frame/page.ts'
import { tableHtml } from './fields.ts'
import { leadOn, partName, pathOf, postForm, say, showPage, type Visit } from './visit.ts'

/** Ticked on one page of the list and a little more. */
const MOST_CHOSEN = 200

type Whom = readonly string[] | 'lacking'

/** Those who are named; nobody named: everybody who lacks a code. */
const whomOf = (named: readonly string[]): Whom =>
  named.length === 0 ? 'lacking' : [...new Set(named)].slice(0, MOST_CHOSEN)

/** What can be done for those who were chosen. Throws `StoreAway`. */
export const codesPage = async (visit: Visit): Promise<void> =>
  await show(visit, whomOf(visit.url.searchParams.getAll('id')), null)

const show = async (visit: Visit, whom: Whom, said: Html, status = 200): Promise<void> => {
  const { language } = visit
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `codes.${key}`, vars)
  const found = await visit.wave.desk.choices(whom)
  const can = (what: 'letter' | 'mail') => (choice: CodeChoice) => choice[what] === 'yes'
  const cell = (answer: string): string => (answer === 'yes' ? text('can') : text(`why.${answer}`))
  showPage(visit, { title: text('title'), status }, [
    said,
    html`<p>${text('intro')}</p>`,
    html`<p>${whom === 'lacking' ? text(found.length === 0 ? 'nobody' : 'lacking') : found.length === 0 ? text('none_found') : null}</p>`,
    found.length === 0
      ? null
      : [
          tableHtml(
            text('caption'),
            [
              ...['name', 'unit', 'part'].map((head) => say(language, `respondents.${head}`)),
              text('letter'),
              text('mail'),
            ],
            found
              .slice(0, MOST_CHOSEN)
              .map(({ one, letter, mail }) => [
                html`<a class="ds-link" href=${pathOf(visit, `/svarere/${one.id}`)}>${one.name}</a>`,
                `${one.unitId} ${one.unitName}`,
                partName(visit, one.part),
                cell(letter),
                cell(mail),
              ]),
          ),
          lettersHtml(visit, whom, found.filter(can('letter')).length),
          whom === 'lacking'
            ? inviteHtml(visit, found.filter(can('mail')).length)
            : mailHtml(visit, whom, found.filter(can('mail')).length),
        ],
  ])
}

const named = (whom: Whom): Html =>
  whom === 'lacking' ? null : whom.map((id) => html`<input type="hidden" name="id" value=${id} />`)

const section = (visit: Visit, which: 'letters' | 'mail' | 'invite', content: Html): Html => {
  const text = (key: string): string => say(visit.language, `codes.${which}_${key}`)
  return html`<section aria-labelledby=${`koder-${which}`}>
    <h2 id=${`koder-${which}`}>${text('title')}</h2>
    <p>${text('intro')}</p>
    ${content}
  </section>`
}

const button = (visit: Visit, which: string, count: number): Html =>
  html`<div class="kd-buttons"><button class="ds-button" data-variant="primary" type="submit">${say(visit.language, `codes.${which}_button`, { count })}</button></div>`

const lettersHtml = (visit: Visit, whom: Whom, count: number): Html =>
  section(
    visit,
    'letters',
    count === 0
      ? html`<p>${say(visit.language, 'codes.no_letters')}</p>`
      : postForm(visit, pathOf(visit, '/svarere/koder/brev'), [
          named(whom),
          whom === 'lacking'
            ? null
            : html`<p><label class="ds-label"><input class="ds-input" type="checkbox" name="ny" value="ja" /> ${say(visit.language, 'codes.renew')}</label></p>`,
          button(visit, 'letters', count),
        ]),
  )

const mailHtml = (visit: Visit, whom: Whom, count: number): Html =>
  section(
    visit,
    'mail',
    count === 0 || whom.length > MAILED_AT_ONCE
      ? html`<p>${count === 0 ? say(visit.language, 'codes.no_mail') : say(visit.language, 'codes.too_many', { count: MAILED_AT_ONCE })}</p>`
      : postForm(visit, pathOf(visit, '/svarere/koder/epost'), [named(whom), button(visit, 'mail', count)]),
  )

const inviteHtml = (visit: Visit, count: number): Html =>
  section(
    visit,
    'invite',
    count === 0
      ? html`<p>${say(visit.language, 'codes.no_mail')}</p>`
      : postForm(visit, pathOf(visit, '/svarere/koder/inviter'), button(visit, 'invite', count)),
  )

const alert = (words: string): Html =>
  html`<div class="ds-alert kd-notes" data-color="danger" role="alert"><p>${words}</p></div>`

/** Hands out the letters. Throws `StoreAway`. */
export const makeLetters = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const whom = whomOf(form.getAll('id'))
  const wanted = { ids: whom, parts: null, renew: whom !== 'lacking' && form.get('ny') === 'ja' }
  const made = await visit.wave.desk.letters(wanted, visit.actor)
  if (made.type !== 'made') {
    const why = made.type === 'no_pages' ? 'no_pages' : 'gone'
    return await show(visit, whom, alert(say(visit.language, `codes.${why}`)), 409)
  }
  answerFile(visit.response, { name: 'brev.pdf', type: 'application/pdf' }, made.file)
}

/** Sends new codes to those who are named, and tells who got none. Throws `StoreAway`. */
export const mailCodes = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const whom = whomOf(form.getAll('id'))
  if (whom === 'lacking' || whom.length > MAILED_AT_ONCE) return await show(visit, whom, null, 422)
  const names = new Map((await visit.wave.desk.choices(whom)).map(({ one }) => [one.id, one.name]))
  await show(visit, whom, mailedHtml(visit, await visit.wave.desk.mailCodes(whom, visit.actor), names))
}

const mailedHtml = ({ language }: Visit, { mailed, left }: Mailed, names: ReadonlyMap<string, string>): Html => html`
  <section class="ds-alert kd-notes" data-color=${left.length === 0 ? 'success' : 'warning'} role="status">
    <p>${say(language, 'codes.sent', { count: mailed.length })}</p>
    ${
      left.length === 0
        ? null
        : [
            html`<p>${say(language, 'codes.left')}</p>`,
            html`<ul class="ds-list">${left.map(({ id, reason }) => html`<li>${`${names.get(id) ?? id}: ${say(language, `codes.why.${reason}`)}`}</li>`)}</ul>`,
          ]
    }
  </section>`

/** Orders an invitation by mail to everybody who lacks a code, and leads to how it goes. Throws `StoreAway`. */
export const inviteLacking = async (visit: Visit): Promise<void> => {
  const ordered = await visit.wave.desk.mailLacking(null, visit.actor)
  if (ordered.type === 'nobody') return await show(visit, 'lacking', alert(say(visit.language, 'codes.no_mail')), 409)
  leadOn(visit, pathOf(visit, `/paaminnelser/${ordered.id}`), 'ordered')
}
