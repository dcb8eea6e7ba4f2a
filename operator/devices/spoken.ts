/** The words of devices and printers join the console's when their page is fetched: the booth does not carry them. */
import { i18n } from '../i18n';
import { typesetAll } from '../typography';
import { gear as english } from '../words/gear.en';
import { gear as russian } from '../words/gear.ru';

i18n.global.mergeLocaleMessage('ru', typesetAll(russian));
i18n.global.mergeLocaleMessage('en', english);
