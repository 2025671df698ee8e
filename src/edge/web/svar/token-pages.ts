/**
 * Pages with one button, for whoever has the link: `/svar/epost` takes the reader of a mail off mail, also by a post of their
 * mail service (RFC 8058); `/svar/slipp-inn` is where one who answers says that somebody else may.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from 'restify'
import { StoreAway } from '../../../app/ports/progress.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { translate } from '../../../texts/translate.ts'
import { readBytes } from '../../http/read-body.ts'
import { languageAsked, queryOf } from '../caller.ts'
import { answerPage } from '../frame/answer-page.ts'
import type { AssetPaths } from '../frame/assets.ts'
import { html } from '../frame/html.ts'
import { pageOf } from '../frame/page.ts'
import { faultPage } from './other-pages.ts'

export type TokenPage = {
  path: string
  /** Where its texts are: `title`, `intro`, `button`, `done_title`, `done`, `wrong_title`, `wrong`. */
  texts: string
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
 * session nor a page of ours, and what stands in it does not count. A GET only shows, for scanners of mail open links.
 */
export const tokenPageRoutes =
  (all: TokenPages) =>
  (server: Server): void => {
    for (const page of all.pages) {
      server.get(page.path, (request, response, next) => {
        const asked = { request, response, page }
        guarded(all, asked, async () => {
          const vars = await page.read(tokenOf(request), languageAsked(request))
          show(all, asked, vars === null ? 'wrong' : 'asked', vars ?? {})
        }).finally(() => next(false))
      })
      server.post(page.path, (request, response, next) => {
        const asked = { request, response, page }
        guarded(all, asked, async () => {
          await readBytes(request)
          const vars = await page.read(tokenOf(request), languageAsked(request))
          const isDone = vars !== null && (await page.act(tokenOf(request)))
          show(all, asked, isDone ? 'done' : 'wrong', vars ?? {})
        }).finally(() => next(false))
      })
    }
  }

type Asked = { request: IncomingMessage; response: ServerResponse; page: TokenPage }

const guarded = async (all: TokenPages, { request, response }: Asked, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof StoreAway)) all.onFault(error)
    answerPage(response, faultPage({ language: languageAsked(request), assets: all.assets }, 'away'), { status: 503 })
  }
}

const tokenOf = (request: IncomingMessage): string => queryOf(request).get('t') ?? ''

type State = 'asked' | 'done' | 'wrong'

const show = (
  { assets, contact }: TokenPages,
  { request, response, page }: Asked,
  state: State,
  vars: Record<string, string>,
): void => {
  const language = languageAsked(request)
  const t = (key: string): string => translate(language, `${page.texts}.${key}`, { contact: contact(), ...vars })
  const at = (form: Language): string => `${page.path}?${new URLSearchParams({ t: tokenOf(request), lang: form })}`
  const title = t(state === 'asked' ? 'title' : `${state}_title`)
  const other = state === 'asked' ? { other: at(language === 'nb' ? 'nn' : 'nb') } : {}
  const text = pageOf(
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
  answerPage(response, text, { status: state === 'wrong' ? 404 : 200 })
}
