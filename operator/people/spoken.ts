/** The words of people come with their page: most who work here never open it. */
import { i18n } from '../i18n';
import { typesetAll } from '../typography';
import { people as english } from '../words/people.en';
import { people as russian } from '../words/people.ru';

i18n.global.mergeLocaleMessage('ru', typesetAll(russian));
i18n.global.mergeLocaleMessage('en', english);
