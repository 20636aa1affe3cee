/** The mark: an arch, the gate that calls go through. It takes the colour of the text around it. */
export function ArchMark({ className = "size-6" }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="currentColor" className={className}>
      <path d="M2 22V12a10 10 0 0 1 20 0v10h-3V12a7 7 0 0 0-14 0v10Z" />
      <path d="M8 22V12a4 4 0 0 1 8 0v10Z" />
    </svg>
  );
}
