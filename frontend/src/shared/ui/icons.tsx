import { classes } from '@/shared/lib/classes';

/** Icons on a 16 px grid with one stroke width. They are decoration: the control that holds one carries the name. */
const paths = {
  home: 'M2.5 7.2 8 2.8l5.5 4.4v5.6a.7.7 0 0 1-.7.7H9.7V9.8H6.3v3.7H3.2a.7.7 0 0 1-.7-.7z',
  practice: 'M8 2a2 2 0 0 1 2 2v4a2 2 0 1 1-4 0V4a2 2 0 0 1 2-2M3.5 7.5a4.5 4.5 0 0 0 9 0M8 12v2',
  history: 'M2.5 8a5.5 5.5 0 1 0 1.8-4.1L2.5 5.5M2.5 2.5v3h3M8 5v3.2l2.2 1.3',
  account: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8M2.9 13.4a5.2 5.2 0 0 1 10.2 0',
  fold: 'M2.5 3.2h11v9.6h-11zM6.2 3.2v9.6',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.3 10.3l3.2 3.2',
  close: 'm3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4',
  check: 'm3 8.5 3.3 3.3L13 4.7',
  minus: 'M3.5 8h9',
  plus: 'M8 3v10M3 8h10',
  right: 'm6 3.5 4.5 4.5L6 12.5',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  arrow: 'M3 8h10M9 4l4 4-4 4',
  play: 'M4.5 2.9v10.2L13 8z',
  pause: 'M5 3v10M11 3v10',
  mic: 'M8 2a2 2 0 0 1 2 2v4a2 2 0 1 1-4 0V4a2 2 0 0 1 2-2M3.5 7.5a4.5 4.5 0 0 0 9 0M8 12v2',
  micOff: 'M10 7V4a2 2 0 0 0-3.9-.6M6 6.2V8a2 2 0 0 0 3 1.7M3.5 7.5a4.5 4.5 0 0 0 7.2 3.6M12.4 8.3c.1-.3.1-.5.1-.8M8 12v2M2.5 2.5l11 11',
  captions: 'M2 3.5h12v9H2zM7 7a1.3 1.3 0 1 0 0 2M11.3 7a1.3 1.3 0 1 0 0 2',
  keyboard: 'M1.8 4h12.4v8H1.8zM4.2 6.5h.01M6.7 6.5h.01M9.2 6.5h.01M11.7 6.5h.01M4.8 9.5h6.4',
  hangUp: 'M2 9.6c3.3-3.2 8.7-3.2 12 0l-1.6 1.7-2.6-1.2V8.2a7 7 0 0 0-3.6 0v1.9l-2.6 1.2z',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  image: 'M2.5 3h11v10h-11zM2.5 11l3.2-3.4 2.5 2.6 1.8-1.7 3.5 3M10.3 6.3h.01',
  globe: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M2 8h12M8 2c2 1.8 2.6 3.8 2.6 6S10 12.200 8 14c-2-1.800-2.600-3.800-2.600-6S6 3.800 8 2',
  trash: 'M2.8 4.200h10.400M6.200 4.200V2.600h3.600v1.600M4 4.200l.6 9.300h6.800l.6-9.300',
  alert: 'M8 2.300 14.300 13.200H1.700zM8 6.500v3M8 11.300h.01',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 7.300v3.400M8 5.200h.01',
  sun: 'M8 10.800a2.800 2.800 0 1 0 0-5.600 2.800 2.800 0 0 0 0 5.600M8 1.500v1.300M8 13.200v1.300M1.500 8h1.300M13.200 8h1.300M3.400 3.400l.9.9M11.700 11.700l.9.9M3.400 12.600l.9-.9M11.700 4.300l.9-.9',
  moon: 'M13.200 9.700A5.600 5.600 0 0 1 6.300 2.800a5.600 5.600 0 1 0 6.900 6.900',
  screen: 'M2 3h12v8H2zM6 13.500h4M8 11v2.500',
  text: 'M2.500 3.500h11v7.500H7l-3 2.500V11H2.500z',
  script: 'M3.500 2.500h9v11h-9zM6 5.500h4M6 8h4M6 10.500h2.500',
  signOut: 'M9.500 2.500H3.500v11h6M7 8h6.500M11 5.500 13.500 8 11 10.500',
  refresh: 'M13.500 3v3.200h-3.200M13.200 6.200A5.500 5.500 0 1 0 13.500 9',
  signal: 'M3 12.500v-2M6.300 12.500V8.500M9.700 12.500V6M13 12.500v-9',
  coach: 'M8 2a4 4 0 0 1 2.300 7.300c-.5.4-.8.900-.8 1.500v.2h-3v-.2c0-.6-.3-1.100-.8-1.500A4 4 0 0 1 8 2M6.500 13.500h3',
  compare: 'M3 4h6M3 8h10M3 12h4M12 2.500v3M9 10.500v3',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  headphones: 'M2.500 10V8a5.500 5.500 0 0 1 11 0v2M2.500 9.500h2v4h-1a1 1 0 0 1-1-1zM13.500 9.500h-2v4h1a1 1 0 0 0 1-1z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  const solid = name === 'play';
  return (
    <svg
      aria-hidden="true"
      className={classes('shrink-0', className)}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={solid ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
