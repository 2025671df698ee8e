/** Somebody with a browser without script: cookies, pages, and forms that are filled in and posted. */
import { parseDocument } from 'htmlparser2'

type Node = ReturnType<typeof parseDocument>['children'][number]
type Element = Extract<Node, { attribs: unknown }>

export type Page = {
  status: number
  path: string
  html: string
  text: string
  headers: Headers
  /** The hidden fields of the first form that is posted to `action`. */
  hidden(action: string): Record<string, string>
  /** The value of the button with this title. */
  button(title: string): string | undefined
  titles: string[]
  /** Names and values of radio buttons, ticks and choices that can be chosen. */
  choices: [string, string][]
  /** Names of fields for text. */
  fields: string[]
}

const isElement = (node: Node): node is Element => 'attribs' in node

const elementsIn = (nodes: readonly Node[]): Element[] =>
  nodes.flatMap((node) =>
    'children' in node ? [...(isElement(node) ? [node] : []), ...elementsIn(node.children as Node[])] : [],
  )

const textOf = (node: Node): string =>
  'data' in node && node.type === 'text'
    ? node.data
    : 'children' in node
      ? (node.children as Node[]).map(textOf).join('')
      : ''

const pageOf = async (response: Response): Promise<Page> => {
  const html = await response.text()
  const elements = elementsIn(parseDocument(html).children as Node[])
  const named = (name: string) => elements.filter((one) => one.name === name)
  const inputs = named('input')
  const body = named('main')[0]
  return {
    ...{ status: response.status, path: new URL(response.url).pathname, html, headers: response.headers },
    text: body === undefined ? '' : textOf(body),
    hidden: (action) => {
      const form = named('form').find(({ attribs }) => attribs.action === action)
      const fields =
        form === undefined ? [] : elementsIn(form.children as Node[]).filter(({ attribs }) => attribs.type === 'hidden')
      return Object.fromEntries(fields.map(({ attribs }) => [attribs.name ?? '', attribs.value ?? '']))
    },
    button: (title) => named('button').find((one) => textOf(one) === title)?.attribs.value,
    titles: named('button').map(textOf),
    choices: [
      ...inputs
        .filter(({ attribs }) => attribs.type === 'radio' || attribs.type === 'checkbox')
        .map(({ attribs }): [string, string] => [attribs.name ?? '', attribs.value ?? '']),
      ...named('select').flatMap((select) =>
        elementsIn(select.children as Node[]).flatMap(({ attribs }): [string, string][] =>
          attribs.value ? [[select.attribs.name ?? '', attribs.value]] : [],
        ),
      ),
    ],
    fields: [
      ...inputs
        .filter(({ attribs }) => attribs.type === undefined || attribs.type === 'date')
        .map(({ attribs }) => attribs.name ?? ''),
      ...named('textarea').map(({ attribs }) => attribs.name ?? ''),
    ],
  }
}

export type Visitor = ReturnType<typeof visitor>

/** A visitor of the service at `url()`; `headers` go with every request. */
export const visitor = (url: () => string, headers: Record<string, string> = {}) => {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${url()}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...headers, ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string>) },
    })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const to = response.headers.get('location')
    return to === null ? await pageOf(response) : await ask(to)
  }
  const post = (path: string, fields: Record<string, string> | [string, string][], more: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', ...more },
    })
  return {
    cookies,
    get: (path: string) => ask(path),
    post,
    /** Types the code and goes on. */
    open: (code: string) => post('/svar', { code, lang: 'nb' }),
    /** Presses a button of the page's form with what is filled in. */
    press: (page: Page, title: string, filled: [string, string][] = []) => {
      const press = page.button(title)
      if (press === undefined) throw new Error(`no button «${title}» among ${page.titles.join(', ')}`)
      return post('/svar/skjema', [...Object.entries(page.hidden('/svar/skjema')), ['press', press], ...filled])
    },
  }
}
