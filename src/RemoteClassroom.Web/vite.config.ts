import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vite'

const server = process.env['RC_SERVER'] ?? 'http://127.0.0.1:5080'

/** The build goes straight into the server's web root; `npm run dev` passes what it does not know on to a running server. */
export default defineConfig(({ mode }) => ({
  plugins: [
    vue(),
    // Element Plus takes part only in pages that name its components, so that the hall's screen stays lean.
    components({
      dirs: [],
      dts: false,
      resolvers: mode === 'test' ? [] : [ElementPlusResolver({ importStyle: 'css' })],
    }),
  ],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_I18N_FULL_INSTALL__: true,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  resolve: {
    alias: [
      { find: '@', replacement: fileURLToPath(new URL('./src', import.meta.url)) },
      // Without subtitles, DRM and alternate audio, which no lecture here has.
      { find: /^hls\.js$/, replacement: 'hls.js/light' },
    ],
  },
  build: {
    outDir: '../RemoteClassroom.Server/wwwroot',
    emptyOutDir: true,
    target: ['es2022', 'chrome87', 'safari14'],
    manifest: 'asset-manifest.json',
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: {
    proxy: {
      '/api': server,
      '/c': server,
      '/live': server,
      '/healthz': server,
      '/hubs': { target: server, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.spec.ts'],
    testTimeout: 10_000,
  },
}))
