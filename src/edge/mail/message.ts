/** A mail as the bytes that go over the wire: text and HTML that say the same, and headers that no text gets into. */

import { type ComponentChild, h } from 'preact'
import { render } from 'preact-render-to-string'
import type { Mail, MailBlock } from '../../app/ports/mail.ts'

/** `name` null: the address alone. */
export type From = { name: string | null; address: string }

/**
 * The bytes. What is automatic says so (RFC 3834), so that nobody's absence answers it. The envelope is given beside them, not
 * read out of them.
 */
export const mailBytes = async (mail: Mail, from: From): Promise<Buffer> => {
  // Loaded by the first mail: no start needs it.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    from: { name: from.name ?? '', address: from.address },
    to: { name: oneLine(mail.to.name), address: mail.to.address },
    replyTo: mail.replyTo,
    subject: oneLine(mail.subject),
    messageId: `<${mail.id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    text: textOf(mail),
    html: htmlOf(mail),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.language,
      ...(mail.optOut === null
        ? {}
        : { 'List-Unsubscribe': `<${mail.optOut}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    // Nothing of a mail is read from the disk or fetched, whatever a text looks like.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

/** Without control signs and signs that turn the direction of writing, which would make a name look like another. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

const textOf = ({ title, blocks }: Mail): string =>
  `${[title, ...blocks.map(plainBlock)].join('\n\n')}\n`.replace(/[\p{Cc}--[\n]]/gv, ' ')

const plainBlock = (block: MailBlock): string => {
  switch (block.type) {
    case 'text':
      return block.text
    case 'link':
      return `${block.label}: ${block.url}`
    case 'code':
      return block.code
  }
}

// Mail readers know little of style sheets: each element has its own, and nothing is loaded from anywhere.

const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif"
const STYLES = {
  body: `margin:0;padding:24px 16px;${FONT};font-size:16px;line-height:1.5;color:#1c1c1c;background:#ffffff;overflow-wrap:anywhere`,
  column: 'max-width:600px;margin:0 auto',
  title: `margin:0 0 16px;${FONT};font-size:24px;line-height:1.3;color:#17426b`,
  text: 'margin:0 0 16px',
  subtle: 'margin:24px 0 0;font-size:14px;color:#454545',
  button:
    'display:inline-block;padding:12px 20px;border-radius:4px;background:#17426b;color:#ffffff;text-decoration:underline;font-weight:600',
  link: 'color:#17426b',
  code: "margin:0 0 16px;font-family:Consolas,'Courier New',monospace;font-size:20px;letter-spacing:1px",
}

const htmlOf = ({ language, subject, title, blocks }: Mail): string =>
  `<!doctype html>${render(
    h(
      'html',
      { lang: language },
      h(
        'head',
        null,
        h('meta', { charset: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('title', null, subject),
      ),
      h(
        'body',
        { style: STYLES.body },
        h('main', { style: STYLES.column }, h('h1', { style: STYLES.title }, title), ...blocks.map(htmlBlock)),
      ),
    ),
  )}`

const htmlBlock = (block: MailBlock): ComponentChild => {
  switch (block.type) {
    case 'text':
      return h(
        'p',
        { style: block.subtle ? STYLES.subtle : STYLES.text },
        block.strong ? h('strong', null, block.text) : block.text,
      )
    case 'link':
      return h(
        'p',
        { style: block.subtle ? STYLES.subtle : STYLES.text },
        h('a', { href: block.url, style: block.subtle ? STYLES.link : STYLES.button }, block.label),
      )
    case 'code':
      return h('p', { style: STYLES.code }, block.code)
  }
}
