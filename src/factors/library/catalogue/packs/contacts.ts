import { libraryPack, on } from '../idea.ts';

/** The contact book. Lenders may not read it in Indonesia, India and the Philippines. */
export const contactIdeas = libraryPack(
  {
    name: 'book',
    version: 1,
    title: { en: 'Contact books', zh: '通讯录' },
    documentation: {
      en: 'Size and repetition of contact books shared with consent: empty, copied and bought ones.',
      zh: '经授权同步的通讯录规模与重复：空通讯录、复制通讯录。',
    },
    reason: { en: 'The contact book that was shared', zh: '通讯录情况' },
    purposes: ['underwriting', 'fraud'],
    consent: 'contacts',
    withheldIn: ['ID', 'IN', 'PH'],
  },
  on(
    'contacts.synced',
    { by: 'person', tempo: 'steady' },
    `
    books           | reports                                      | contact books shared                   | 通讯录同步
    book_size       | level total                                  | sizes of the contact book              | 通讯录人数
    empty_books     | reports ? total<5                             | nearly empty contact books             | 近空通讯录
    large_books     | reports ? total>200                           | very large contact books               | 超大通讯录
    book_phones     | text id_phone                                | numbers that shared a book             | 同步通讯录的号码
    `,
  ),
  on(
    'contacts.synced',
    { by: 'id_account', tempo: 'burst' },
    `
    account_books   | reports                                      | contact books shared                   | 通讯录同步
    account_phones  | text id_phone                                | numbers that shared a book             | 同步通讯录的号码
    `,
  ),
);
