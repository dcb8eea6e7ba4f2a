/** The words of the table come with its page. */
import { i18n } from '../i18n';
import { typesetAll } from '../typography';
import { rights as english } from '../words/rights.en';
import { rights as russian } from '../words/rights.ru';

i18n.global.mergeLocaleMessage('ru', typesetAll(russian));
i18n.global.mergeLocaleMessage('en', english);
