/** How a mark looks, so that no meaning hangs on colour alone. */
export type Family = 'person' | 'place' | 'time' | 'number' | 'life';

type Kind = { one: string; many: string; family: Family };

const kinds: Readonly<Record<string, Kind>> = {
  PERSON: { one: 'Name of a person', many: 'Names of people', family: 'person' },
  INITIALS: { one: 'Initials', many: 'Initials', family: 'person' },
  HANDLE: { one: 'Name on a social network', many: 'Names on social networks', family: 'person' },
  NAME: { one: 'A word that may be a name', many: 'Words that may be names', family: 'person' },
  PLACE: { one: 'Place', many: 'Places', family: 'place' },
  POSTCODE: { one: 'Postcode', many: 'Postcodes', family: 'place' },
  ORGANISATION: { one: 'Organisation', many: 'Organisations', family: 'place' },
  DATE: { one: 'Date or time', many: 'Dates and times', family: 'time' },
  AGE: { one: 'Age', many: 'Ages', family: 'time' },
  DURATION: { one: 'Length of time', many: 'Lengths of time', family: 'time' },
  QUANTITY: { one: 'Sum or measure', many: 'Sums and measures', family: 'number' },
  EMAIL: { one: 'Email address', many: 'Email addresses', family: 'number' },
  PHONE: { one: 'Telephone number', many: 'Telephone numbers', family: 'number' },
  WEB: { one: 'Web address', many: 'Web addresses', family: 'number' },
  IP_ADDRESS: { one: 'IP address', many: 'IP addresses', family: 'number' },
  NHS_NUMBER: { one: 'NHS number', many: 'NHS numbers', family: 'number' },
  NATIONAL_INSURANCE_NUMBER: {
    one: 'National Insurance number',
    many: 'National Insurance numbers',
    family: 'number',
  },
  SOCIAL_SECURITY_NUMBER: { one: 'Social security number', many: 'Social security numbers', family: 'number' },
  MEDICAL_RECORD_NUMBER: { one: 'Medical record number', many: 'Medical record numbers', family: 'number' },
  IBAN: { one: 'Bank account', many: 'Bank accounts', family: 'number' },
  CARD: { one: 'Payment card', many: 'Payment cards', family: 'number' },
  PLATE: { one: 'Registration plate', many: 'Registration plates', family: 'number' },
  CODE: { one: 'Number or code', many: 'Numbers and codes', family: 'number' },
  OCCUPATION: { one: 'Job or title', many: 'Jobs and titles', family: 'life' },
  NATIONALITY: { one: 'Nationality or origin', many: 'Nationalities and origins', family: 'life' },
  BELIEF: { one: 'Faith or orientation', many: 'Faith and orientation', family: 'life' },
  FAMILY: { one: 'Shape of a family', many: 'Shapes of families', family: 'life' },
  HEALTH: { one: 'Rare illness or injury', many: 'Rare illnesses and injuries', family: 'life' },
  MEDICATION: { one: 'Medicine with a date', many: 'Medicines with dates', family: 'life' },
  EVENT: { one: 'Event others may know of', many: 'Events others may know of', family: 'life' },
  QUOTATION: { one: 'Quotation from a public place', many: 'Quotations from public places', family: 'life' },
};

/** In words; of a kind that a newer server has, its own name in lower case. */
export function kindOf(kind: string): Kind {
  const words = kind.toLowerCase().replaceAll('_', ' ');
  return kinds[kind] ?? { one: words, many: words, family: 'life' };
}
