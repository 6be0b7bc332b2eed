import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answers, gone, refuse, replies, sent, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import ImportsPage from './ImportsPage.vue'
import OrganizationPage from './OrganizationPage.vue'
import SetUpForms from './SetUpForms.vue'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

const unit = { id: 'root', code: 'qh', name: '青河县', level: 'county', path: 'qh' }
beforeEach(() => {
  answers.set('/org-units', () => ({ items: [unit] }))
  answers.set('/org-units/root', () => unit)
  answers.set('/org-units/root/children', () => ({ items: [] }))
  answers.set('/org-units/root/history', () => ({ items: [] }))
  answers.set('/venues', () => ({ items: [] }))
  answers.set('/trainees', () => ({ items: [] }))
})
afterEach(() => {
  closeAll()
  shutDoors()
})
const submit = async (page: VueWrapper, form = 0) => {
  await page.findAll('form')[form]?.trigger('submit')
  await flushPromises()
}

describe('units and people', () => {
  const show = () => open(OrganizationPage, {}, 'administrator', '/home')

  it('says where there is nothing below, and fails with a way to try again', async () => {
    expect((await show()).text()).toContain('没有下级单位')
    answers.set('/org-units/root', gone)
    const page = await show()
    expect(page.find('[role=alert]').text()).toContain('连不上服务器')
    answers.set('/org-units/root', () => unit)
    await page.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(page.find('h1').text()).toContain('青河县')
  })

  it('keeps the unit in sight when its people cannot be had', async () => {
    answers.set('/trainees', gone)
    const page = await show()
    expect(page.find('h1').text()).toContain('青河县')
    expect(page.find('[role=alert] button').text()).toBe('重试')
  })
})

describe('setting up by hand', () => {
  const show = () => open(SetUpForms, { unit }, 'administrator')

  it('offers what may lie below, makes it, and says that it is on disk', async () => {
    const page = await show()
    const [code, name] = page.findAll('form')[0]?.findAll('[data-picker=ElInput]') ?? []
    await code?.setValue('dz')
    await name?.setValue('东镇')
    await submit(page)
    expect(sent).toEqual([
      { path: '/org-units', body: { code: 'dz', name: '东镇', level: 'township', parentId: 'root' }, key: 'key' },
    ])
    expect(page.find('[role=status]').text()).toContain('✓')
    expect(page.emitted('changed')).toHaveLength(1)
  })

  it('keeps what was written beside a refusal', async () => {
    replies.set('/org-units', () => refuse('conflict'))
    const page = await show()
    const [code, name] = page.findAll('form')[0]?.findAll<HTMLInputElement>('[data-picker=ElInput]') ?? []
    await code?.setValue('dz')
    await name?.setValue('东镇')
    await submit(page)
    expect(page.find('.form-row [role=alert]').exists()).toBe(true)
    expect([code?.element.value, name?.element.value]).toEqual(['dz', '东镇'])
    expect(page.emitted('changed')).toBeUndefined()
  })
})

describe('importing', () => {
  const path = (dry: boolean) => `/org-units/import?dryRun=${dry}`
  const file = (name = 'units.csv') => new File(['code,parentCode,name,level\n'], name, { type: 'text/csv' })
  const choose = async (page: VueWrapper, chosen: File) => {
    const input = page.find<HTMLInputElement>('input[type=file]')
    Object.defineProperty(input.element, 'files', { value: [chosen], configurable: true })
    await input.trigger('change')
  }
  const buttons = (page: VueWrapper) => page.findAll('.form-row > *').filter((b) => b.element.tagName === 'ELBUTTON')
  const press = async (page: VueWrapper, which: 0 | 1) => {
    await buttons(page)[which]?.trigger('click')
    await flushPromises()
  }
  const off = (page: VueWrapper, which: 0 | 1) => buttons(page)[which]?.attributes('disabled') === 'true'

  it('writes only what was tried and found right, and says how much', async () => {
    replies.set(path(true), () => ({ accepted: 2, errors: [] }))
    replies.set(path(false), () => ({ accepted: 2, errors: [] }))
    const page = await open(ImportsPage, {}, 'administrator')
    expect([off(page, 0), off(page, 1)]).toEqual([true, true])
    await choose(page, file())
    await press(page, 0)
    expect(page.text()).toContain('2 行全部正确')
    expect(off(page, 1)).toBe(false)
    await press(page, 1)
    expect(sent.map((change) => change.path)).toEqual([path(true), path(false)])
    expect(page.find('.done').text()).toContain('已导入 2 行')
    expect(off(page, 1)).toBe(true)
  })

  it('never lets a trial vouch for another file', async () => {
    replies.set(path(true), () => ({ accepted: 2, errors: [] }))
    const page = await open(ImportsPage, {}, 'administrator')
    await choose(page, file())
    await press(page, 0)
    await choose(page, file('other.csv'))
    expect(off(page, 1)).toBe(true)
    expect(page.find('.result').exists()).toBe(false)
  })

  it('names what is wrong and writes nothing', async () => {
    replies.set(path(true), () => ({
      accepted: 1,
      errors: [{ line: 2, column: 'level', code: 'invalid', detail: 'no such level' }],
    }))
    const page = await open(ImportsPage, {}, 'administrator')
    await choose(page, file())
    await press(page, 0)
    expect(page.find('.result .refusal').text()).toContain('1 处不对')
    expect(off(page, 1)).toBe(true)
  })

  it('says beside the buttons why nothing came of it', async () => {
    replies.set(path(true), gone)
    const page = await open(ImportsPage, {}, 'administrator')
    await choose(page, file())
    await press(page, 0)
    expect(page.find('.form-row [role=alert]').text()).toContain('连不上服务器')
  })
})
