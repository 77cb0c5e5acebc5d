import { createContext } from 'react';
import type { Check } from './checker';

/** How what one writes is checked before it is sent; nothing is where no check is given. */
export const CheckContext = createContext<Check | undefined>(undefined);
