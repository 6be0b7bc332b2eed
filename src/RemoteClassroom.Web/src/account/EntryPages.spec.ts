import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answers, gone, refuse, replies, sent, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import ActivatePage from './ActivatePage.vue'
import FirstPage from './FirstPage.vue'
import SignInPage from './SignInPage.vue'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)

beforeEach(() => answers.set('/auth/me', () => ({ kind: 'account', name: 'li', role: 'lecturer' })))
afterEach(() => {
  closeAll()
  shutDoors()
  history.replaceState(null, '', '/')
})

const submit = async (page: VueWrapper) => {
  await page.find('form').trigger('submit')
  await flushPromises()
}
const fault = (page: VueWrapper) => page.find('[role=alert]').text()

describe('signing in', () => {
  const show = (at = '/sign-in') => open(SignInPage, {}, 'lecturer', at)
  const fill = async (page: VueWrapper) => {
    await page.find('[name=username]').setValue(' li ')
    await page.find('[name=password]').setValue('a-long-password')
  }

  it('waits while it is under way, and cannot be sent twice', async () => {
    let answer: (value: unknown) => void = () => undefined
    replies.set('/auth/login', () => new Promise((resolve) => (answer = resolve)))
    const page = await show()
    await fill(page)
    await page.find('form').trigger('submit')
    expect(page.find('button.go').attributes('disabled')).toBeDefined()
    expect(page.find('button.go').text()).toContain('请稍候')
    answer({})
    await flushPromises()
    expect(sent.map((change) => change.body)).toEqual([{ user: 'li', password: 'a-long-password' }])
    expect(page.router.currentRoute.value.name).toBe('home')
  })

  it('says what was wrong, forgets the password and keeps the name', async () => {
    replies.set('/auth/login', () => refuse('unauthenticated', 401))
    const page = await show()
    await fill(page)
    await submit(page)
    expect(fault(page)).toContain('不对')
    expect(page.find<HTMLInputElement>('[name=password]').element.value).toBe('')
    expect(page.find<HTMLInputElement>('[name=username]').element.value).toBe(' li ')
  })

  it('tells no link from a wrong password', async () => {
    replies.set('/auth/login', gone)
    const page = await show()
    await fill(page)
    await submit(page)
    expect(fault(page)).toContain('连不上服务器')
  })

  it.each([
    ['/board/s1', '/board/s1'],
    ['//elsewhere.example/', '/home'],
    ['https://elsewhere.example/', '/home'],
  ])('goes on to %s as %s: nowhere but here', async (next, to) => {
    const page = await show(`/sign-in?next=${encodeURIComponent(next)}`)
    await fill(page)
    await submit(page)
    expect(page.router.currentRoute.value.path).toBe(to)
  })
})

describe('the first start', () => {
  const show = (hash = '#once') => {
    history.replaceState(null, '', `/first${hash}`)
    return open(FirstPage, {}, 'lecturer', '/first')
  }
  const fill = async (page: VueWrapper, again = 'a-long-password') => {
    await page.find('[name=username]').setValue('root')
    await page.find('[name=password]').setValue('a-long-password')
    await page.find('[name=password-again]').setValue(again)
  }

  it('takes the secret out of the address at once', async () => {
    const page = await show()
    expect(location.hash).toBe('')
    expect(page.find('[role=alert]').exists()).toBe(false)
  })

  it('says what to do without a secret', async () => {
    expect(fault(await show(''))).toContain('链接')
  })

  it('sends nothing while the passwords differ, then makes the administrator and leads to the imports', async () => {
    const page = await show()
    await fill(page, 'another-password')
    await submit(page)
    expect(sent).toEqual([])
    expect(page.find('[role=alert]').exists()).toBe(true)
    await fill(page)
    await submit(page)
    expect(sent[0]).toMatchObject({
      path: '/auth/first',
      body: { secret: 'once', user: 'root', password: 'a-long-password' },
    })
    expect(page.router.currentRoute.value.name).toBe('imports')
  })

  it('keeps what was written beside a refusal', async () => {
    replies.set('/auth/first', gone)
    const page = await show()
    await fill(page)
    await submit(page)
    expect(fault(page)).toContain('连不上服务器')
    expect(page.find<HTMLInputElement>('[name=username]').element.value).toBe('root')
    expect(page.find('button.go').attributes('disabled')).toBeUndefined()
  })
})

describe('an activation slip', () => {
  const whose = { user: 'op-1', role: 'operator', place: '东镇会议室', expiresAt: '2026-01-08T08:00:00Z' }
  const show = (hash = '') => {
    history.replaceState(null, '', `/activate${hash}`)
    return open(ActivatePage, {}, 'operator', '/activate')
  }

  it('says whose it is before it asks for a password', async () => {
    replies.set('/auth/activation', () => whose)
    const page = await show('#AB12-CD34')
    expect(location.hash).toBe('')
    expect(sent[0]).toMatchObject({ path: '/auth/activation', body: { code: 'AB12-CD34' } })
    expect(page.find('h1').text()).toBe('东镇会议室')
    expect(page.find('[name=password]').exists()).toBe(true)
  })

  it('says in its own words why a slip is refused, and lets one type again', async () => {
    replies.set('/auth/activation', () => refuse('code_expired', 410))
    const page = await show()
    await page.find('[name=code]').setValue('AB12-CD34')
    await submit(page)
    expect(fault(page).length).toBeGreaterThan(5)
    expect(page.find<HTMLInputElement>('[name=code]').element.value).toBe('AB12-CD34')
    replies.set('/auth/activation', () => whose)
    await submit(page)
    await page.find('[name=password]').setValue('a-long-password')
    await page.find('[name=password-again]').setValue('a-long-password')
    await submit(page)
    expect(sent.at(-1)).toMatchObject({
      path: '/auth/activate',
      body: { code: 'AB12-CD34', password: 'a-long-password' },
    })
    expect(page.router.currentRoute.value.name).toBe('home')
  })
})
