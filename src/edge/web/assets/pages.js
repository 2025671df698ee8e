// What the pages do where script runs; without it every page works all the same.

// The code in the link's fragment fills the field and leaves the history; nothing is opened until the person says so.
const field = document.querySelector('input[name="code"]')
const takeCode = () => {
  const typed = location.hash.slice(1)
  // The page has places of its own that links lead to.
  if (!(field instanceof HTMLInputElement) || typed === '' || document.getElementById(typed) !== null) return
  history.replaceState(null, '', location.pathname + location.search)
  try {
    field.value = decodeURIComponent(typed)
  } catch {
    field.value = typed
  }
}
takeCode()
addEventListener('hashchange', takeCode)

// A form is sent once, however often the button is pressed.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent === 'true') event.preventDefault()
    form.dataset.sent = 'true'
  })
}
// The page comes back from the browser's memory with its forms as they were sent.
addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.querySelectorAll('form')) delete form.dataset.sent
})

// What is wrong comes first for those who hear the page.
document.querySelector('[data-focus]')?.focus()

// Figures are renewed every minute, unless somebody reads a table that is open.
const live = document.querySelector('[data-renew]')
const renew = async () => {
  if (live === null || document.hidden || live.querySelector('details[open], :focus') !== null) return
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  if (answer === null || !answer.ok || answer.redirected) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-renew]')
  if (fresh !== null) live.replaceChildren(...fresh.childNodes)
}
if (live !== null) setInterval(renew, 60_000)

// What would be said of an answer is told when its field is left, before it is sent; sending it says the same.
const unchecked = document.querySelector('[data-check]')
unchecked?.addEventListener('change', async ({ target }) => {
  const said = unchecked.querySelector('[data-checked]')
  const press = unchecked.closest('form').querySelector('button[data-variant="primary"]')
  if (!target.matches('input:not([type="radio"], [type="checkbox"]), textarea') || press === null) return
  const body = new URLSearchParams(new FormData(unchecked.closest('form')))
  body.set('press', press.value)
  const answer = await fetch(unchecked.dataset.check, { method: 'POST', body }).catch(() => null)
  const told = answer?.ok ? await answer.json().catch(() => null) : null
  said.textContent = target.value.trim() === '' ? '' : (told?.problem ?? '')
  said.hidden = said.textContent === ''
})

// What is typed and not sent is lost by a link, another button's form or a closed window only after the browser has asked.
const typing = unchecked?.closest('form')
addEventListener('beforeunload', (event) => {
  if (!typing || typing.dataset.sent === 'true') return
  const fields = [...typing.querySelectorAll('textarea, input:not([type])')]
  if (!fields.some(({ value, defaultValue }) => value !== defaultValue)) return
  event.preventDefault()
  // Who stays may press the same button again.
  setTimeout(() => {
    for (const form of document.querySelectorAll('form')) delete form.dataset.sent
  })
})

