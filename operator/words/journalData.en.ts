/** The journal’s entries about personal data, in English. */
export const privacyKinds = {};

export const privacyNouns = {};

export const privacyFacts = {};

export const privacyValues = {};
