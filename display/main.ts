/**
 * The hall board: what the hall sees and hears. It shows the newest view of the office and announces from state,
 * so it may lose its link, be reloaded or be moved at any time. It holds no rules and asks nothing but its pairing.
 */
import { createApp } from 'vue';
import App from './App.vue';
import './board.css';
import './calls.css';
import './pages.css';
import './side.css';
import { keepAwake } from './awake';

createApp(App).mount('#board');
keepAwake();
