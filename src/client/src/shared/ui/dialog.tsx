import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './dialog.css';

export type DialogProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /**
   * `side` rises from the bottom edge on a phone, for what one reads while looking at the page. `cover` hides the page
   * and stays until it is answered.
   */
  shape?: 'centre' | 'side' | 'cover';
};

/** A dialog over the page. Esc and a press outside close it; focus returns to where it came from. */
export function Dialog({ title, isOpen, onClose, children, shape = 'centre' }: DialogProps) {
  return (
    <ModalOverlay
      className="dialog-veil"
      data-shape={shape}
      isDismissable={shape !== 'cover'}
      isKeyboardDismissDisabled={shape === 'cover'}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="dialog-frame">
        <AriaDialog className="dialog">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="dialog-actions">{children}</div>;
}
