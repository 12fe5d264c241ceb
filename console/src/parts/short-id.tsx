import { Link } from 'react-router';

interface ShortIdProps {
  readonly id: string;
  readonly to?: string;
  readonly length?: number;
}

/** An id in monospace, shortened in the middle; the whole is in its title. */
export function ShortId({ id, to, length = 14 }: ShortIdProps) {
  const half = Math.floor((length - 1) / 2);
  const text = id.length <= length ? id : `${id.slice(0, length - 1 - half)}…${id.slice(-half)}`;
  const content = (
    <span className="code" title={id} style={{ whiteSpace: 'nowrap' }}>
      {text}
    </span>
  );
  return to === undefined ? content : <Link to={to}>{content}</Link>;
}
