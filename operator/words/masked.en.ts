/** What is hidden and how it is opened, in English. */
export const masked = {
  masked: {
    show: 'Show: {what}',
    showShort: 'Show',
    hideShort: 'Hide',
    hide: 'Hide: {what}',
    opened: '{what}: shown for a minute',
    why: 'What is it opened for? The journal will tell it.',
    reasons: {
      reception: 'Receiving a visitor',
      case: 'Work on the case',
      request: 'The person’s own request',
      check: 'A check',
    },
    fields: {
      identity: 'representative’s document',
      insured: 'numbers of insured persons',
      inn: 'INN',
      phone: 'telephone',
      email: 'e-mail',
      place: 'place of residence or location',
      postalAddress: 'postal address',
      address: 'address for the answer',
    },
    insured: 'Numbers of insured persons are hidden',
    insuredShown: 'Numbers of insured persons are shown',
    replace: 'Hidden. Type anew to replace it',
    paper: 'This paper holds personal data',
    paperWhat: 'the whole paper',
    part: 'Some data on this paper are hidden',
    whole: 'Show it whole',
  },
};
