/** A browser may hold a screen's and an account's sign-in at once; the screen's own page speaks as the screen. */
export const isScreen = () => location.pathname === '/screen' || location.pathname.startsWith('/screen/')

/** For calls and players of the screen's page. */
export const asScreen = { name: 'X-RC-As', value: 'screen' } as const
