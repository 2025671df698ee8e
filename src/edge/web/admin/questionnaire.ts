/** «Skjema»: every part as it is asked, as card and as page, with the routing in words; and the form as PDF. Nothing is answered here. */

import { kindsOf } from '../../../app/documents.ts'
import { questionnaireOf } from '../../../app/service.ts'
import { formFile } from '../../../wording/form-address.ts'
import { type PreviewItem, type PreviewSection, previewOf } from '../../../wording/preview.ts'
import { answerFile } from '../frame/answer-page.ts'
import { type Html, html } from '../frame/page.ts'
import { askedHtml } from '../view-page.ts'
import { cardHtml } from './card-html.ts'
import { selectField } from './fields.ts'
import { partName, pathOf, say, showPage, type Visit } from './visit.ts'

/** What is asked for, each with what is shown where the address does not say it. */
const wishOf = ({ wave, url, language }: Visit) => {
  const { survey } = wave.reminders
  const parts = Object.keys(survey.wave.parts)
  const given = (name: string) => url.searchParams.get(name)
  const form = given('malform')
  return {
    part: parts.find((part) => part === given('del')) ?? parts[0] ?? '',
    kind: kindsOf(survey).find((kind) => kind === given('for')) ?? kindsOf(survey)[0] ?? 'kommune',
    language: form === 'nb' || form === 'nn' ? form : language,
    use: given('bruk') === 'papir' ? ('paper' as const) : ('screen' as const),
    as: given('vis') === 'kort' ? ('card' as const) : ('page' as const),
  }
}

type Wish = ReturnType<typeof wishOf>

/** Shows it. */
export const questionnairePage = async (visit: Visit): Promise<void> => {
  const { language, wave } = visit
  const { survey } = wave.reminders
  const wish = wishOf(visit)
  const text = (key: string, vars: Record<string, unknown> = {}): string => say(language, `questionnaire.${key}`, vars)
  const unit = [...survey.units.values()].find(({ kind }) => kind === wish.kind)
  const questionnaire = questionnaireOf(survey, wish.part)
  const sections =
    unit === undefined || questionnaire === null
      ? []
      : previewOf({
          questionnaire,
          wave: survey.wave,
          unit,
          language: wish.language,
          opensAt: survey.opensAt,
          closesAt: survey.closesAt,
        })
  showPage(visit, { title: text('title') }, [
    html`<p>${text('intro')}</p>`,
    wishForm(visit, wish),
    filesHtml(visit, wish),
    html`<p role="status">${text('shown', {
      part: partName(visit, wish.part),
      unit: unit?.name ?? '',
      count: sections.flatMap(({ items }) => items).filter(({ view }) => view.input.kind !== 'none').length,
    })}</p>`,
    html`<div lang=${wish.language}>${sections.map((section, i) => sectionHtml(visit, wish, section, i + 1))}</div>`,
  ])
}

const wishForm = (visit: Visit, wish: Wish): Html => {
  const { language, wave } = visit
  const text = (key: string): string => say(language, `questionnaire.${key}`)
  const { survey } = wave.reminders
  return html`<form method="get" action=${pathOf(visit, '/skjema')} class="kd-filter">
    ${selectField(
      { id: 'del', label: say(language, 'column.part'), value: wish.part },
      Object.keys(survey.wave.parts).map((part) => [part, partName(visit, part)] as const),
    )}
    ${selectField(
      { id: 'for', label: text('kind'), value: wish.kind },
      kindsOf(survey).map((kind) => [kind, text(kind)] as const),
    )}
    ${selectField({ id: 'malform', label: say(language, 'column.language'), value: wish.language }, [
      ['nb', say(language, 'form.language_nb')],
      ['nn', say(language, 'form.language_nn')],
    ])}
    ${selectField({ id: 'vis', label: text('as'), value: wish.as === 'card' ? 'kort' : 'side' }, [
      ['side', text('as_page')],
      ['kort', text('as_card')],
    ])}
    <button class="ds-button" type="submit" data-variant="secondary">${say(language, 'list.show')}</button>
  </form>`
}

const filesHtml = (visit: Visit, { part, kind, language }: Wish): Html => {
  const text = (key: string): string => say(visit.language, `questionnaire.${key}`)
  const link = (use: 'skjerm' | 'papir'): Html => {
    const asked = new URLSearchParams({ del: part, for: kind, malform: language, bruk: use })
    return html`<a class="ds-button" data-variant="secondary" href=${pathOf(visit, `/skjema/fil?${asked}`)}>${text(`file_${use}`)}</a>`
  }
  return html`<p class="kd-buttons">${link('skjerm')}${link('papir')}</p>`
}

const sectionHtml = (visit: Visit, wish: Wish, section: PreviewSection, n: number): Html => html`
  <section aria-labelledby=${`tema-${n}`}>
    <h2 id=${`tema-${n}`}>${section.title}</h2>
    ${section.knows === undefined ? null : html`<p class="kd-subtle">${section.knows}</p>`}
    ${section.only === undefined ? null : html`<p class="kd-strong">${section.only}</p>`}
    ${section.items.map((item, i) => itemHtml(visit, wish, item, `s${n}-${i + 1}`))}
  </section>`

const itemHtml = ({ wave }: Visit, { as }: Wish, { view, only, parts }: PreviewItem, of: string): Html => html`
  <section class="kd-preview" aria-labelledby=${`${of}-navn`}>
    <h3 id=${`${of}-navn`}>${view.position}</h3>
    ${only === undefined ? null : html`<p class="kd-strong">${only}</p>`}
    ${parts.length === 0 ? null : html`<ul class="ds-list">${parts.map((part) => html`<li>${part}</li>`)}</ul>`}
    <fieldset class="kd-shown" disabled aria-labelledby=${`${of}-navn`}>${as === 'card' ? cardHtml(wave.drawCard(view), of) : askedHtml(view, of)}</fieldset>
  </section>`

/** The form as a file. */
export const questionnaireFile = async (visit: Visit): Promise<void> => {
  const wish = wishOf(visit)
  const bytes = await visit.wave.forms(visit.wave.reminders.survey, wish)
  if (bytes === null) return await questionnairePage(visit)
  answerFile(visit.response, { name: formFile(wish), type: 'application/pdf' }, bytes)
}
