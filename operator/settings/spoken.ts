/** The settings' words join the console's when their page is fetched: the booth does not carry them. */
import { i18n } from '../i18n';
import { typesetAll } from '../typography';
import { lawbook as lawbookEnglish } from '../words/lawbook.en';
import { lawbook as lawbookRussian } from '../words/lawbook.ru';
import { settings as english } from '../words/settings.en';
import { settings as russian } from '../words/settings.ru';

i18n.global.mergeLocaleMessage('ru', typesetAll({ ...russian, ...lawbookRussian }));
i18n.global.mergeLocaleMessage('en', { ...english, ...lawbookEnglish });
