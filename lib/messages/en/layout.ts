/** What the shells around all pages say, and the pages for what is not there or went wrong. */
export const layoutMessages = {
  productName: "Gatehouse",
  productDescription: "Find, try and call machine-learning web services.",
  mainNavigation: "Main",
  adminNavigation: "Administration",
  menu: "Menu",
  apis: "APIs",
  products: "Products",
  subscriptions: "Subscriptions",
  admin: "Admin",
  overview: "Overview",
  portal: "Developer portal",
  signIn: "Sign in",
  signOut: "Sign out",
  profile: "Profile",
  accountOf: (name: string) => `Account of ${name}`,
  theme: "Theme",
  themes: { light: "Light", dark: "Dark", system: "System" },
  footer: (organisation: string) => `${organisation} · developer portal`,
  poweredBy: "Runs on Gatehouse",
  notFound: {
    title: "This page does not exist",
    description: "The address may be mistyped, or you may not have access to what is there.",
    action: "Go to the start page",
  },
  failed: {
    title: "This page could not be shown",
    description:
      "Nothing you entered elsewhere is lost. Try again; if it keeps failing, tell your administrator.",
    reference: (digest: string) => `Reference: ${digest}`,
    action: "Try again",
  },
};
