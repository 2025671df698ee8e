/** HTML by `htm` and Preact: what is put into a template is escaped, unless it is a template itself. */
import htm from 'htm'
import { type ComponentChildren, h, type VNode } from 'preact'
import { render } from 'preact-render-to-string'

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
