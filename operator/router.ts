/** Addresses of the console. The booth and the entrance are the first page; the rest is fetched when it is opened. */
import { createRouter, createWebHistory } from 'vue-router';
import DeskPage from './desk/DeskPage.vue';

export const router = createRouter({
  history: createWebHistory('/operator/'),
  routes: [
    { path: '/', name: 'desk', component: DeskPage },
    { path: '/now', name: 'now', component: () => import('./now/NowPage.vue') },
    { path: '/hall', name: 'hall', component: () => import('./hall/HallPage.vue') },
    {
      path: '/registrations',
      name: 'registrations',
      component: () => import('./registrations/RegistrationsPage.vue'),
    },
    { path: '/proof/:visitId?', name: 'proof', component: () => import('./proof/ProofPage.vue'), props: true },
    {
      path: '/proof/of/:submissionId',
      name: 'proofOfSubmission',
      component: () => import('./proof/ProofPage.vue'),
      props: true,
    },
    { path: '/terms', name: 'terms', component: () => import('./terms/TermsPage.vue') },
    { path: '/complaints', name: 'complaints', component: () => import('./complaints/ComplaintsPage.vue') },
    {
      path: '/complaints/summary',
      name: 'complaintSummary',
      component: () => import('./complaints/SummaryPage.vue'),
    },
    {
      path: '/complaints/new',
      name: 'newComplaint',
      component: () => import('./complaints/NewComplaint.vue'),
    },
    {
      path: '/complaints/:complaintId',
      name: 'complaint',
      component: () => import('./complaints/ComplaintPage.vue'),
      props: true,
    },
    {
      path: '/complaints/:complaintId/:paper',
      name: 'complaintPaper',
      component: () => import('./complaints/ComplaintPaper.vue'),
      props: true,
    },
    {
      path: '/consultations',
      name: 'consultations',
      component: () => import('./consultations/ConsultationsPage.vue'),
    },
    { path: '/inbox', name: 'inbox', component: () => import('./inbox/InboxPage.vue') },
    { path: '/checks', name: 'checks', component: () => import('./checks/ChecksPage.vue') },
    { path: '/checks/:checkId', name: 'check', component: () => import('./checks/CheckPage.vue'), props: true },
    { path: '/case/:receptionId', name: 'case', component: () => import('./inbox/CaseRoom.vue'), props: true },
    {
      path: '/protocol/:protocolId',
      name: 'protocol',
      component: () => import('./paper-print/PrintPage.vue'),
      props: true,
    },
    { path: '/reports', name: 'reports', component: () => import('./reports/ReportsPage.vue') },
    { path: '/reports/tickets', name: 'tickets', component: () => import('./reports/TicketsPage.vue') },
    { path: '/reports/mine', name: 'mine', component: () => import('./reports/ReportsPage.vue') },
    { path: '/reports/mine/tickets', name: 'mineTickets', component: () => import('./reports/TicketsPage.vue') },
    { path: '/journal', name: 'journal', component: () => import('./journal/JournalPage.vue') },
    { path: '/paper', name: 'paper', component: () => import('./paper/PaperPage.vue') },
    {
      path: '/settings/:part?',
      name: 'settings',
      component: () => import('./settings/SettingsPage.vue'),
      props: ({ params }) => ({ part: String(params.part ?? '') }),
    },
    { path: '/devices', name: 'devices', component: () => import('./devices/DevicesPage.vue') },
    { path: '/alerts', name: 'alerts', component: () => import('./alerts/AlertsPage.vue') },
    {
      path: '/people/:userId?',
      name: 'people',
      component: () => import('./people/PeoplePage.vue'),
      props: ({ params }) => ({ userId: String(params.userId ?? '') }),
    },
    { path: '/rights', name: 'rights', component: () => import('./rights/RightsPage.vue') },
    { path: '/account', name: 'account', component: () => import('./account/AccountPage.vue') },
    { path: '/begin', name: 'begin', component: () => import('./begin/BeginPage.vue') },
    { path: '/setup', name: 'setup', component: () => import('./begin/SetupPage.vue') },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
});
