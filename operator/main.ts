/** The staff's console: booth, hall, journal, paper, devices. What shows depends on the role. */
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { currentLanguage, i18n, speakLanguage } from './i18n';
import { openWhenBack } from './latepage';
import { router } from './router';
import './styles/parts.css';
import './styles/controls.css';
import './styles/console.css';
import './styles/print.css';

speakLanguage(currentLanguage());
const app = createApp(App).use(createPinia()).use(router).use(i18n);
openWhenBack(router);
app.mount('#console');
