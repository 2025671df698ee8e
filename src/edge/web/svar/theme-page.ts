/** One theme on a page: all its questions with their fields, what is wrong above, and the ways to the other themes. */

import { heldBy } from '../../../app/web/theme-turn.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { translate } from '../../../texts/translate.ts'
import type { ThemeQuestion, ThemeView } from '../../../wording/theme.ts'
import type { Version } from '../../../wording/view.ts'
import { fieldsHtml, firstFieldOf } from '../fields-html.ts'
import { type Html, html } from '../frame/page.ts'
import { form, linesHtml, type Posting } from '../view-page.ts'

/** Where it is posted; with `t`, the theme that is shown. */
export const THEME_PATH = '/svar/tema'

/** The content of the page. */
export const themeHtml = (theme: ThemeView, posting: Posting): Html => {
  const { language } = theme
  const t = (key: string): string => translate(language, `web.theme.${key}`)
  return html`
    <div>
      <p class="kd-subtle kd-small">${theme.position}</p>
      <progress class="kd-progress" max="1" value=${theme.done} aria-label=${t('done')}></progress>
      ${faultsHtml(theme)}
      <h1>${theme.title}</h1>
      ${theme.knows === undefined ? null : html`<p class="kd-subtle">${theme.knows}</p>`}
      <p class="kd-saved kd-small" role="status" data-status data-saved=${t('saved')} data-failed=${t('failed')}></p>
      ${form({ ...posting, action: THEME_PATH }, [
        html`<input type="hidden" name="tema" value=${theme.id} />`,
        html`<div data-theme>${theme.questions.map((question) => questionHtml(language, question))}</div>`,
        html`<div class="kd-buttons">
          <button class="ds-button" type="submit" data-variant="primary" name="til" value="neste">${t(theme.after === undefined ? 'last' : 'next')}</button>
          ${theme.before === undefined ? null : html`<button class="ds-button" type="submit" data-variant="secondary" name="til" value="forrige">${t('previous')}</button>`}
          <button class="ds-button" type="submit" data-variant="tertiary" name="til" value="her">${t('save')}</button>
        </div>`,
      ])}
    </div>`
}

const faultsHtml = ({ language, questions }: ThemeView): Html => {
  const wrong = questions.filter(({ fault }) => fault !== undefined)
  if (wrong.length === 0) return null
  return html`
    <div class="ds-error-summary" tabindex="-1" data-focus role="alert" aria-labelledby="feil">
      <h2 class="ds-heading" id="feil">${translate(language, 'web.theme.faults', { count: wrong.length })}</h2>
      <ul class="ds-list">${wrong.map(({ id, title, fault }) => html`<li><a class="ds-link" href=${`#${fault?.versions === undefined ? firstFieldOf(id) : `${id}-valg`}`}>${title}</a></li>`)}</ul>
    </div>`
}

/** What stands around the fields has names of its own: the revision, what the fields held, and what is chosen where it was asked. */
const questionHtml = (language: Language, question: ThemeQuestion): Html => {
  const { id, r, title, help, notes, input, besides, fault, stored } = question
  const whole = input.kind === 'none'
  return html`
    <section class="kd-asks" data-question=${id} data-when=${isSavedAtOnce(question) ? 'change' : 'leave'} role="group" aria-labelledby=${`${id}-tittel`}>
      <input type="hidden" name=${`${id}.r`} value=${r} />
      <input type="hidden" name=${`${id}.was`} value=${heldBy(stored)} />
      ${question.position === '' ? null : html`<p class="kd-subtle kd-small">${question.position}${markHtml(language, question)}</p>`}
      ${whole ? html`<p class="kd-own" id=${`${id}-tittel`}>${title}</p>` : html`<h2 id=${`${id}-tittel`}>${title}</h2>`}
      ${help === undefined ? null : html`<p class="kd-own kd-subtle">${help}</p>`}
      ${linesHtml(notes)}
      ${fault === undefined || fault.versions !== undefined ? null : html`<p class="ds-validation-message" id=${`${id}-feil`}>${fault.text}</p>`}
      ${fault?.versions === undefined ? null : chooseVersionHtml(language, id, fault.versions)}
      ${fault?.sure ? html`<div class="kd-choice"><input class="ds-input" type="checkbox" id=${`${id}-sure`} name=${`${id}.sure`} value="mine" /><label for=${`${id}-sure`}>${translate(language, 'web.theme.sure')}</label></div>` : null}
      <div class="kd-fields">
        ${fieldsHtml(input, { of: id, asFields: translate(language, 'card.choose'), ...(fault === undefined ? {} : { problem: fault.text }) })}
        ${besides.map(({ value, title: said, chosen }) => html`<div class="kd-choice"><input class="ds-input" type="checkbox" id=${`${id}-${value}`} name=${`${id}.missing`} value=${value} checked=${chosen} /><label for=${`${id}-${value}`}>${said}</label></div>`)}
      </div>
    </section>`
}

/** Whether what stands in the fields is stored: where it was refused, an answer before it may stand. */
const markHtml = (language: Language, { isSettled, fault }: ThemeQuestion): Html => {
  if (fault === undefined)
    return isSettled ? html`<span class="kd-done"> · ${translate(language, 'web.theme.answered')}</span>` : null
  return fault.versions === undefined
    ? html`<span class="kd-undone"> · ${translate(language, isSettled ? 'web.theme.standing' : 'web.theme.not_stored')}</span>`
    : null
}

/** One choice is an answer as soon as it is made; where there is more to fill in, when the person goes on from it. */
const isSavedAtOnce = ({ input }: ThemeQuestion): boolean =>
  input.kind === 'buttons' ||
  ['number', 'date', 'text'].includes(input.kind) ||
  (input.kind === 'choose' && input.several === 'one' && input.other === undefined)

/** A colleague's answer and the person's own side by side; the person says which one stands. */
const chooseVersionHtml = (language: Language, id: string, [theirs, mine]: readonly Version[]): Html => {
  const version = (one: Version | undefined, value: 'theirs' | 'mine'): Html =>
    one === undefined
      ? null
      : html`<div class="ds-card kd-version">
          <h3>${one.heading}</h3>
          ${linesHtml(one.lines)}
          <div class="kd-choice"><input class="ds-input" type="radio" id=${value === 'theirs' ? `${id}-valg` : `${id}-mitt`} name=${`${id}.sure`} value=${value} /><label for=${value === 'theirs' ? `${id}-valg` : `${id}-mitt`}>${one.action.title}</label></div>
        </div>`
  return html`<fieldset class="ds-fieldset">
    <legend>${translate(language, 'web.answer.versions')}</legend>
    <div class="kd-versions">${version(theirs, 'theirs')}${version(mine, 'mine')}</div>
  </fieldset>`
}
