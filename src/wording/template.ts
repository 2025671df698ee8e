/** Texts with `{{name}}` in them, taken apart once. i18next does the same for every text anew. */

/** Text, then in turns the path of a placeholder and the text after it. */
type Template = readonly string[]

/** `{{name}}` or `{{svar.id}}`; anything else between braces (formats, `{{- x}}`) and `$t(…)` is i18next's alone. */
const placeholder = /\{\{ ?([\w-]+(?:\.[\w-]+)*) ?\}\}/

/** Texts remembered at most: all of the locales and questionnaires, several times over. */
const maxRemembered = 10_000
const remembered = new Map<string, Template | null>()

/** A text's parts; null when it needs all of i18next. */
const templateOf = (text: string): Template | null => {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const parts = text.split(placeholder)
  const isPlain = parts.every((part, i) => i % 2 === 1 || !(part.includes('{{') || part.includes('$t(')))
  if (remembered.size >= maxRemembered) remembered.clear()
  remembered.set(text, isPlain ? parts : null)
  return isPlain ? parts : null
}

/** The text with its placeholders filled, absent ones by nothing; null when i18next must do it. */
export const fillTemplate = (text: string, data: Record<string, unknown>): string | null => {
  const parts = templateOf(text)
  if (parts === null) return null
  let filled = parts[0] ?? ''
  for (let i = 1; i < parts.length; i += 2) {
    const value = valueAt(data, parts[i] ?? '')
    if (value !== undefined && value !== null && typeof value !== 'string' && typeof value !== 'number') return null
    filled += `${value ?? ''}${parts[i + 1] ?? ''}`
  }
  return filled
}

const valueAt = (data: Record<string, unknown>, path: string): unknown => {
  if (Object.hasOwn(data, path)) return data[path]
  return path
    .split('.')
    .reduce<unknown>((at, name) => (isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined), data)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
