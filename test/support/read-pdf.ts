/** A PDF as a reader sees it and as a screen reader follows it, by pdf.js. */

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** One element of the structure that holds text, in reading order. `path`: the elements it stands in, outermost first. */
export type ReadElement = { path: string[]; text: string }

export type ReadPdf = {
  title: string
  language: string
  isTagged: boolean
  showsTitle: boolean
  pages: number
  /** In the order of the structure. */
  elements: ReadElement[]
  /** What is drawn and tagged, in the order of drawing. */
  drawn: string[]
  /** What is drawn and left out of the structure: page numbers. */
  artifacts: string[]
  bookmarks: string[]
}

type Node = { role?: string; children?: Node[]; type?: string; id?: string }

/** Reads it whole. Rejects on what is no PDF. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const doc = await task.promise
  try {
    const { info } = (await doc.getMetadata()) as { info: Record<string, unknown> }
    const mark = (await doc.getMarkInfo()) as unknown as Map<string, boolean> | null
    const shown = (await doc.getViewerPreferences()) as unknown as Map<string, boolean> | null
    const read: ReadPdf = {
      title: String(info.Title),
      language: String(info.Language),
      isTagged: mark?.get('Marked') === true,
      showsTitle: shown?.get('DisplayDocTitle') === true,
      pages: doc.numPages,
      elements: [],
      drawn: [],
      artifacts: [],
      bookmarks: ((await doc.getOutline()) ?? []).map(({ title }) => title),
    }
    for (let n = 1; n <= doc.numPages; n++) {
      const page = await doc.getPage(n)
      const { byId, artifacts } = textsOf((await page.getTextContent({ includeMarkedContent: true })).items)
      read.drawn.push(...byId.values())
      read.artifacts.push(...artifacts)
      walk((await page.getStructTree()) as unknown as Node, [], byId, read.elements)
    }
    return read
  } finally {
    await task.destroy()
  }
}

type Item = { type?: string; id?: string; tag?: string; str?: string; hasEOL?: boolean }

/** Text by the id of the marked content it stands in; what stands in none is an artifact's. */
function textsOf(items: readonly unknown[]): { byId: Map<string, string>; artifacts: string[] } {
  const byId = new Map<string, string>()
  const artifacts: string[] = []
  let open: string | null = null
  for (const item of items as Item[]) {
    if (item.type === 'beginMarkedContentProps') open = item.id ?? null
    else if (item.type === 'beginMarkedContent' || item.type === 'endMarkedContent') open = null
    else if (open !== null) byId.set(open, `${byId.get(open) ?? ''}${item.str ?? ''}${item.hasEOL ? ' ' : ''}`)
    else if (item.str?.trim()) artifacts.push(item.str)
  }
  return { byId: new Map([...byId].map(([id, text]) => [id, oneLine(text)])), artifacts }
}

function walk(node: Node | null, path: string[], byId: ReadonlyMap<string, string>, into: ReadElement[]): void {
  if (node === null) return
  const here = node.role === undefined || node.role === 'Root' ? path : [...path, node.role]
  const ids = (node.children ?? []).flatMap(({ type, id }) => (type === 'content' && id !== undefined ? [id] : []))
  if (ids.length > 0) into.push({ path: here, text: oneLine(ids.map((id) => byId.get(id) ?? '').join(' ')) })
  for (const child of node.children ?? []) walk(child, here, byId, into)
}

/** One space wherever there is white space, so that lines and pages make no difference. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()
