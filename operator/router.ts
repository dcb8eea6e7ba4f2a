/** Addresses of the console. The booth and the entrance are the first page; the rest is fetched when it is opened. */
import { createRouter, createWebHistory } from 'vue-router';
import DeskPage from './desk/DeskPage.vue';

export const router = createRouter({
  history: createWebHistory('/operator/'),
  routes: [
    { path: '/', name: 'desk', component: DeskPage },
    { path: '/hall', name: 'hall', component: () => import('./hall/HallPage.vue') },
    { path: '/journal', name: 'journal', component: () => import('./journal/JournalPage.vue') },
    { path: '/paper', name: 'paper', component: () => import('./paper/PaperPage.vue') },
    { path: '/devices', name: 'devices', component: () => import('./devices/DevicesPage.vue') },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
});
