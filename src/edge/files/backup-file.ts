/** A backup: gzipped JSON lines, a head first and an end last, so that a file that was cut off is not taken for a whole one. */
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'

const head = z.object({ backup: z.literal(1), madeAt: z.iso.datetime(), release: z.string() })
const key = z.object({
  key: z.string(),
  type: z.enum(['hash', 'set', 'zset', 'string']),
  value: z.unknown(),
  /** ms left to live when it was read; −1: for ever. */
  ttl: z.number(),
})
const row = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) })
const end = z.object({ end: z.object({ keys: z.int(), rows: z.int() }) })
const line = z.union([key, row, end])

export type BackupHead = z.infer<typeof head>
export type BackupKey = z.infer<typeof key>
export type BackupRow = z.infer<typeof row>
export type BackupCounts = { keys: number; rows: number }

/**
 * Writes `lines` as they come, private to the owner; the file appears under its name only when it is whole and on the
 * disk. Null when `path` is there already: nothing is written over.
 */
export async function writeBackup(
  path: string,
  first: BackupHead,
  lines: AsyncIterable<BackupKey | BackupRow>,
): Promise<BackupCounts | null> {
  const mine = await open(path, 'wx', 0o600).catch(() => null)
  if (mine === null) return null
  await mine.close()
  const draft = `${path}.part`
  const counts = { keys: 0, rows: 0 }
  try {
    // A draft that was left, or a link put there by somebody else, would lend its rights.
    await rm(draft, { force: true })
    const file = await open(draft, 'wx', 0o600)
    const text = Readable.from(linesOf(first, lines, counts))
    await pipeline(text, createGzip(), file.createWriteStream({ flush: true }))
    await rename(draft, path)
    return counts
  } catch (error) {
    await Promise.all([rm(draft, { force: true }), rm(path, { force: true })])
    throw error
  }
}

async function* linesOf(
  first: BackupHead,
  lines: AsyncIterable<BackupKey | BackupRow>,
  counts: BackupCounts,
): AsyncIterable<string> {
  yield `${JSON.stringify(first)}\n`
  for await (const each of lines) {
    counts['key' in each ? 'keys' : 'rows']++
    yield `${JSON.stringify(each)}\n`
  }
  yield `${JSON.stringify({ end: counts })}\n`
}

export type BackupFault = 'absent' | 'not_a_backup' | 'cut_off'

/** Whether the file is a whole backup, by reading it to its end: before anything is changed on its word. */
export async function checkBackup(path: string): Promise<{ head: BackupHead; counts: BackupCounts } | BackupFault> {
  const counts = { keys: 0, rows: 0 }
  let first: BackupHead | null = null
  try {
    for await (const each of readLines(path)) {
      if (first === null) first = head.parse(each)
      else {
        const parsed = line.parse(each)
        if ('end' in parsed) {
          const isWhole = parsed.end.keys === counts.keys && parsed.end.rows === counts.rows
          return isWhole ? { head: first, counts } : 'cut_off'
        }
        counts['key' in parsed ? 'keys' : 'rows']++
      }
    }
    return first === null ? 'not_a_backup' : 'cut_off'
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'absent'
    return first === null ? 'not_a_backup' : 'cut_off'
  }
}

/** The keys, or the rows, of a file that `checkBackup` found whole. */
export async function* readBackup<Kind extends 'keys' | 'rows'>(
  path: string,
  kind: Kind,
): AsyncIterable<Kind extends 'keys' ? BackupKey : BackupRow> {
  for await (const each of readLines(path)) {
    const parsed = (kind === 'keys' ? key : row).safeParse(each)
    if (parsed.success) yield parsed.data as Kind extends 'keys' ? BackupKey : BackupRow
  }
}

/** Longer than any session can get; a line beyond it is not ours. */
const LONGEST_LINE = 64 * 1024 * 1024

async function* readLines(path: string): AsyncIterable<unknown> {
  const unpacked = createGunzip()
  const limited = new Transform({ transform: limiter() })
  const file = createReadStream(path)
  const failed = new Promise<never>((_, reject) => {
    for (const stream of [file, unpacked, limited]) stream.once('error', reject)
  })
  failed.catch(() => undefined)
  const lines = createInterface({ input: file.pipe(unpacked).pipe(limited) })[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await Promise.race([lines.next(), failed])
      if (next.done === true) return
      yield JSON.parse(next.value)
    }
  } finally {
    file.destroy()
    unpacked.destroy()
  }
}

function limiter() {
  let since = 0
  return (chunk: Buffer, _: unknown, done: (error: Error | null, data?: Buffer) => void) => {
    const at = chunk.lastIndexOf(0x0a)
    since = at < 0 ? since + chunk.length : chunk.length - at - 1
    done(since > LONGEST_LINE ? new Error('line too long') : null, chunk)
  }
}
