// An API of many operations, published as an admin's own script would: through the JSON API, after signing in.

/** The API with this suffix, as its administrators see it, and its operations. */
export async function findPublished(request, portal, suffix) {
  const { items } = await answerOf(await request.get(`${portal}/api/apis?search=${suffix}`));
  const found = items.find((item) => item.suffix === suffix);
  if (!found) throw new Error(`No API with the suffix ${suffix}.`);
  return readPublished(request, portal, found.id);
}

async function readPublished(request, portal, apiId) {
  const api = await answerOf(await request.get(`${portal}/api/apis/${apiId}`));
  const list = `${portal}/api/apis/${apiId}/operations`;
  const { items } = await answerOf(await request.get(list));
  const operations = [];
  for (const { id } of items) operations.push(await answerOf(await request.get(`${list}/${id}`)));
  return { ...api, operations };
}

/** Publishes copies of an API's operations, each set below a path of its own, until there are `count`. */
export async function publishMany(request, portal, { like, count }) {
  const post = async (path, data) =>
    answerOf(await request.post(`${portal}${path}`, { headers: { Origin: portal }, data }));
  const { id } = await post("/api/apis", {
    name: "Many operations",
    suffix: "many-operations",
    webServiceUrl: like.webServiceUrl,
    productIds: like.productIds,
  });
  for (let number = 0; number < count; number += 1) {
    const operation = like.operations[number % like.operations.length];
    const set = Math.floor(number / like.operations.length) + 1;
    await post(`/api/apis/${id}/operations`, {
      displayName: `${operation.displayName} ${set}`,
      description: operation.description,
      method: operation.method,
      urlTemplate: `/models/${set}${operation.urlTemplate}`,
      parameters: operation.parameters,
      request: operation.request,
      responses: operation.responses,
    });
  }
  return readPublished(request, portal, id);
}

async function answerOf(response) {
  if (response.ok()) return response.json();
  throw new Error(`${response.url()} answered ${response.status()}: ${await response.text()}`);
}
