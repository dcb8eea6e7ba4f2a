/** The words of personal data join the console's when a page that needs them is fetched. */
import { i18n } from '../i18n';
import { typesetAll } from '../typography';
import { privacy as english } from '../words/privacy.en';
import { privacy as russian } from '../words/privacy.ru';

i18n.global.mergeLocaleMessage('ru', typesetAll(russian));
i18n.global.mergeLocaleMessage('en', english);
