import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, reactive, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useAccount } from '@/account/account'
import type { AttendanceFrame, Counts, SessionInfo } from '@/api/contract'
import { ApiProblem } from '@/api/problem'
import { i18n } from '@/i18n'
import BoardPage from './board/BoardPage.vue'
import ConsolePage from './console/ConsolePage.vue'
import DeskPage from './desk/DeskPage.vue'
import type { DeskBoard, DeskHall } from './desk/checks'
import HallPage from './hall/HallPage.vue'
import SessionsPage from './sessions/SessionsPage.vue'

// What the server says by path; a path that nobody prepared never answers.
const answers = new Map<string, (query: string) => Promise<unknown>>()
vi.mock('@/api/http', () => ({
  newKey: () => 'key',
  http: {
    get: (path: string) =>
      answers.get(path.split('?')[0] ?? '')?.(path.split('?')[1] ?? '') ?? new Promise(() => undefined),
    post: () => Promise.resolve({}),
  },
}))

const relay = vi.hoisted(() => ({ streams: new Map<string, unknown>() }))
const client = { status: 'online', heardAt: Date.now(), beatAtLeastEveryMs: Infinity, roster: undefined, beat: vi.fn() }
const health = reactive<Record<string, unknown>>({ status: 'online', offlineSince: undefined })
vi.mock('@/relay/useRelay', () => ({
  useRelay: () => ({ client, health }),
  useStream: (name: () => string | undefined) =>
    computed(() => {
      const of = name()
      return of ? relay.streams.get(of.slice(0, 1) + of.slice(of.lastIndexOf('/'))) : undefined
    }),
}))

const counts: Counts = { expected: 20, present: 12, late: 1, waiting: 3, absent: 0, unknown: 4, excused: 0 }
const session: SessionInfo = {
  sessionId: 's1',
  title: '防汛第一课',
  phase: 'live',
  startsAt: '2026-01-01T08:00:00Z',
  ownerUnitId: 'root',
  invited: ['root'],
  branches: 2,
} as unknown as SessionInfo
const frame = {
  unit: { id: 'root', name: '青河县', kind: 'unit' },
  epoch: 1,
  seq: 1,
  at: '2026-01-01T08:10:00Z',
  counts,
  children: [{ unit: { id: 'east', name: '东镇', kind: 'unit' }, counts }],
  halls: 2,
  hallsOnline: 1,
} as unknown as AttendanceFrame
const hall = (name: string, bad: string[]): DeskHall => ({
  unit: { id: name, name, kind: 'venue', online: !bad.includes('link'), hall: 7 },
  path: '青河县 / 东镇',
  ready: bad.length === 0,
  clockOffsetMs: -61_000,
  checks: Object.fromEntries(
    ['link', 'picture', 'sound', 'clock', 'operator', 'roster'].map((c) => [c, bad.includes(c) ? 'bad' : 'good']),
  ) as DeskHall['checks'],
})
const desk = (items: DeskHall[], at = new Date().toISOString()): DeskBoard => ({
  at,
  totals: { halls: items.length, ready: 0, link: 1, picture: 0, sound: 0, clock: 1, operator: 0, roster: 0 },
  items,
})
const gone = () => Promise.reject(new ApiProblem({ status: 0, code: 'no_network', detail: '' }))

const sessionPages = ['board', 'desk', 'centre', 'signals', 'leaves', 'corrections', 'report']
const mounted: VueWrapper[] = []
async function open(page: Component, props: Record<string, unknown> = { session: 's1' }, role = 'administrator') {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [...sessionPages, 'sessions', 'console', 'screens', 'sign-in', 'home', 'hall'].map((name) => ({
      name,
      path: `/${name}/:session?`,
      component: { template: '<i/>' },
    })),
  })
  await router.push('/board/s1')
  const pinia = createPinia()
  useAccount(pinia).me = { kind: 'account', name: 'a', role, unitId: 'root', venueId: 'v1' } as never
  const wrapper = mount(page, { props, global: { plugins: [router, pinia, i18n] }, attachTo: document.body })
  mounted.push(wrapper)
  await flushPromises()
  return wrapper
}

