/** Text files as people's programs save them: with or without a byte order mark, in UTF-8 or not. */

const decoder = new TextDecoder('utf-8')

/** Bytes as text without a byte order mark. What is not UTF-8, UTF-16 among it, stands as U+FFFD or NUL: see `notUtf8At`. */
export const savedText = (bytes: Uint8Array): string => decoder.decode(bytes)

/** Where a text read as UTF-8 shows that it was not; negative: it was. None of our files has a use for these signs. */
export const notUtf8At = (text: string): number => text.search(/[\uFFFD\0]/u)
export const notUtf8 = { code: 'not_utf8', message: 'this is not UTF-8 from here on: save the file as UTF-8' } as const

/** Whether bytes begin as Windows programs mark UTF-16, which is then not even partly UTF-8. */
export const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