// A theme: each answer is stored as it is given, and questions come and go by it. Without script the page is posted whole.
const asked = document.querySelector('[data-theme]')
const themeForm = asked?.closest('form')
if (asked && themeForm) {
  const told = document.querySelector('[data-status]')
  /** What has become of the last answer; said again where it is the same as before. */
  const tell = (text, isRefused) => {
    told.textContent = ''
    told.classList.toggle('kd-refused', isRefused)
    told.textContent = text
  }
  const given = (block) =>
    [...block.querySelectorAll('input, select, textarea')]
      .filter((one) => (one.type !== 'radio' && one.type !== 'checkbox') || one.checked)
      .map((one) => [one.name, one.value])
  const typed = (block) => JSON.stringify(given(block).filter(([name]) => !/\.(r|was)$/.test(name)))
  const known = new WeakMap([...asked.children].map((block) => [block, typed(block)]))
  const isTouched = (block) => typed(block) !== known.get(block)
  const part = (block, name) => block.querySelector(`[name="${block.dataset.question}.${name}"]`)
  const fault = (block) => block.querySelector('.ds-validation-message, .kd-versions')

  /** What the server has made of it: of the block that was sent, of those that come or go, and of those that nobody is at. */
  const merge = (fresh, id, sent) => {
    const ids = [...fresh.children].map((block) => block.dataset.question)
    for (const block of [...asked.children]) if (!ids.includes(block.dataset.question)) block.remove()
    let last = null
    for (const block of [...fresh.children]) {
      const old = asked.querySelector(`[data-question="${block.dataset.question}"]`)
      const isSent = block.dataset.question === id
      // What was refused is stored nowhere else than in its fields.
      const isAtRest = old !== null && !isTouched(old) && fault(old) === null && !old.contains(document.activeElement)
      const isLeft = old !== null && (isSent ? typed(old) === sent : isAtRest)
      if (old === null || (isLeft && (!isSent || fault(block) !== null || fault(old) !== null))) {
        const focused = old?.contains(document.activeElement) ? document.activeElement.id : ''
        known.set(block, typed(block))
        if (old === null) last === null ? asked.prepend(block) : last.after(block)
        else old.replaceWith(block)
        if (focused !== '') document.getElementById(focused)?.focus()
        last = block
        continue
      }
      if (isSent && fault(block) === null) {
        for (const name of ['r', 'was']) part(old, name).value = part(block, name).value
        known.set(old, sent)
      }
      const [above, now] = [old, block].map((one) => one.querySelector('.kd-small'))
      if (above && now) above.replaceChildren(...now.childNodes)
      last = old
    }
  }

  /** Does what makes things come or go above what somebody is at: no less of it is seen afterwards. */
  const inSight = (act) => {
    const seen = () => {
      const { top, bottom } = document.activeElement.getBoundingClientRect()
      return Math.min(bottom, innerHeight) - Math.max(top, 0)
    }
    const before = seen()
    act()
    if (before > 0 && seen() < before) document.activeElement.scrollIntoView({ block: 'nearest' })
  }

  let isPosted = false
  const save = async (block) => {
    if (isPosted || !block.isConnected || !isTouched(block)) return
    const id = block.dataset.question
    const sent = typed(block)
    const body = new URLSearchParams(['token', 'page', 'tema'].map((name) => [name, themeForm.elements[name].value]))
    for (const [name, value] of [['news', '0'], ['bare', id], ...given(block)]) body.append(name, value)
    const answer = await fetch(themeForm.action, { method: 'POST', body, keepalive: true }).catch(() => null)
    const page = new DOMParser().parseFromString((await answer?.text()) ?? '', 'text/html')
    const fresh = page.querySelector('[data-theme]')
    if (answer === null || answer.redirected || fresh === null) {
      inSight(() => tell(told.dataset.failed, true))
      return
    }
    // Something was given to what is asked no longer: the page that is posted whole tells what.
    if (answer.status === 409) {
      isPosted = true
      themeForm.submit()
      return
    }
    const wrong = fresh.querySelector(`[data-question="${id}"]`)
    const why = wrong && fault(wrong)
    const said = (why?.closest('fieldset')?.querySelector('legend') ?? why)?.textContent
    inSight(() => {
      tell(said ?? told.dataset.saved, said != null)
      merge(fresh, id, sent)
    })
    const [bar, done] = [document, page].map((one) => one.querySelector('.kd-progress'))
    if (bar && done) bar.value = done.value
  }

  // One after the other, so that each is about what the one before has led to.
  let saving = Promise.resolve()
  let underWay = 0
  const later = (block) => {
    underWay++
    saving = saving.then(() => save(block)).finally(() => underWay--)
  }
  asked.addEventListener('change', ({ target }) => {
    const block = target.closest('[data-question]')
    if (block.dataset.when === 'change' || /\.(sure|missing)$/.test(target.name)) later(block)
  })
  // A press on a label takes the focus away for a moment before it gives it back.
  asked.addEventListener('focusout', ({ target }) => {
    const block = target.closest('[data-question]')
    setTimeout(() => block.contains(document.activeElement) || later(block), 400)
  })
  // An answer that is on its way is another than the page holds: it comes first, or it would seem a colleague's.
  themeForm.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    isPosted = true
    if (underWay === 0) return
    event.preventDefault()
    saving.then(() => {
      delete themeForm.dataset.sent
      themeForm.requestSubmit(event.submitter)
    })
  })
  addEventListener('pagehide', () => {
    for (const block of asked.children) void save(block)
  })
}