beforeEach(() => {
  answers.clear()
  relay.streams.clear()
  Object.assign(health, { status: 'online', offlineSince: undefined })
  Object.assign(client, { status: 'online', heardAt: Date.now() })
  i18n.global.locale.value = 'zh-CN'
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  for (const page of mounted.splice(0)) page.unmount()
  vi.restoreAllMocks()
})

describe('the list of sessions', () => {
  it('waits, is empty with what to do, fails with a way to try again', async () => {
    expect((await open(SessionsPage, {})).find('[data-state=loading]').exists()).toBe(true)
    answers.set('/sessions', () => Promise.resolve({ items: [] }))
    expect((await open(SessionsPage, {})).find('[data-state=empty]').text()).toContain('新建课次')
    answers.set('/sessions', gone)
    const page = await open(SessionsPage, {})
    expect(page.find('[role=alert]').text()).toContain('连不上服务器')
    answers.set('/sessions', () => Promise.resolve({ items: [session] }))
    await page.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(page.text()).toContain('防汛第一课')
    answers.set('/sessions', gone)
    await page.find('h1').trigger('click')
    expect(page.text()).toContain('防汛第一课')
  })
})

describe('the board', () => {
  beforeEach(() => {
    answers.set('/sessions/s1', () => Promise.resolve(session))
    answers.set('/sessions/s1/attendance', () => Promise.resolve(frame))
    answers.set('/org-units/root', () => Promise.resolve({ id: 'root', name: '青河县' }))
    answers.set('/help-requests', () => Promise.resolve({ items: [] }))
    answers.set('/sessions/s1/attendance/arrivals', () =>
      Promise.resolve({ unitId: 'root', expected: 20, counts: [4, 13], stepSeconds: 10, from: '2026-01-01T08:00:00Z' }),
    )
    answers.set('/sessions/s1/attendance/halls', () => Promise.resolve({ items: [] }))
  })

  it('waits while nothing came', async () => {
    expect((await open(BoardPage)).text()).toContain('请稍候')
  })

  it('says the sentence, sums in sight, with tree, grid and curve beside each other', async () => {
    relay.streams.set('a/root', frame)
    const page = await open(BoardPage)
    expect(page.find('[data-testid=sentence]').text()).toContain('应到 20 人，实到 13 人')
    expect(page.find('[data-testid=sum]').text()).toContain('✓')
    for (const part of ['tree', 'grid', 'curve']) expect(page.find(`[data-testid=${part}]`).exists(), part).toBe(true)
    expect(page.find('[data-testid=curve] svg').attributes('aria-label')).toContain('已到 13/20 人')
  })

  it('turns grey and says since when, once nothing was heard for ten seconds', async () => {
    relay.streams.set('a/root', frame)
    const page = await open(BoardPage)
    expect(page.find('[data-state=stale]').exists()).toBe(false)
    client.heardAt = Date.now() - 11_000
    Object.assign(health, { status: 'offline', offlineSince: Date.now() - 1_000 })
    await page.vm.$nextTick()
    expect(page.find('[data-testid=board]').classes()).toContain('stale')
    expect(page.find('[data-state=stale]').text()).toMatch(/停留在 \d\d:10:00/)
    expect(page.find('[data-testid=sentence]').text()).toContain('应到 20 人')
  })

  it('says what failed and keeps a way to try again', async () => {
    answers.set('/sessions/s1', gone)
    const page = await open(BoardPage)
    expect(page.find('[role=alert] button').text()).toBe('重试')
  })
})

