import { requireManager } from "@/lib/catalogue/editor";
import type { CatalogueViewer } from "@/lib/catalogue/permissions";
import { db } from "@/lib/db/client";
import { readStored } from "./read-stored";
import { writeYaml } from "./write-yaml";

/** The whole configuration as its file. @throws AppError not-allowed */
export async function exportConfiguration(viewer: CatalogueViewer | null) {
  requireManager(viewer);
  const { configuration } = await readStored(db());
  return { name: "gatehouse.yaml", contentType: "application/yaml", text: writeYaml(configuration) };
}
