import type { ReactNode } from 'react';
import './message.css';

type MessageProps = {
  tone?: 'note' | 'caution' | 'problem' | 'good';
  title?: string;
  children?: ReactNode;
};

/** Words set apart. A problem is read out at once; the rest when the reader gets there. */
export function Message({ tone = 'note', title, children }: MessageProps) {
  return (
    <div className="message" data-tone={tone} role={tone === 'problem' ? 'alert' : undefined}>
      {title === undefined ? null : <p className="message-title">{title}</p>}
      {children}
    </div>
  );
}
