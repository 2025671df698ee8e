/** «Logg»: the audit trail, newest first: who did what, when, on whom or what, and how many it was. Never what was answered. */

import { trailForAdministrators } from '../../../app/administration/admins.ts'
import { momentText } from '../../../wording/moment.ts'
import { html } from '../frame/html.ts'
import { PER_PAGE, tableHtml } from './list.ts'
import { pathOf, say, showPage, type Visit } from './visit.ts'

/** Shows it. Throws `StoreAway`. */
export const logPage = async (visit: Visit): Promise<void> => {
  const { language, wave, url } = visit
  const before = /^[1-9]\d{0,14}$/.exec(url.searchParams.get('eldre') ?? '')?.[0]
  const entries = await trailForAdministrators(wave.book, {
    ...{ limit: PER_PAGE },
    ...(before === undefined ? {} : { before }),
  })
  const text = (key: string): string => say(language, `log.${key}`)
  const last = entries.at(-1)
  showPage(visit, { title: text('title') }, [
    html`<p>${text('intro')}</p>`,
    entries.length === 0
      ? html`<p>${text('none')}</p>`
      : tableHtml(
          text('title'),
          [text('at'), text('actor'), text('action'), text('subject'), text('count')],
          entries.map(({ at, actor, action, subject, count }) => [
            momentText(at.getTime()),
            actor,
            // A newer release may write what this one has no words for.
            say(language, `action.${action}`, { defaultValue: action }),
            subject,
            count ?? '–',
          ]),
          'named_above',
        ),
    html`<p class="kd-buttons">
      ${before === undefined ? null : html`<a class="ds-button" data-variant="secondary" href=${pathOf(visit, '/logg')}>${text('newest')}</a>`}
      ${entries.length === PER_PAGE ? html`<a class="ds-button" data-variant="secondary" href=${pathOf(visit, `/logg?eldre=${last?.id}`)}>${text('older')}</a>` : null}
    </p>`,
  ])
}
