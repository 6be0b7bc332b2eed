import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { vi } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useAccount } from '@/account/account'
import { i18n } from '@/i18n'
import { pickerStub } from './stubs'
import { columnStub, tableStub } from './table'

const names = [
  'sessions',
  'board',
  'desk',
  'console',
  'centre',
  'signals',
  'leaves',
  'corrections',
  'report',
  'reports',
  'screens',
  'sign-in',
  'home',
  'hall',
  'screen',
  'imports',
  'slips',
  'accounts',
]
const stubs = { TraineePicker: pickerStub('TraineePicker'), UnitPicker: pickerStub('UnitPicker') }
// Element Plus takes no part in tests: plain fields stand in its place.
const components = {
  ElInput: pickerStub('ElInput'),
  ElInputNumber: pickerStub('ElInputNumber'),
  ElTable: tableStub,
  ElTableColumn: columnStub,
}
const mounted: VueWrapper[] = []

/** Opens a page as somebody of a role would, with a router that knows the pages' names; `at` is its address. */
export async function open(
  page: Component,
  props: Record<string, unknown> = {},
  role = 'administrator',
  at = '/board/s1',
) {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  i18n.global.locale.value = 'zh-CN'
  const router = createRouter({
    history: createMemoryHistory(),
    routes: names.map((name) => ({ name, path: `/${name}/:session?`, component: { template: '<i/>' } })),
  })
  await router.push(at)
  const pinia = createPinia()
  useAccount(pinia).me = { kind: 'account', name: 'a', role, unitId: 'root', venueId: 'v1' } as never
  const wrapper = mount(page, {
    props,
    global: { plugins: [router, pinia, i18n], stubs, components },
    attachTo: document.body,
  })
  mounted.push(wrapper)
  await flushPromises()
  return Object.assign(wrapper, { router })
}

/** Closes whatever was opened. */
export function closeAll(): void {
  for (const page of mounted.splice(0)) page.unmount()
  vi.restoreAllMocks()
}
