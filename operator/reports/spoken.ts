/** The reports' words join the console's when the first of their pages is fetched: the booth does not carry them. */
import { i18n } from '../i18n';
import { typesetAll } from '../typography';
import { reports as english } from '../words/reports.en';
import { reports as russian } from '../words/reports.ru';

i18n.global.mergeLocaleMessage('ru', typesetAll(russian));
i18n.global.mergeLocaleMessage('en', english);
