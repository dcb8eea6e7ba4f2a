/** The touchscreen: what a visitor presses to get a ticket. It holds no rules and nothing about anybody. */
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { i18n } from './i18n.js';
import './styles/frame.css';
import './styles/choices.css';
import './styles/controls.css';
import './styles/stops.css';
import './styles/issued.css';
import './styles/landscape.css';
import './styles/square.css';
import './styles/easy.css';

createApp(App).use(createPinia()).use(i18n).mount('#kiosk');
