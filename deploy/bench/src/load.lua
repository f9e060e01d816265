-- Sends the headers of the file that BENCH_HEADERS names, and prints one line that a program can read. The credential
-- comes by a file so that no process list shows it.
local file = os.getenv("BENCH_HEADERS")
if file and file ~= "" then
  for line in io.lines(file) do
    local name, value = line:match("^([^:]+):%s*(.-)%s*$")
    if name then wrk.headers[name] = value end
  end
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("figures %.1f %.0f %.0f %.0f %d %d %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(99), latency.max,
    summary.requests, summary.bytes, e.connect + e.read + e.write + e.status + e.timeout))
end
