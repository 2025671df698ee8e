/** «Tilgang»: who administers by the table, adding and ending. «Logg»: the audit trail. For those who manage access. */

import { addAdmin, removeAdmin, trailForAdministrators } from '../../../app/administration/admins.ts'
import { personOf } from '../../../app/web/admin-ports.ts'
import { isUuid, personIdOf } from '../../../register/ids.ts'
import { trimmed } from '../../../register/respondents-file.ts'
import { momentText } from '../../../wording/moment.ts'
import { html } from '../frame/page.ts'
import { type FieldFault, faultsHtml, inputField, PER_PAGE, selectField, tableHtml } from './fields.ts'
import { byOf, doneNotice, leadOn, pathOf, postForm, say, showPage, type Visit } from './visit.ts'

const ROLES = ['administrator', 'analyst'] as const

type Fields = { tenant: string; object: string; role: string }

/** Shows it. Throws `StoreAway`. */
export const accessPage = async (visit: Visit): Promise<void> => show(visit, { tenant: '', object: '', role: '' }, [])

const show = async (visit: Visit, fields: Fields, faults: readonly FieldFault[]): Promise<void> => {
  const { language, wave } = visit
  const listed = await wave.book.admins()
  const text = (key: string): string => say(language, `access.${key}`)
  const status = faults.length > 0 ? 422 : 200
  showPage(visit, { title: text('title'), status, notice: doneNotice(visit, ['access_added', 'access_ended']) }, [
    faultsHtml(language, faults),
    html`<p>${text('intro')}</p>`,
    listed.length === 0
      ? html`<p>${text('none')}</p>`
      : tableHtml(
          text('listed'),
          [text('object'), text('tenant'), text('role'), text('since'), text('end')],
          listed.map(({ objectId, tenantId, role, addedAt }) => [
            objectId,
            tenantId,
            text(`role_${role}`),
            momentText(addedAt.getTime()),
            postForm(visit, pathOf(visit, '/tilgang/avslutt'), [
              html`<input type="hidden" name="tenant" value=${tenantId} /><input type="hidden" name="object" value=${objectId} />`,
              html`<button class="ds-button" data-variant="secondary" data-color="danger" type="submit">${text('end')}<span class="kd-quiet"> ${objectId}</span></button>`,
            ]),
          ]),
        ),
    html`<h2>${text('add')}</h2>`,
    html`<p>${text('add_intro')}</p>`,
    postForm(visit, pathOf(visit, '/tilgang'), [
      html`<div class="kd-fields">
        ${inputField({ id: 'tenant', label: text('tenant'), value: fields.tenant, faults, more: { required: true } })}
        ${inputField({ id: 'object', label: text('object'), value: fields.object, faults, more: { required: true } })}
        ${selectField(
          { id: 'role', label: text('role'), value: fields.role, faults },
          ROLES.map((role) => [role, text(`role_${role}`)] as const),
        )}
      </div>`,
      html`<div class="kd-buttons"><button class="ds-button" data-variant="primary" type="submit">${text('add_button')}</button></div>`,
    ]),
  ])
}

const fieldsOf = (form: URLSearchParams): Fields => ({
  tenant: trimmed(form.get('tenant') ?? ''),
  object: trimmed(form.get('object') ?? ''),
  role: form.get('role') ?? '',
})

/** Lets somebody administer. Throws `StoreAway`. */
export const addAccess = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const fields = fieldsOf(form)
  const role = ROLES.find((one) => one === fields.role)
  const faults: FieldFault[] = [
    ...(['tenant', 'object'] as const).filter((field) => !isUuid(fields[field])),
    ...(role === undefined ? (['role'] as const) : []),
  ].map((field) => ({ field, text: say(visit.language, `access.fault_${field}`) }))
  // Whoever gives roles gives themselves none: an administrator would see answers the moment they like.
  if (faults.length === 0 && personOf(visit.session.who) === personIdOf(fields.tenant, fields.object))
    faults.push({ field: 'object', text: say(visit.language, 'access.fault_self') })
  if (faults.length > 0 || role === undefined) return await show(visit, fields, faults)
  const { at, actor } = byOf(visit)
  await addAdmin(bookOf(visit), { tenantId: fields.tenant, objectId: fields.object, role, at, actor })
  leadOn(visit, pathOf(visit, '/tilgang'), 'access_added')
}

/** Ends what somebody may, and their sessions here. A second time it has been done. Throws `StoreAway`. */
export const endAccess = async (visit: Visit, form: URLSearchParams): Promise<void> => {
  const { tenant: tenantId, object: objectId } = fieldsOf(form)
  if (!isUuid(tenantId) || !isUuid(objectId)) return leadOn(visit, pathOf(visit, '/tilgang'))
  const { at, actor } = byOf(visit)
  await removeAdmin(bookOf(visit), { tenantId, objectId, at, actor })
  leadOn(visit, pathOf(visit, '/tilgang'), 'access_ended')
}

const bookOf = ({ wave, pages }: Visit) => ({
  wave: wave.reminders.survey.wave.id,
  book: wave.book,
  progress: wave.reminders.progress,
  sessions: pages.sessions,
})

/** Shows the trail, newest first: who did what, when, on whom or what, and how many; never what was answered. Throws `StoreAway`. */
export const logPage = async (visit: Visit): Promise<void> => {
  const { language, wave, url } = visit
  const before = /^[1-9]\d{0,14}$/.exec(url.searchParams.get('eldre') ?? '')?.[0]
  const entries = await trailForAdministrators(wave.book, {
    limit: PER_PAGE,
    ...(before === undefined ? {} : { before }),
  })
  const text = (key: string): string => say(language, `log.${key}`)
  const last = entries.at(-1)
  showPage(visit, { title: text('title') }, [
    html`<p>${text('intro')}</p>`,
    entries.length === 0
      ? html`<p>${text('none')}</p>`
      : tableHtml(
          text('title'),
          [text('at'), text('actor'), text('action'), text('subject'), text('count')],
          entries.map(({ at, actor, action, subject, count }) => [
            momentText(at.getTime()),
            actor,
            // A newer release may write what this one has no words for.
            say(language, `action.${action}`, { defaultValue: action }),
            subject,
            count ?? '–',
          ]),
          'named_above',
        ),
    html`<p class="kd-buttons">
      ${before === undefined ? null : html`<a class="ds-button" data-variant="secondary" href=${pathOf(visit, '/logg')}>${text('newest')}</a>`}
      ${entries.length === PER_PAGE ? html`<a class="ds-button" data-variant="secondary" href=${pathOf(visit, `/logg?eldre=${last?.id}`)}>${text('older')}</a>` : null}
    </p>`,
  ])
}
