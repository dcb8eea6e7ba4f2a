/** The words of the own account come with its page. */
import { i18n } from '../i18n';
import { typesetAll } from '../typography';
import { account as english } from '../words/account.en';
import { account as russian } from '../words/account.ru';

i18n.global.mergeLocaleMessage('ru', typesetAll(russian));
i18n.global.mergeLocaleMessage('en', english);
