import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { refuse, replies, sent, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import TraineeSheet from './TraineeSheet.vue'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

const of = { id: 't1', nameMasked: '张*甲', rosterNoMasked: 'N*1', unitId: 'u', category: '教师' }
const show = () => open(TraineeSheet, { of }, 'administrator')
afterEach(() => {
  closeAll()
  shutDoors()
})

describe('one person', () => {
  it('is seen unmasked for a reason alone, and the name goes with the sheet', async () => {
    replies.set('/trainees/t1/unmask', () => ({
      traineeId: 't1',
      name: '张建国甲',
      rosterNo: 'N00001',
      lastDigits: '0011',
    }))
    const page = await show()
    expect(page.find('[data-testid=unmasked]').exists()).toBe(false)
    await page.find('[data-command=unmask]').trigger('click')
    const dialog = page.find('[data-testid=reason-dialog]')
    expect(dialog.text()).toContain('审计')
    await dialog.find('textarea').setValue('四字不够')
    expect(dialog.find('button[type=submit]').attributes('disabled')).toBeDefined()
    await dialog.find('textarea').setValue('核对补训名单')
    await dialog.find('form').trigger('submit')
    await flushPromises()
    expect(sent).toEqual([{ path: '/trainees/t1/unmask', body: { reason: '核对补训名单' }, key: false }])
    expect(page.find('[data-testid=unmasked]').text()).toContain('张建国甲')
    expect(location.href + document.title).not.toContain('张建国甲')
    page.unmount()
    expect(document.body.textContent).not.toContain('张建国甲')
  })

  it('says beside the button why it was refused', async () => {
    replies.set('/trainees/t1/unmask', () => refuse('validation', 422, 'Leave out the name.'))
    const page = await show()
    await page.find('[data-command=unmask]').trigger('click')
    await page.find('[data-testid=reason-dialog] textarea').setValue('核对张某的名单')
    await page.find('[data-testid=reason-dialog] form').trigger('submit')
    await flushPromises()
    expect(page.find('[data-testid=reason-dialog] .form-row [role=alert]').text()).toContain('Leave out the name.')
    expect(page.find('[data-testid=unmasked]').exists()).toBe(false)
  })

  it('is erased after a second look and with a reason, once', async () => {
    replies.set('/trainees/t1/erase', () => ({ traineeId: 't1', erasedAt: '2026-01-01T08:00:00Z' }))
    const page = await show()
    await page.find('[data-command=erase]').trigger('click')
    expect(page.find('[role=alert]').text()).toContain('不能恢复')
    expect(sent).toEqual([])
    await page.find('[data-command=erase-sure]').trigger('click')
    await page.find('[data-testid=reason-dialog] textarea').setValue('本人要求删除')
    await page.find('[data-testid=reason-dialog] form').trigger('submit')
    await flushPromises()
    expect(sent).toEqual([{ path: '/trainees/t1/erase', body: { reason: '本人要求删除' }, key: 'key' }])
    expect(page.find('[data-testid=erased]').exists()).toBe(true)
    expect(page.find('[data-command=erase]').exists()).toBe(false)
    expect(page.emitted('erased')).toHaveLength(1)
  })
})
