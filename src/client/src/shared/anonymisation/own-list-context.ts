import { createContext } from 'react';
import { emptyOwnList, type OwnList } from './own-list';

export type OwnListModel = {
  list: OwnList;
  /** Read from the device; before, it may look empty. */
  isHere: boolean;
  /** Whether the browser keeps it. */
  isKept: boolean;
  change: (next: (list: OwnList) => OwnList) => void;
};

export const OwnListContext = createContext<OwnListModel>({
  list: emptyOwnList,
  isHere: true,
  isKept: false,
  change: () => undefined,
});
