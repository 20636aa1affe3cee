import type { BatchCredential, BatchSampleOptions } from "./batch-sample-options";

/** Samples for languages whose programmers use Microsoft's storage packages. */

const quoted = (text: string) => JSON.stringify(text);

export function batchCsharp(options: BatchSampleOptions): string {
  const { jobsUrl, credentials, table, outputName, parameters } = options;
  const values = Object.entries(parameters).map(([name, value]) => `[${quoted(name)}] = ${quoted(value)}`);
  return `// dotnet add package Azure.Storage.Blobs
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;

const string jobs = ${quoted(jobsUrl)};
const string containerName = "batch";
var connection = Environment.GetEnvironmentVariable("AZURE_STORAGE_CONNECTION_STRING")!;
var table = ${quoted(`${table.join("\r\n")}\r\n`)};

using var client = new HttpClient();
${credentials.map(csharpHeader).join("\n")}

object Blob(string name) => new { ConnectionString = connection, RelativeLocation = $"{containerName}/{name}" };

async Task<string> Call(HttpMethod method, string path, object? body = null)
{
    using var request = new HttpRequestMessage(method, $"{jobs}{path}?api-version=2.0");
    if (body is not null) request.Content = JsonContent.Create(body, options: new JsonSerializerOptions());
    using var response = await client.SendAsync(request);
    var text = await response.Content.ReadAsStringAsync();
    if (!response.IsSuccessStatusCode) throw new HttpRequestException($"{(int)response.StatusCode} {text}");
    return text;
}

// Upload the input.
var container = new BlobContainerClient(connection, containerName);
await container.CreateIfNotExistsAsync();
await container.GetBlobClient("input.csv").UploadAsync(BinaryData.FromString(table), overwrite: true);

// Submit the job and start it.
var job = JsonSerializer.Deserialize<string>(await Call(HttpMethod.Post, "", new
{
    Input = Blob("input.csv"),
    Outputs = new Dictionary<string, object> { [${quoted(outputName)}] = Blob("output.csv") },
    GlobalParameters = new Dictionary<string, string> { ${values.join(", ")} },
}));
await Call(HttpMethod.Post, $"/{job}/start");

// Follow it.
JsonElement status;
string? state;
while (true)
{
    status = JsonSerializer.Deserialize<JsonElement>(await Call(HttpMethod.Get, $"/{job}"));
    state = status.GetProperty("StatusCode").GetString();
    if (state is not ("NotStarted" or "Running")) break;
    await Task.Delay(TimeSpan.FromSeconds(1));
}
if (state != "Finished") throw new InvalidOperationException($"{state}: {status.GetProperty("Details")}");

// Download the result.
var result = status.GetProperty("Results").GetProperty(${quoted(outputName)});
using var anonymous = new HttpClient();
Console.WriteLine(await anonymous.GetStringAsync(
    $"{result.GetProperty("BaseLocation")}{result.GetProperty("RelativeLocation")}{result.GetProperty("SasBlobToken")}"));

// Delete the job; the blobs stay.
await Call(HttpMethod.Delete, $"/{job}");
`;
}

function csharpHeader({ header, prefix, variable }: BatchCredential): string {
  const secret = `Environment.GetEnvironmentVariable(${quoted(variable)})`;
  const value = prefix === "" ? secret : `${quoted(prefix)} + ${secret}`;
  return `client.DefaultRequestHeaders.TryAddWithoutValidation(${quoted(header)}, ${value});`;
}

function rHeader({ header, prefix, variable }: BatchCredential): string {
  const secret = `Sys.getenv(${quoted(variable)})`;
  return `${quoted(header)} = ${prefix === "" ? secret : `paste0(${quoted(prefix)}, ${secret})`}`;
}

export function batchR(options: BatchSampleOptions): string {
  const { jobsUrl, credentials, table, outputName, parameters } = options;
  const values = Object.entries(parameters).map(([name, value]) => `${quoted(name)} = ${quoted(value)}`);
  const named = values.length > 0 ? `list(${values.join(", ")})` : "setNames(list(), character())";
  return `# install.packages(c("AzureStor", "httr", "jsonlite"))
library(AzureStor)
library(httr)
library(jsonlite)

jobs <- ${quoted(jobsUrl)}
authorization <- add_headers(${credentials.map(rHeader).join(", ")})
connection <- Sys.getenv("AZURE_STORAGE_CONNECTION_STRING")
container_name <- "batch"
table <- c(${table.map(quoted).join(", ")})

parts <- strsplit(connection, ";")[[1]]
settings <- setNames(as.list(sub("^[^=]*=", "", parts)), sub("=.*", "", parts))
address <- settings$BlobEndpoint
if (is.null(address)) address <- paste0("https://", settings$AccountName, ".blob.core.windows.net")

call <- function(method, path, body = NULL) {
  response <- VERB(method, paste0(jobs, path, "?api-version=2.0"), authorization, content_type_json(), body = body)
  text <- content(response, "text", encoding = "UTF-8")
  if (http_error(response)) stop(status_code(response), " ", text)
  if (nzchar(text)) fromJSON(text) else NULL
}

blob <- function(name) list(ConnectionString = connection, RelativeLocation = paste0(container_name, "/", name))

# Upload the input.
endpoint <- storage_endpoint(address, key = settings$AccountKey)
if (!(container_name %in% names(list_storage_containers(endpoint)))) create_storage_container(endpoint, container_name)
container <- storage_container(endpoint, container_name)
input <- tempfile(fileext = ".csv")
writeLines(table, input, useBytes = TRUE)
storage_upload(container, input, "input.csv")

# Submit the job and start it.
request <- list(
  Input = blob("input.csv"),
  Outputs = list(${quoted(outputName)} = blob("output.csv")),
  GlobalParameters = ${named}
)
job <- call("POST", "", toJSON(request, auto_unbox = TRUE))
call("POST", paste0("/", job, "/start"), "")

# Follow it.
repeat {
  status <- call("GET", paste0("/", job))
  if (!(status$StatusCode %in% c("NotStarted", "Running"))) break
  Sys.sleep(1)
}
if (status$StatusCode != "Finished") stop(status$StatusCode, ": ", status$Details)

# Download the result.
result <- status$Results[[${quoted(outputName)}]]
print(read.csv(paste0(result$BaseLocation, result$RelativeLocation, result$SasBlobToken), check.names = FALSE))

# Delete the job; the blobs stay.
call("DELETE", paste0("/", job))
`;
}
