/** The mark: an arch, the gate that calls go through. It takes the colour of the text around it. */
export function ArchMark({ className = "size-6" }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="currentColor" className={className}>
      <path d="M2 22V12a10 10 0 0 1 20 0v10h-5.5V12a4.5 4.5 0 0 0-9 0v10Z" />
    </svg>
  );
}
