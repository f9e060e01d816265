-- Sends events that nobody sent before: LINES of them in each request, or one alone where that is 1. The credential comes
-- by a file so that no process list shows it.
local lines = tonumber(os.getenv("BENCH_LINES") or "1")
local run = os.getenv("BENCH_RUN") or "run"
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("id", threads)
end

local event = '{"uid":"%s-%d-%d","time":"2026-11-01T12:00:%02dZ","source":"bench/load","principal":"token/worker-%d",'
  .. '"action":"parameter:read","resource":"/aurora/dev/agents/researcher/log/level","outcome":"success",'
  .. '"sourceAddress":"10.0.%d.%d","requestId":"req-%d","version":"17"}'
local count = 0

local function nextEvent()
  count = count + 1
  return string.format(event, run, id, count, count % 60, count % 500, count % 250, count % 251, count)
end

function init(arguments)
  for line in io.lines(os.getenv("BENCH_HEADERS")) do
    local name, value = line:match("^([^:]+):%s*(.-)%s*$")
    if name then wrk.headers[name] = value end
  end
  wrk.method = "POST"
  wrk.headers["Content-Type"] = lines == 1 and "application/json" or "application/x-ndjson"
end

function request()
  if lines == 1 then return wrk.format(nil, nil, nil, nextEvent()) end
  local body = {}
  for i = 1, lines do body[i] = nextEvent() end
  return wrk.format(nil, nil, nil, table.concat(body, "\n"))
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("figures %.1f %.0f %.0f %.0f %d %d %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(99), latency.max,
    summary.requests, summary.bytes, e.connect + e.read + e.write + e.status + e.timeout))
end
