/**
 * Pages with one button, for whoever has the link: `/svar/epost` takes the reader of a mail off mail, also by a post of their
 * mail service (RFC 8058); `/svar/slipp-inn` is where one who answers says that somebody else may.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'restify'
import type { Language } from '../../../questionnaire/schema.ts'
import { translate } from '../../../texts/translate.ts'
import { readBytes } from '../../http/read-body.ts'
import { type Cookie, languageAsked, queryOf } from '../caller.ts'
import { answerPage, leadTo, orFaultPage } from '../frame/answer-page.ts'
import type { AssetPaths } from '../frame/assets.ts'
import { html, pageOf } from '../frame/page.ts'
import { readForm } from '../read-form.ts'
import { faultPage } from './other-pages.ts'

export type TokenPage = {
  path: string
  /** Where its texts are: `title`, `intro`, `button`, `done_title`, `done`, `wrong_title`, `wrong`. */
  texts: string
  /**
   * Takes the token out of the address: what is followed once stands in no history, and is sent to nobody by a copied address.
   * Null: it stays there.
   */
  keeps: Cookie | null
  /** What the page tells of what the token is about; null: it is none of ours, or it is over. Throws `StoreAway`. */
  read(token: string, language: Language): Promise<Record<string, string> | null>
  /** Does it. False: it is over. Throws `StoreAway`. */
  act(token: string): Promise<boolean>
}

export type TokenPages = {
  pages: readonly TokenPage[]
  assets: AssetPaths
  /** Whom to write to. */
  contact(): string
  onFault(error: unknown): void
}

/**
 * For `PublicRoutes.mount`. The token is all the right there is, and it can do nothing else: so the post needs neither a
 * session nor a page of ours. A GET only shows, for scanners of mail open links.
 */
export const tokenPageRoutes =
  (all: TokenPages) =>
  (server: Server): void => {
    for (const page of all.pages) {
      const route = (method: 'get' | 'post', handle: (asked: Asked) => Promise<void>): void => {
        server[method](page.path, (request, response, next) => {
          const asked = { request, response, page }
          orFaultPage(
            all,
            () => handle(asked),
            () => showAway(all, asked),
          ).finally(() => next(false))
        })
      }
      route('get', async (asked) => {
        const { request, response } = asked
        const brought = inAddress(request)
        if (page.keeps?.takes(brought)) return leadTo(response, at(asked), [page.keeps.holding(brought)])
        const token = page.keeps === null ? brought : (page.keeps.of(request) ?? '')
        const vars = await page.read(token, languageAsked(request))
        show(all, asked, { state: vars === null ? 'wrong' : 'asked', vars: vars ?? {}, token })
      })
      route('post', async (asked) => {
        const token = await tokenPosted(asked)
        const vars = await page.read(token, languageAsked(asked.request))
        const isDone = vars !== null && (await page.act(token))
        show(all, asked, { state: isDone ? 'done' : 'wrong', vars: vars ?? {}, token: '' })
      })
    }
  }

type Asked = { request: IncomingMessage; response: ServerResponse; page: TokenPage }

const showAway = ({ assets }: TokenPages, { request, response }: Asked): void =>
  answerPage(response, faultPage({ language: languageAsked(request), assets }, 'away'), { status: 503 })

const inAddress = (request: IncomingMessage): string => queryOf(request).get('t') ?? ''

/** Of the page that was posted, as another may have been opened since; where the token stays in the address nothing posted counts. */
const tokenPosted = async ({ request, page }: Asked): Promise<string> => {
  if (page.keeps !== null) {
    const form = await readForm(request)
    return form instanceof URLSearchParams ? (form.get('t') ?? '') : ''
  }
  await readBytes(request)
  return inAddress(request)
}

/** The page's own address, in a language form. */
const at = ({ request, page }: Asked, language: Language = languageAsked(request)): string =>
  `${page.path}?${new URLSearchParams({ ...(page.keeps === null ? { t: inAddress(request) } : {}), lang: language })}`

type Shown = { state: 'asked' | 'done' | 'wrong'; vars: Record<string, string>; token: string }

const show = ({ assets, contact }: TokenPages, asked: Asked, { state, vars, token }: Shown): void => {
  const { request, response, page } = asked
  const language = languageAsked(request)
  const t = (key: string): string => translate(language, `${page.texts}.${key}`, { contact: contact(), ...vars })
  const title = t(state === 'asked' ? 'title' : `${state}_title`)
  const other = state === 'asked' ? { other: at(asked, language === 'nb' ? 'nn' : 'nb') } : {}
  const text = pageOf(
    { language, title, assets, ...other },
    html`
      <div>
        <h1>${title}</h1>
        <p role=${state === 'done' ? 'status' : undefined}>${t(state === 'asked' ? 'intro' : state)}</p>
        ${
          state === 'asked'
            ? html`
              <form method="post" action=${at(asked)}>
                ${page.keeps === null ? null : html`<input type="hidden" name="t" value=${token} />`}
                <div class="kd-buttons"><button class="ds-button" type="submit" data-variant="primary">${t('button')}</button></div>
              </form>`
            : null
        }
        <p class="kd-buttons"><a class="ds-button" data-variant="secondary" href=${`/svar?lang=${language}`}>${translate(language, 'web.fault.to_start')}</a></p>
      </div>`,
  )
  const cookies = page.keeps !== null && state === 'done' ? [page.keeps.ended] : []
  answerPage(response, text, { status: state === 'wrong' ? 404 : 200, cookies })
}
