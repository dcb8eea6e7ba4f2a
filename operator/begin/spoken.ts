/** The words of the beginning come with its pages: an office that works never opens them. */
import { i18n } from '../i18n';
import { typesetAll } from '../typography';
import { begin as english } from '../words/begin.en';
import { begin as russian } from '../words/begin.ru';

i18n.global.mergeLocaleMessage('ru', typesetAll(russian));
i18n.global.mergeLocaleMessage('en', english);
