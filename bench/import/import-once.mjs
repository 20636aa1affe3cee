// The two requests that the form for importing sends, timed.

/** @returns the new API's id, and how long its preview and its saving took. @throws when either is refused */
export async function importOnce(request, portal, { document, run }) {
  const source = { kind: "openapi", document };
  const post = async (path, data) => {
    const began = performance.now();
    const answer = await request.post(`${portal}${path}`, { headers: { Origin: portal }, data });
    const body = await answer.json();
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${JSON.stringify(body)}`);
    return { body, ms: performance.now() - began };
  };
  const preview = await post("/api/apis/imports/preview", { source });
  const { suffix, webServiceUrl } = preview.body;
  const { items: products } = await (await request.get(`${portal}/api/products`)).json();
  const saved = await post("/api/apis/imports", {
    source,
    suffix,
    webServiceUrl,
    name: `Large web service ${run}`,
    productIds: products.map(({ id }) => id),
  });
  return { id: saved.body.id, previewMs: preview.ms, saveMs: saved.ms };
}

export async function readApi(request, portal, id) {
  return (await request.get(`${portal}/api/apis/${id}`)).json();
}

export async function removeApi(request, portal, id) {
  const answer = await request.delete(`${portal}/api/apis/${id}`, { headers: { Origin: portal } });
  if (!answer.ok()) throw new Error(`The API was not deleted: ${answer.status()}`);
}
