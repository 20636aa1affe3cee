import { defineRoute } from "@/lib/http/define-route";
import { getLogoFile } from "@/lib/settings/logo";
import { logoFileParams, logoTypes } from "@/lib/settings/logo-schema";

/** The address names the bytes: whoever has them never asks again. */
export const GET = defineRoute({
  summary: "The organisation's logo",
  answer: { types: logoTypes },
  access: "public",
  params: logoFileParams,
  async handle({ params: { hash } }) {
    const { type, bytes } = await getLogoFile(hash);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": type,
        "Content-Disposition": "inline",
        "Cache-Control": "public, max-age=31536000, immutable",
        ETag: `"${hash}"`,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
      },
    });
  },
});