describe('the duty desk', () => {
  beforeEach(() => {
    answers.set('/sessions/s1', () => Promise.resolve(session))
    answers.set('/sessions/s1/attendance', () => Promise.resolve(frame))
    answers.set('/org-units/root', () => Promise.resolve({ id: 'root', name: '青河县' }))
    answers.set('/help-requests', () => Promise.resolve({ items: [] }))
  })

  it('waits, and says what to do where no hall takes part', async () => {
    expect((await open(DeskPage)).find('[data-state=loading]').exists()).toBe(true)
    answers.set('/sessions/s1/desk', () => Promise.resolve(desk([])))
    expect((await open(DeskPage)).find('[data-state=empty]').text()).toContain('邀请')
  })

  it('names what is wrong in each hall by word and shape', async () => {
    answers.set('/sessions/s1/desk', () =>
      Promise.resolve(desk([hall('一', ['link']), hall('二', ['clock']), hall('三', [])])),
    )
    const page = await open(DeskPage)
    expect(page.findAll('[data-hall]').map((row) => row.attributes('data-faults'))).toEqual(['link', 'clock', ''])
    expect(page.find('[data-hall=一] .faults').text()).toContain('▲网络不通')
    expect(page.find('[data-hall=二] .faults').text()).toContain('时钟差 61 秒')
    expect(page.find('[data-hall=三] .faults').text()).toContain('●就绪')
    expect(page.find('[data-testid=help-desk]').text()).toContain('没有人求助')
  })

  it('says who was chased and called, so that nobody does it twice', async () => {
    const at = new Date(Date.now() - 600_000).toISOString()
    const chased = { ...hall('一', ['link']), reminder: { at, level: 1, to: '东镇', open: 5, roundId: 'r1' } }
    answers.set('/sessions/s1/desk', () => Promise.resolve(desk([chased, hall('二', ['link'])])))
    const page = await open(DeskPage)
    expect(page.find('[data-hall=一] [data-testid=desk-chased]').text()).toContain('东镇')
    expect(page.find('[data-hall=二] [data-testid=desk-chased]').exists()).toBe(false)
  })

  it('shows one fault alone, by the address, while the figures stay those of all', async () => {
    const asked: string[] = []
    answers.set('/sessions/s1/desk', () => Promise.resolve(desk([hall('一', ['link']), hall('二', ['clock'])])))
    const page = await open(DeskPage)
    const figures = page.find('dl').text()
    expect(page.findAll('[data-only]').map((b) => b.attributes('data-only'))).toEqual([
      'all',
      'link',
      'picture',
      'sound',
      'clock',
      'operator',
      'roster',
    ])
    answers.set('/sessions/s1/desk', (query) => {
      asked.push(query)
      return Promise.resolve({
        ...desk([hall('二', ['clock'])]),
        totals: desk([hall('一', []), hall('二', [])]).totals,
      })
    })
    await page.find('[data-only=clock]').trigger('click')
    await flushPromises()
    expect(asked.at(-1)).toContain('fault=clock')
    expect(page.find('[data-only=clock]').attributes('aria-pressed')).toBe('true')
    expect(page.findAll('[data-hall]')).toHaveLength(1)
    expect(page.find('dl').text()).toBe(figures)
    answers.set('/sessions/s1/desk', () => Promise.resolve({ ...desk([]), totals: desk([hall('一', [])]).totals }))
    await page.find('[data-only=sound]').trigger('click')
    await flushPromises()
    expect(page.find('[data-testid=desk-none]').exists()).toBe(true)
  })

  it('keeps the halls beside an error, and says when they stand still', async () => {
    answers.set('/sessions/s1/desk', () => Promise.resolve(desk([hall('一', ['link'])], '2020-01-01T08:00:00Z')))
    const page = await open(DeskPage)
    expect(page.find('[data-state=stale]').exists()).toBe(true)
    answers.set('/sessions/s1/desk', gone)
    await page.find('.sentence').trigger('click')
    expect(page.findAll('[data-hall]')).toHaveLength(1)
  })

  it('is wrong with a way to try again where nothing came', async () => {
    answers.set('/sessions/s1/desk', gone)
    const page = await open(DeskPage)
    expect(page.find('[role=alert] button').exists()).toBe(true)
    answers.set('/sessions/s1/desk', () => Promise.resolve(desk([hall('一', ['link'])])))
    await page.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(page.findAll('[data-hall]')).toHaveLength(1)
    expect(page.find('[role=alert]').exists()).toBe(false)
  })
})

