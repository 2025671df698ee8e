/** The frame of every page: head, the way past the top, what the service is called, language, content, foot. */

import htm from 'htm'
import { type ComponentChildren, h, type VNode } from 'preact'
import { render } from 'preact-render-to-string'
import type { Language } from '../../../questionnaire/schema.ts'
import { translate } from '../../../texts/translate.ts'
import type { AssetPaths } from './assets.ts'

// HTML by `htm` and Preact: what is put into a template is escaped, unless it is a template itself.

/** A piece of a page. */
export type Html = VNode | VNode[] | string | number | null | undefined | false | Html[]

/** The package's types describe its CommonJS form; what Node imports is the function itself. */
const build = (
  htm as unknown as { bind(make: typeof h): (strings: TemplateStringsArray, ...values: unknown[]) => VNode | VNode[] }
).bind(h)

/** A template: html`<p class=${name}>${text}</p>`. Text is escaped by Preact when the page is written out. */
export const html = (strings: TemplateStringsArray, ...values: readonly unknown[]): VNode => {
  const built = build(strings, ...values)
  return Array.isArray(built) ? h('div', null, built as ComponentChildren) : built
}

/** A whole document as text. */
export const documentOf = (root: VNode): string => `<!doctype html>${render(root)}`

// The frame.

/** `other`: the address of the same page in the other language form, where a link may lead there. */
export type Frame = {
  language: Language
  title: string
  assets: AssetPaths
  /** Beside the service's name: who is signed in, ways to other pages, «logg ut». */
  top?: Html
  /** Below them: the pages of a part of the service, in a row. */
  pages?: Html
  foot?: Html
  /** `wide` for tables of administrators. */
  width?: 'text' | 'wide'
  other?: string
}

/** A whole page as text. */
export const pageOf = (
  { language, title, assets, top, pages, foot, width = 'text', other }: Frame,
  content: Html,
): string => {
  const t = (key: string): string => translate(language, `web.${key}`)
  return documentOf(html`
    <html lang=${language} data-color-scheme="auto" data-color="accent">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${t('frame.name')}</title>
        <link rel="stylesheet" href=${assets.style} />
        <link rel="icon" href="data:," />
        <script type="module" src=${assets.script}></script>
      </head>
      <body>
        <a class="ds-skip-link" href="#innhold">${t('frame.skip')}</a>
        <header class="kd-top">
          <div class=${`kd-inner kd-${width}`}>
            <span class="kd-name">${t('frame.name')}</span>
            <nav class="kd-nav" aria-label=${t('frame.nav')}>${top ?? null}${other === undefined ? null : html`<a class="ds-link" href=${other} lang=${language === 'nb' ? 'nn' : 'nb'}>${t('frame.other_language')}</a>`}</nav>
          </div>
          ${pages === undefined ? null : html`<div class=${`kd-inner kd-${width} kd-pages`}>${pages}</div>`}
        </header>
        <main id="innhold" class=${`kd-inner kd-${width}`} tabindex="-1">${content}</main>
        <footer class="kd-foot">
          <div class=${`kd-inner kd-${width}`}>${foot ?? null}<a class="ds-link" href=${`/tilgjengelighet?lang=${language}`}>${t('frame.accessibility')}</a></div>
        </footer>
      </body>
    </html>`)
}
