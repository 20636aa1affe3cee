import { versionOf } from "@/lib/editing/editable";
import { productEditable } from "@/lib/editing/editables";
import { countSubscriptions, getProduct } from "@/lib/products/govern-queries";
import { adminOf, orNotFound } from "../../admin-page";

/** A product with what its head shows and its version, for each of its pages. */
export async function productOf(params: Promise<{ productId: string }>, path: string) {
  const { productId } = await params;
  const viewer = await adminOf(`/admin/products/${productId}${path}`);
  const version = await versionOf(productEditable, { productId });
  const product = await orNotFound(getProduct(viewer, productId));
  const { live, ended } = await countSubscriptions(viewer, productId);
  const head = {
    ...product,
    apiCount: product.apiIds.length,
    liveSubscriptions: live,
    endedSubscriptions: ended,
  };
  return { viewer, product, head, version };
}
