/** Whether a page belongs to a navigation's link: it is that page, or (unless `exact`) one below it. */
export function isCurrent(pathname: string, href: string, exact: boolean): boolean {
  if (pathname === href) return true;
  return !exact && href !== "/" && pathname.startsWith(`${href}/`);
}
