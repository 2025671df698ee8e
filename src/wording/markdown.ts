/** Card texts are read as Markdown; what a person wrote must not be. */

/** Escapes what Markdown reads as marks, so that it is shown as written, on one line. */
export const escapeMarkdown = (text: string): string => text.replace(/\s+/gu, ' ').replace(/[\\`*_[\]<>~#|]/gu, '\\$&')

/** The inverse, for a terminal or a transcript. */
export const unescapeMarkdown = (text: string): string => text.replace(/\\([\\`*_[\]<>~#|])/gu, '$1')
