import { defineComponent, h, inject, provide, type FunctionalComponent, type InjectionKey, type PropType } from 'vue'

type Row = Record<string, unknown>
const rows: InjectionKey<() => Row[]> = Symbol('rows')

/** A table and its columns, plain: each column shows its member of every row, or what its slot makes of it. */
export const tableStub = defineComponent({
  props: { data: { type: Array as PropType<Row[]>, default: () => [] }, emptyText: { type: String, default: '' } },
  setup(props, { slots }) {
    provide(rows, () => props.data)
    return () => h('div', { 'data-table': '' }, props.data.length > 0 ? slots['default']?.() : props.emptyText)
  },
})

export const columnStub: FunctionalComponent<{ prop?: string }> = (props, { slots }) => {
  const data = inject(rows, () => [])
  return h(
    'div',
    data().map((row) => slots['default']?.({ row }) ?? String(row[props.prop ?? ''])),
  )
}
columnStub.props = ['prop']