describe('the console', () => {
  const staff = { title: '防汛第一课', phase: 'live', phaseSince: '2026-01-01T08:00:00Z', rounds: [], questions: [] }

  it('says that it is offline and that the class goes on, without covering anything', async () => {
    answers.set('/sessions/s1', () => Promise.resolve({ ...session, rehearsal: true }))
    relay.streams.set('s/staff', staff)
    const page = await open(ConsolePage, { session: 's1' }, 'lecturer')
    expect(page.find('[data-testid=offline]').exists()).toBe(false)
    health['status'] = 'offline'
    await page.vm.$nextTick()
    expect(page.find('[data-testid=offline]').text()).toContain('课堂仍在继续')
    expect(page.find('[data-command=pause]').exists()).toBe(true)
    expect(page.find('.console').attributes('data-watermark')).toBe('彩排')
  })

  it('says what failed where nothing ever came', async () => {
    answers.set('/sessions/s1', gone)
    const page = await open(ConsolePage, { session: 's1' }, 'lecturer')
    expect(page.find('[role=alert] button').text()).toBe('重试')
  })
})

describe('the operator’s phone', () => {
  it('says when no lecture is announced, and when the list cannot be had', async () => {
    localStorage.clear()
    answers.set('/sessions', () => Promise.resolve({ items: [] }))
    expect((await open(HallPage, {}, 'operator')).text()).toContain('安排好后会自己显示在这里')
    answers.set('/sessions', gone)
    localStorage.clear()
    expect((await open(HallPage, {}, 'operator')).find('[role=alert] button').exists()).toBe(true)
  })

  it('says which roster it holds while it is offline', async () => {
    localStorage.clear()
    answers.set('/sessions', () => Promise.resolve({ items: [session] }))
    const people = [{ traineeId: 't', name: '王*国', rosterNo: 'R*1' }]
    answers.set('/sessions/s1/branches/v1/roster', () =>
      Promise.resolve({ at: '2026-01-01T00:12:00Z', people, version: '1-a' }),
    )
    const page = await open(HallPage, {}, 'operator')
    // The device's own store opens first.
    await vi.waitFor(() => expect(page.find('[data-testid=hall-link]').text()).toContain('在线'))
    expect((client as { roster?: () => string }).roster?.()).toBe('1-a')
    health['status'] = 'offline'
    await page.vm.$nextTick()
    expect(page.find('[data-testid=hall-link]').text()).toContain('离线 · 待上传 0')
    expect(page.text()).toMatch(/名单更新于 \d\d:12/)
  })

  it('says who chases and how many are missing now, until the last one came', async () => {
    localStorage.clear()
    answers.set('/sessions', () => Promise.resolve({ items: [session] }))
    const round = { roundId: 'r1', kind: 'signIn', openedAt: '2026-01-01T00:00:00Z' }
    const reminder = { at: '2026-01-01T00:10:00Z', level: 0, to: '东镇', open: 5, roundId: 'r1', from: '青河县' }
    const person = (id: string, at?: string) => ({
      traineeId: id,
      name: '王*国',
      rosterNo: `R*${id}`,
      ...(at ? { at } : {}),
    })
    const roster = {
      at: '2026-01-01T00:12:00Z',
      people: [person('1', reminder.at), person('2'), person('3')],
      round,
      reminder,
    }
    answers.set('/sessions/s1/branches/v1/roster', () => Promise.resolve(roster))
    const page = await open(HallPage, {}, 'operator')
    await vi.waitFor(() =>
      expect(page.find('[data-testid=reminded]').text()).toMatch(/^青河县提醒：还有 2 人未签到（\d\d:10）$/),
    )
    // Each time more on the list, so that the answer can be told from what the device kept.
    const longer = (by: number) => [...roster.people, ...Array.from({ length: by }, (_, i) => person(`x${i}`))]
    const others = [
      { ...roster, people: longer(1).map((p) => ({ ...p, at: reminder.at })) },
      { ...roster, people: longer(2), reminder: { ...reminder, roundId: 'r0' } },
      { ...roster, people: longer(3), round: { ...round, closedAt: '2026-01-01T00:11:00Z' } },
    ]
    for (const other of others) {
      answers.set('/sessions/s1/branches/v1/roster', () => Promise.resolve(other))
      const again = await open(HallPage, {}, 'operator')
      await vi.waitFor(() => expect(again.findAll('[data-person]')).toHaveLength(other.people.length))
      expect(again.find('[data-testid=reminded]').exists()).toBe(false)
    }
  })
})
