/** `/svar/epost`: where the reader of a mail gets no more of them, by a button, or by a post of their mail service (RFC 8058). */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'restify'
import { StoreAway } from '../../../app/ports/progress.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import type { CodeSecrets } from '../../../register/lasting-code.ts'
import { optedOutBy } from '../../../register/opt-out.ts'
import { translate } from '../../../texts/translate.ts'
import { readBytes } from '../../http/read-body.ts'
import { languageAsked } from '../caller.ts'
import { answerPage } from '../frame/answer-page.ts'
import type { AssetPaths } from '../frame/assets.ts'
import { html } from '../frame/html.ts'
import { pageOf } from '../frame/page.ts'
import { faultPage } from './other-pages.ts'

export type OffMail = {
  /** What tokens are made from. */
  secrets: CodeSecrets
  /** Notes that the respondent wants no more mail; again changes nothing. Throws `StoreAway`. */
  optOut(respondentId: string): Promise<void>
  assets: AssetPaths
  /** Whom to write to. */
  contact(): string
  onFault(error: unknown): void
}

const PATH = '/svar/epost'

/**
 * For `PublicRoutes.mount`. The token is all the right there is, and it can do nothing else: so the post needs neither a
 * session nor a page of ours, and what stands in it does not count. A GET only shows, for scanners of mail open links.
 */
export const offMailRoutes =
  (off: OffMail) =>
  (server: Server): void => {
    server.get(PATH, (request, response, next) => {
      show(off, request, response, idOf(off, request) === null ? 'wrong' : 'asked')
      next(false)
    })
    server.post(PATH, (request, response, next) => {
      take(off, request, response).finally(() => next(false))
    })
  }

const tokenOf = (request: IncomingMessage): string | null =>
  new URL(request.url ?? '/', 'http://localhost').searchParams.get('t')

const idOf = ({ secrets }: OffMail, request: IncomingMessage): string | null =>
  optedOutBy(secrets, tokenOf(request) ?? '')

const take = async (off: OffMail, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  await readBytes(request)
  const respondentId = idOf(off, request)
  if (respondentId === null) return show(off, request, response, 'wrong')
  try {
    await off.optOut(respondentId)
    show(off, request, response, 'done')
  } catch (error) {
    if (!(error instanceof StoreAway)) off.onFault(error)
    answerPage(response, faultPage({ language: languageAsked(request), assets: off.assets }, 'away'), { status: 503 })
  }
}

type State = 'asked' | 'done' | 'wrong'

const show = (off: OffMail, request: IncomingMessage, response: ServerResponse, state: State): void => {
  const page = offMailPage(off, { state, language: languageAsked(request), token: tokenOf(request) ?? '' })
  answerPage(response, page, { status: state === 'wrong' ? 404 : 200 })
}

const offMailPage = (
  { assets, contact }: OffMail,
  { state, language, token }: { state: State; language: Language; token: string },
): string => {
  const t = (key: string): string => translate(language, `web.off_mail.${key}`, { contact: contact() })
  const at = (form: Language): string => `${PATH}?${new URLSearchParams({ t: token, lang: form })}`
  const title = t(state === 'asked' ? 'title' : `${state}_title`)
  const other = state === 'asked' ? { other: at(language === 'nb' ? 'nn' : 'nb') } : {}
  return pageOf(
    { language, title, assets, ...other },
    html`
      <div>
        <h1>${title}</h1>
        <p role=${state === 'done' ? 'status' : undefined}>${t(state === 'asked' ? 'intro' : state)}</p>
        ${
          state === 'asked'
            ? html`
              <form method="post" action=${at(language)}>
                <div class="kd-buttons"><button class="ds-button" type="submit" data-variant="primary">${t('button')}</button></div>
              </form>`
            : null
        }
        <p class="kd-buttons"><a class="ds-button" data-variant="secondary" href=${`/svar?lang=${language}`}>${translate(language, 'web.fault.to_start')}</a></p>
      </div>`,
  )
}
