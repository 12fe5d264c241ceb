/** Shows enough of a personal value to recognise it and too little to use it. */
export function maskValue(kind: string, value: string): string {
  if (value === '') return '';
  switch (kind) {
    case 'name':
      return `${value.slice(0, 1)}${'*'.repeat(Math.min(Math.max(value.length - 1, 1), 8))}`;
    case 'phone':
      return `${value.slice(0, Math.max(0, value.length - 8))}****${value.slice(-4)}`;
    case 'email':
      return `${value.slice(0, 1)}***@${value.split('@')[1] ?? ''}`;
    case 'national_id':
    case 'account':
      return `****${value.slice(-4)}`;
    default:
      return value.length > 16 ? `${value.slice(0, 12)}…` : value;
  }
}
